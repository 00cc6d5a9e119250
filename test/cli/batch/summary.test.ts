import { expect, it } from 'vitest';
import { createRowTally } from '../../../src/app/batch/run/tally.ts';
import { progressLine, summaryText } from '../../../src/cli/batch/summary.ts';

it('the summary names the first 20 rows of a verdict, and the number of the others', () => {
  const tally = createRowTally();
  for (let row = 0; row < 1025; row += 1) tally.note(`p${row}`, { verdict: 'retake', reason: { code: 'NoFace' } });
  tally.note('u', { verdict: null, unsure: { reason: 'reset', at: '' } });
  const text = summaryText({ tally, total: 1026, left: 0, invalid: 0, reason: undefined, price: undefined });
  expect(text).toContain(`retake: ${Array.from({ length: 20 }, (_, row) => `p${row}`).join(', ')} and 1,005 more\n`);
  expect(text).toContain('unsure: u\n');
});

it('the summary says how to call the failed rows of each kind again', () => {
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

it('the summary names the commands of an engine that call rows again', () => {
  const tally = createRowTally();
  tally.note('a', { verdict: null, error: { category: 'unreadable', code: 'x', billed: null } });
  tally.note('u', { verdict: null, unsure: { reason: 'reset', at: '' } });
  const words = {
    failed: 'idv batch retry m.csv --failed',
    unsure: 'idv batch retry m.csv --unsure',
    notCalled: 'start a worker',
    notFinal: 'start it again',
  };
  tally.note('p', { verdict: 'pending' });
  const text = summaryText({ tally, total: 4, left: 2, invalid: 0, reason: undefined, price: undefined }, words);
  expect(text).toContain('; idv batch retry m.csv --failed --pay-again calls it again\n');
  expect(text).toContain('; idv batch retry m.csv --unsure --pay-again calls them again\n');
  expect(text).toContain('2 rows were not called; start a worker\n');
  expect(text).toContain('1 row is not final: start it again to read its result\n');
});

it('the progress shows no negative rate while it counts results of an earlier run', () => {
  const tally = createRowTally();
  tally.resumed = 2;
  tally.note('a', { verdict: 'pass' });
  expect(progressLine(tally, 4, 5000)).toBe('1 of 4, pass 1, 0.0 per second');
});

it('the summary uses the singular for one row', () => {
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
