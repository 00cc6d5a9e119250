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

it('a number and its noun agree', () => {
  const tally = createRowTally();
  tally.note('a', { verdict: 'pending' });
  tally.unsaved = 1;
  const text = summaryText({ tally, total: 3, left: 1, invalid: 1, reason: undefined, price: undefined });
  expect(text).toContain('1 of 3 rows done');
  expect(text).toContain('1 row is not final: run the command again to read its result\n');
  expect(text).toContain('1 row was left out: correct it, and');
  expect(text).toContain('pictures of 1 row could');
  expect(text).toContain('1 row was not called; run');
});
