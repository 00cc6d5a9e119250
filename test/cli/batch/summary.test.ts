import { expect, it } from 'vitest';
import { createRowTally } from '../../../src/app/batch/run/tally.ts';
import { progressLine, summaryText } from '../../../src/cli/batch/summary.ts';

it('names the first rows to look at, and says how many more there are', () => {
  const tally = createRowTally();
  for (let row = 0; row < 1025; row += 1) tally.note(`p${row}`, { verdict: 'retake', reason: { code: 'NoFace' } });
  tally.note('u', { verdict: null, unsure: { reason: 'reset', at: '' } });
  const text = summaryText({ tally, total: 1026, left: 0, invalid: 0, reason: undefined, price: undefined });
  expect(text).toContain(`retake: ${Array.from({ length: 20 }, (_, row) => `p${row}`).join(', ')} and 1,005 more\n`);
  expect(text).toContain('unsure: u\n');
});

it('says what calls the failed rows of each kind again', () => {
  const tally = createRowTally();
  const failed = (category: string, billed: boolean | null) => ({ verdict: null, error: { category, code: 'x', billed } });
  tally.note('a', failed('refused', null));
  tally.note('b', failed('unreadable', null));
  tally.note('c', failed('failed', null));
  tally.note('d', failed('media', false), false);
  const text = summaryText({ tally, total: 4, left: 0, invalid: 0, reason: undefined, price: undefined });
  expect(text).toContain('run the command again: it tries 1 failed row again\n');
  expect(text).toContain('1 failed row cost nothing: --retry failed calls it again\n');
  expect(text).toContain(
    '2 failed rows may have been billed: check the console of the service; --retry failed --pay-again calls them again\n',
  );
});

it('says no rate below zero while an earlier run’s results are told', () => {
  const tally = createRowTally();
  tally.resumed = 2;
  tally.note('a', { verdict: 'pass' });
  expect(progressLine(tally, 4, 5000)).toBe('1 of 4, pass 1, 0.0 per second');
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
