import { describe, expect, it } from 'vitest';
import { type EvalRun, evalJson, evalText, fileOf, runEval, scoresCsv } from '../../../support/eval-run.ts';

const messageOf = ({ report }: EvalRun, code: string): string | undefined =>
  report.warnings.find((warning) => warning.code === code)?.message;

const withLabels = (scores: Readonly<Record<string, readonly number[]>>): string =>
  ['label,species,score', ...Object.entries(scores).flatMap(([label, of]) => of.map((score) => `${label},${score}`))].join('\n');

describe('reversed-scores', () => {
  it.each([
    ['one row of each, the stranger higher', [1], [2], true],
    ['one row of each, the stranger lower', [2], [1], false],
    ['one genuine row between two strangers', [2], [1, 3], false],
    ['one genuine row under two strangers', [2], [3, 4], true],
    ['equal scores only, whose interval is exactly 0.5', [5, 5, 5], [5, 5, 5], false],
    ['a clear reversal', [1, 2, 3, 4, 5], [5, 6, 7, 8, 9], true],
    ['a reversal that may be chance', [1, 2, 5], [2, 3, 4], false],
    ['no stranger', [1, 2], [], false],
  ])('for %s', async (_, genuine, impostor, wanted) => {
    const message = 'strangers score higher than genuine people: the scores look reversed; ';
    const plain = messageOf(await evalText(scoresCsv(genuine, impostor)), 'reversed-scores');
    expect(plain).toBe(wanted ? `${message}add --distances if a lower score means more alike` : undefined);
    const negative = [genuine, impostor].map((scores) => scores.map((score) => -score)) as [number[], number[]];
    const distances = messageOf(await evalText(scoresCsv(...negative), '--distances'), 'reversed-scores');
    expect(distances).toBe(wanted ? `${message}leave out --distances` : undefined);
  });

  it.each([
    ['every species is above', { 'bona fide,': [10, 20, 30], 'attack,mask': [21], 'attack,print': [15, 25, 90] }, true],
    ['the median of a species is equal', { 'bona fide,': [10, 20, 30], 'attack,mask': [20], 'attack,print': [25] }, false],
    ['one of two species is below', { 'bona fide,': [10, 20, 30], 'attack,mask': [5], 'attack,print': [25] }, false],
    ['most users are below, but their median is not', { 'bona fide,': [1, 2, 30, 40, 50], 'attack,mask': [29] }, false],
    ['the upper of two middle scores decides', { 'bona fide,': [10, 20], 'attack,mask': [15, 19] }, false],
    ['no attack was tested', { 'bona fide,': [10, 20] }, false],
    ['no user was tested', { 'attack,mask': [10, 20] }, false],
  ])('for liveness, when %s', async (_, scores, wanted) => {
    expect(messageOf(await evalText(withLabels(scores)), 'reversed-scores') !== undefined).toBe(wanted);
  });

  it('is not given for liveness that the service decided', async () => {
    const rows = [
      { label: 'bona fide', verdict: 'pass', score: 10 },
      { label: 'attack', species: 'mask', verdict: 'mismatch', score: 90 },
    ];
    expect(messageOf(await evalJson(rows), 'reversed-scores')).toBeUndefined();
    expect(messageOf(await evalJson(rows.map(({ verdict: _, ...row }) => row)), 'reversed-scores')).toBeDefined();
  });
});

describe('one-score and saturated-scores', () => {
  it.each([
    ['one score of both classes', [5, 5], [5], ['one-score']],
    ['one score of a single class', [5, 5], [], []],
    ['two scores, the best of a stranger alone', [5], [6], []],
    ['two scores, the best of two strangers', [5], [6, 6], ['saturated-scores']],
    ['two scores, the best of both classes', [6], [6, 5], ['saturated-scores']],
    ['two scores, the best of genuine rows only', [6, 6], [5], []],
  ])('for %s', async (_, genuine, impostor, wanted) => {
    const { report } = await evalText(scoresCsv(genuine, impostor));
    expect(report.warnings.map(({ code }) => code).filter((code) => /^(one-score|saturated-scores)$/.test(code))).toEqual(wanted);
  });

  it('count the rows of every species with the best score', async () => {
    const run = await evalText(withLabels({ 'bona fide,': [9, 9], 'attack,mask': [9, 1], 'attack,print': [9, 9] }));
    expect(messageOf(run, 'saturated-scores')).toBe(
      '5 rows have the best score of all, 9, of which 3 are not genuine: no threshold tells them apart',
    );
  });

  it('take the lowest of distances as the best', async () => {
    const run = await evalText(scoresCsv([0.25, 0.5], [0.25, 0.75]), '--distances');
    expect(messageOf(run, 'saturated-scores')).toBe(
      '2 rows have the best score of all, 0.25, of which 1 is not genuine: no threshold tells them apart',
    );
  });
});

