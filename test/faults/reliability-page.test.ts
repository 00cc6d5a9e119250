import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { reliabilityPage } from './reliability-page.ts';

const path = join(import.meta.dirname, '../../docs/reliability.md');

/** This chapter has the figures of `npm run chaos`, and is written by hand. */
const byHand = '\n## Batches\n';

/** `IDV_WRITE_RELIABILITY=1 npx vitest run test/faults/reliability-page.test.ts` writes the page again. */
it('docs/reliability.md has the ending of every cell', () => {
  const [cells = '', batches = ''] = readFileSync(path, 'utf8').split(byHand);
  if (process.env.IDV_WRITE_RELIABILITY === '1') writeFileSync(path, `${reliabilityPage()}${byHand}${batches}`);
  else expect(cells).toBe(reliabilityPage());
});
