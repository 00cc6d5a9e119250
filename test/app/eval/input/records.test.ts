import { describe, expect, it } from 'vitest';
import { type EvalRun, evalJson, evalText, fileOf, runEval } from '../../../support/eval-run.ts';

const errorOf = ({ err }: EvalRun) => JSON.parse(err).error;

describe('a column', () => {
  it('is found under its name in JSON, at a path, or under extra', async () => {
    const rows = [
      { 'a.b': 1, a: { b: 2 }, extra: { a: { b: 3 } } },
      { a: { b: 2 }, extra: { a: { b: 3 } } },
      { extra: { a: { b: 3 } } },
      { extra: {} },
    ].map((row) => ({ label: 'genuine', ...row }));
    for (const [index, wanted] of [1, 2, 3, null].entries()) {
      const run = await evalJson([rows[index] as object, { label: 'impostor', 'a.b': 9 }], '--field', 'score=a.b');
      expect(run.report.figures?.mean.genuine).toBe(wanted);
    }
  });

  it('is not read if --field names none', async () => {
    const { report } = await evalText('label,score,verdict\ngenuine,9,mismatch\nimpostor,1,pass\n', '--field', 'verdict=');
    expect(report.asDecided).toBeNull();
  });

  it('of a group or a baseline is only read if a flag asks for it', async () => {
    const csv = 'label,score,group,baseline,device\ngenuine,9,g,1,d\nimpostor,1,g,9,d\n';
    expect((await evalText(csv, '--threshold', '5')).report).toMatchObject({ byGroup: null, againstBaseline: null });
    const { report } = await evalText(csv, '--threshold', '5', '--group', 'device', '--field', 'baseline=baseline');
    expect(report.byGroup?.map(({ group }) => group)).toEqual(['d']);
    expect(report.againstBaseline?.fnmr).toMatchObject({ pairs: 1, onlyBWrong: 1 });
  });

  it('named by --field is found whatever the case and the blanks', async () => {
    const { report } = await evalText(' Truth ,SIM_A\ngenuine,9\nimpostor,1\n', '--field', ' Label =truth', '--field', 'SCORE= sim-a ');
    expect(report.figures?.mean).toEqual({ genuine: 9, impostor: 1 });
  });

  it.each([
    ['score', "'score' is not name=column", 'as in --field score=Sim'],
    ['=Sim', "there is no field ''", expect.stringContaining('one of label, score, subject')],
    ['skore=Sim', "there is no field 'skore'", 'did you mean score?'],
    [`${'x'.repeat(50)}=Sim`, `there is no field '${'x'.repeat(40)}'`, expect.stringContaining('one of label, score')],
    ['y'.repeat(50), `'${'y'.repeat(40)}' is not name=column`, expect.any(String)],
  ])('in --field %s is refused', async (text, message, hint) => {
    const error = errorOf(await evalText('label,score\ngenuine,1\n', '--field', text));
    expect(error.hint).toEqual(hint);
    expect(error.message).toContain(message);
  });

  it('named twice by --field is refused', async () => {
    const error = errorOf(await evalText('label,score\ngenuine,1\n', '--field', 'score=a', '--field', 'score=b'));
    expect(error.message).toContain('score is named twice');
  });
});