describe('high-impostors', () => {
  const genuine = [10, 70, 80, 90];
  const low = (count: number): number[] => new Array<number>(count).fill(20);
  const suspects = (lines: string, count: number): string =>
    `${count === 1 ? '1 impostor row scores' : `${count} impostor rows score`} like the better half of the genuine ones (line ${lines}): one person under two ids, or a wrong label?`;

  it.each([
    ['just under the median', [79.99], 10, undefined],
    ['at the median', [80], 10, suspects('6', 1)],
    ['above it, the highest first', [80, 95, 85], 10, suspects('7, 8, 6', 3)],
    ['with equal scores, in the order of the rows', [85, 95, 85], 10, suspects('7, 6, 8', 3)],
    ['as many as 3 of few', [81, 82, 83], 5, suspects('8, 7, 6', 3)],
    ['more than 3 of few', [81, 82, 83, 84], 5, undefined],
    ['2 % of many', [84, 83, 82, 81], 196, suspects('6, 7, 8, 9', 4)],
    ['more than 2 % of many', [84, 83, 82, 81], 195, undefined],
    ['5, which are all listed', [85, 84, 83, 82, 81], 295, suspects('6, 7, 8, 9, 10', 5)],
    ['6, of which 5 are listed', [86, 85, 84, 83, 82, 81], 294, suspects('6, 7, 8, 9, 10 and 1 more', 6)],
    ['8, of which 5 are listed', [88, 87, 86, 85, 84, 83, 82, 81], 392, suspects('6, 7, 8, 9, 10 and 3 more', 8)],
  ])('for impostors %s', async (_, high, others, wanted) => {
    expect(messageOf(await evalText(scoresCsv(genuine, [...high, ...low(others)])), 'high-impostors')).toBe(wanted);
    const turned = scoresCsv(
      genuine.map((score) => -score),
      [...high, ...low(others)].map((score) => -score),
    );
    expect(messageOf(await evalText(turned, '--distances'), 'high-impostors')).toBe(wanted);
  });

  it('names the input if there are several', async () => {
    const [first, second] = [await fileOf(scoresCsv(genuine, [95, ...low(5)])), await fileOf(scoresCsv([], [96]))];
    expect(messageOf(await runEval(first, second), 'high-impostors')).toContain('(line 2 of input 2, 6 of input 1)');
  });

  it('looks only at impostor rows with a score that decides', async () => {
    const rows = [
      ...[70, 80, 90].map((score) => ({ label: 'genuine', verdict: 'pass', score })),
      { label: 'impostor', verdict: 'mismatch', score: 20 },
      { label: 'attack', verdict: 'pass', species: 'mask', score: 96 },
      { label: 'impostor', verdict: 'review', score: 97 },
      { label: 'impostor', verdict: 'mismatch', score: null },
      { label: 'impostor', verdict: 'pending', score: 99 },
    ];
    expect(messageOf(await evalJson(rows), 'high-impostors')).toBeUndefined();
    for (const verdict of ['pass', 'mismatch'])
      expect(messageOf(await evalJson([...rows, { label: 'impostor', verdict, score: 91 }]), 'high-impostors')).toBe(suspects('9', 1));
  });

  it('is not given when there is no genuine score', async () => {
    expect(messageOf(await evalText('label,score\ngenuine,\nimpostor,90\n'), 'high-impostors')).toBeUndefined();
  });
});
