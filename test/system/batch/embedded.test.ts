import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const chaos = join(import.meta.dirname, '../../../scripts/chaos/run.mjs');

it('rows are paid at most once and each one has a result, however often the run is killed', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [chaos, 'embedded', '200', '3'], { env: { PATH: process.env.PATH } });
  const figures = JSON.parse(stdout) as Record<string, number>;
  expect(figures).toMatchObject({ kills: 3, rows: 200, paidTwice: 0, lost: 0, forgotten: 0, inventedAnswers: 0 });
  expect((figures.answered ?? 0) + (figures.unsure ?? 0)).toBe(200);
  // At most the calls that were running at each kill.
  expect(figures.unsure).toBeLessThanOrEqual(3 * 16);
});