describe('the lines of a table', () => {
  const problems = async (csv: string) =>
    errorOf(await evalText(csv)).problems.map(({ flag, message, hint }: Record<string, string>) => [
      flag?.split(' ').slice(-2).join(' '),
      message,
      hint,
    ]);
  const quotes = 'put a value that contains a comma in quotes';
  const comma = 'probably a decimal comma: write a decimal point';

  it.each([
    ['label,score,note\ngenuine,70,5,x\n', '4 values where the header has 3', comma],
    ['label,note,score\ngenuine,x,70,5\n', '4 values where the header has 3', comma],
    ['label,score,note\ngenuine,70,5,x,y\n', '5 values where the header has 3', quotes],
    ['label,score,note\ngenuine,70,x,y\n', '4 values where the header has 3', quotes],
    ['label,score,note\ngenuine\n', '1 value where the header has 3', quotes],
    ['label,verdict\ngenuine,pass,5\n', '3 values where the header has 2', quotes],
    ['label,score\ngenuine,1\ngenuine,70,5\n', '3 values where the header has 2', comma],
    ['score,label\n70,5,genuine\n', '3 values where the header has 2', comma],
    ['score,label\n70,x,genuine\n', '3 values where the header has 2', quotes],
    ['score,label\n70, 5 ,genuine\n', '3 values where the header has 2', comma],
  ])('of %j have another number of values', async (csv, message, hint) => {
    const found = await problems(csv);
    expect(found.map(([, ...rest]: string[]) => rest)).toEqual([[message, hint]]);
  });

  it('with one problem of several rows say how many others can be read', async () => {
    const error = errorOf(await evalText('label,score\ngenuine,1\ngenuine,x\n'));
    expect(error.hint).toContain('nothing was counted, because the figures would leave these rows out; 1 other row can be read');
    expect(errorOf(await evalText('label,score\ngenuine,1\ngenuine,1\ngenuine,x\n')).hint).toContain('2 other rows can be read');
  });

  it.each([20, 21])('with %d problems show at most 20', async (count) => {
    expect(errorOf(await evalText(`label,score\n${'genuine,x\n'.repeat(count)}`)).problems).toHaveLength(20);
  });

  it.each([
    ['label,note\ngenuine,1\n', 'has no column score', '--field score=…'],
    ['kind,score\ngenuine,1\n', 'has no column label', 'its columns are kind, score; name the right one with --field label=…'],
    ['subject,score\na,1\n', 'has no column label', '--field label=…'],
    ['reference,score\na,1\n', 'has no column label', '--field label=…'],
    ['Label, label ,score,score\ngenuine,genuine,1,1\n', 'has two columns named label, score', 'rename one of them'],
  ])('of %j are refused', async (csv, message, hint) => {
    const error = errorOf(await evalText(csv));
    expect(error.message).toContain(message);
    expect(error.hint).toContain(hint);
  });

  it('name at most 12 columns of a header, and 30 characters of each', async () => {
    const names = Array.from({ length: 14 }, (_, i) => `${String.fromCharCode(97 + i).repeat(35)}`);
    const { hint } = errorOf(await evalText(`${names.join(',')}\n`));
    expect(hint).toContain(
      `its columns are ${names
        .slice(0, 12)
        .map((name) => name.slice(0, 30))
        .join(', ')};`,
    );
  });

  it('of a list of scores may be comments and empty', async () => {
    const run = await runEval('--genuine', await fileOf('# a\n9\n\n  \n8\n'), '--impostor', await fileOf('1\n'));
    expect(run.report.input.files).toMatchObject([
      { format: 'scores', rows: 2 },
      { format: 'scores', rows: 1 },
    ]);
  });
});

describe('the origin of rows', () => {
  it('is each provider, action and region once, without blanks', async () => {
    const row = (provider: unknown, action: unknown) => ({ label: 'genuine', score: 1, provider, action });
    const { report } = await evalJson([row('x', 'A'), row(' x ', 'A'), row('', ' '), row(7, null), row('x', 'A')]);
    expect(report.input).toMatchObject({ providers: ['x'], actions: ['A'] });
  });

  it.each([
    ['actions', 'action', 2],
    ['providers', 'provider', 6],
  ])('must be one of the %s', async (what, field, count) => {
    const rows = Array.from({ length: count }, (_, i) => ({ label: 'genuine', score: 1, [field]: `${i}${'n'.repeat(50)}` }));
    const error = errorOf(await evalJson(rows));
    const shown = rows.slice(0, 5).map((row) => String((row as Record<string, unknown>)[field]).slice(0, 40));
    expect(error).toMatchObject({ code: 'not-comparable', message: `the rows are of ${count} ${what}: ${shown.join(', ')}` });
  });

  it('counts the rows of a batch that are missing', async () => {
    const missing = async (...numbers: unknown[]): Promise<string | undefined> =>
      (await evalJson(numbers.map((row) => ({ label: 'genuine', score: 1, row })))).report.warnings.find(
        ({ code }) => code === 'missing-rows',
      )?.message;
    expect(await missing(1, 2, 3)).toBeUndefined();
    expect(await missing(3, 3, 1)).toMatch(/^1 row /);
    expect(await missing(4, 'x', 1.5, null)).toMatch(/^3 rows /);
    expect(await missing('9')).toBeUndefined();
  });

  it('is refused when two files have the same content, with both names', async () => {
    const csv = 'label,score\ngenuine,1\n';
    const [first, other, again] = [await fileOf(csv, 'a.csv'), await fileOf(`${csv}genuine,2\n`, 'b.csv'), await fileOf(csv, 'c.csv')];
    const error = errorOf(await runEval(first, other, again));
    expect(error).toMatchObject({ code: 'same-input', message: `${again} and ${first} have the same content` });
  });
});
