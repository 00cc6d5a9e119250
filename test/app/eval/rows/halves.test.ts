import { describe, expect, it } from 'vitest';
import { type EvalRun, evalText } from '../../../support/eval-run.ts';

const lines = (head: string, ...rows: readonly string[]): string => [head, ...rows].join('\n');
const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `p${String(i).padStart(2, '0')}`);

const errorOf = ({ exitCode, err }: EvalRun) => {
  const { message, hint, code } = JSON.parse(err).error;
  return { exitCode, message, hint, code };
};

/** The people of the half on which the threshold was not chosen: only that half is shown in groups. */
const judgedPeople = ({ report }: EvalRun): string[] => (report.byGroup ?? []).map(({ group }) => String(group));

describe('a split by a column', () => {
  const rowsOf = (dev: string, judge: string): string =>
    lines('label,split,subject,score', `genuine,${dev},a,9`, `impostor,${dev},b,1`, `genuine,${judge},c,9`, `impostor,${judge},d,1`);

  it.each([
    ['dev', 'eval'],
    ['development', 'evaluation'],
    ['train', 'test'],
    ['training', 'testing'],
    ['calibration', 'holdout'],
    ['tune', 'eval'],
    ['Tuning', 'HOLDOUT'],
  ])('into %s and %s chooses on the first', async (dev, judge) => {
    const { report } = await evalText(rowsOf(dev, judge), '--choose', 'eer');
    expect(report.chosen).toMatchObject({
      crossed: 0,
      peopleOnBothSides: 0,
      rows: { dev: 2, eval: 2 },
      choices: [{ chosenOn: dev, judgedOn: judge }],
    });
  });

  it.each([
    ['a', 'b', '--split: 2 values where two are needed'],
    ['dev', 'b', '--split: 2 values where two are needed'],
    ['a', 'eval', '--split: 2 values where two are needed'],
    ['dev', 'dev', '--split: 1 value where two are needed'],
    ['dev', 'train', '--split: 2 values where two are needed'],
  ])('into %s and %s is refused', async (dev, judge, message) => {
    expect(errorOf(await evalText(rowsOf(dev, judge), '--choose', 'eer'))).toEqual({
      exitCode: 2,
      message,
      hint: 'name the half to choose on dev or development, and the half to judge on eval or evaluation',
      code: 'invalid-split',
    });
  });

  it('is refused when rows have no value, and the message has their number', async () => {
    for (const [rows, message] of [
      [1, '--split: 1 row is in neither half'],
      [2, '--split: 2 rows are in neither half'],
    ] as const) {
      const csv = `${rowsOf('dev', 'eval')}\n${'genuine,,e,9\n'.repeat(rows)}`;
      expect(errorOf(await evalText(csv, '--choose', 'eer'))).toMatchObject({
        message,
        hint: 'give each row a value in that column, or use --split half',
      });
    }
  });

  it('counts people with rows in both halves, as subject or as reference', async () => {
    const rows = ['genuine,dev,a,a,9', 'impostor,dev,b,c,1', 'genuine,eval,d,d,9', 'impostor,eval,a,e,1', 'impostor,eval,f,c,1'];
    const { report } = await evalText(lines('label,split,subject,reference,score', ...rows), '--choose', 'eer');
    expect(report.chosen).toMatchObject({ crossed: 0, peopleOnBothSides: 2, rows: { dev: 2, eval: 3 } });
  });

  it('is not used with --split half', async () => {
    const { report } = await evalText(rowsOf('dev', 'eval'), '--choose', 'eer', '--split', 'half');
    expect(report.chosen?.choices[0]).toMatchObject({ chosenOn: 'one half of the people', judgedOn: 'the other half' });
  });
});

describe('a split by people', () => {
  const rowsOf = (people: number): string =>
    lines('label,subject,score', ...names(people).map((name, i) => `genuine,${name},${i}`), 'impostor,p00,0');
  const half = (csv: string, seed: number): Promise<EvalRun> =>
    evalText(csv, '--choose', 'fnmr<=1', '--group', 'subject', '--show-pii', '--seed', String(seed), '--resamples', '0');

  it.each([
    [2, 1],
    [3, 2],
    [4, 2],
    [7, 4],
    [8, 4],
  ])('of %d people judges on %d of them', async (people, judged) => {
    for (const seed of [1, 2, 3]) {
      const run = await half(rowsOf(people), seed);
      const others = judgedPeople(run);
      expect(others).toHaveLength(judged);
      const impostors = (name: string): number => (name === 'p00' ? 2 : 1);
      const rows = others.reduce((sum, name) => sum + impostors(name), 0);
      expect(run.report.chosen).toMatchObject({ crossed: 0, peopleOnBothSides: 0, rows: { dev: people + 1 - rows, eval: rows } });
    }
  });

  it('needs two people', async () => {
    const wanted = { exitCode: 2, message: '--choose needs two people or more, one for each half', code: 'invalid-split' };
    expect(errorOf(await evalText(rowsOf(1), '--choose', 'eer'))).toMatchObject(wanted);
    expect((await half(rowsOf(2), 1)).exitCode).toBe(0);
  });

  it('draws every person about equally often, for either half', async () => {
    const csv = rowsOf(6);
    const counts = new Map(names(6).map((name) => [name, 0]));
    for (let seed = 0; seed < 120; seed += 1)
      for (const name of judgedPeople(await half(csv, seed))) counts.set(name, (counts.get(name) ?? 0) + 1);
    // In 120 draws, each person is expected 60 times, with a standard deviation of 5.5.
    for (const [name, count] of counts) expect(Math.abs(count - 60), `${name}: ${count}`).toBeLessThan(25);
  });

  it('does not depend on the order of the rows', async () => {
    const [head, ...rows] = rowsOf(9).split('\n');
    const wanted = judgedPeople(await half(rowsOf(9), 5));
    expect(judgedPeople(await half(lines(head as string, ...rows.toReversed()), 5))).toEqual(wanted);
  });

  it('leaves out pairs of people of both halves, and puts each other row into the half of its people', async () => {
    const people = names(4);
    const pairs = people.flatMap((a) => people.filter((b) => b !== a).map((b) => `impostor,${a},${b},1`));
    const genuine = people.map((name) => `genuine,${name},${name},9`);
    const run = await half(lines('label,subject,reference,score', ...genuine, ...pairs), 1);
    expect(run.report.chosen).toMatchObject({ crossed: 8, rows: { dev: 4, eval: 4 } });
    expect(judgedPeople(run)).toHaveLength(2);
  });

  it('draws a half for each row without people', async () => {
    const rows = Array.from({ length: 200 }, () => 'impostor,,1');
    const { report } = await half(lines('label,subject,score', ...names(2).map((name) => `genuine,${name},9`), ...rows), 1);
    const { dev = 0, eval: judged = 0 } = report.chosen?.rows ?? {};
    expect(dev + judged).toBe(202);
    // 101 are expected, with a standard deviation of 7.
    expect(Math.abs(dev - 101)).toBeLessThan(30);
    expect(report.chosen?.crossed).toBe(0);
  });
});
