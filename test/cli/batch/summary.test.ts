import { expect, it } from 'vitest';
import { createRowTally } from '../../../src/app/batch/run/tally.ts';
import { summaryText } from '../../../src/cli/batch/summary.ts';

it('names the first rows to look at, and says how many more there are', () => {
  const tally = createRowTally();
  for (let row = 0; row < 1025; row += 1) tally.note(`p${row}`, { verdict: 'retake', reason: { code: 'NoFace' } });
  tally.note('u', { verdict: null, unsure: { reason: 'reset', at: '' } });
  const text = summaryText({ tally, total: 1026, left: 0, invalid: 0, reason: undefined, price: undefined });
  expect(text).toContain(`retake: ${Array.from({ length: 20 }, (_, row) => `p${row}`).join(', ')} and 1,005 more\n`);
  expect(text).toContain('unsure: u\n');
});
