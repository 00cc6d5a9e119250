import { describe, expect, it } from 'vitest';
import { main } from '../../../../src/main.ts';
import { evalJson, evalText, fileOf, runEval } from '../../../support/eval-run.ts';
import { memoryRuntime } from '../../../support/memory-runtime.ts';

const rows = ['genuine,90', 'genuine,80', 'impostor,20', 'impostor,30'];
const csv = `label,score\n${rows.join('\n')}\n`;

interface Problem {
  flag: string;
  message: string;
  hint: string;
}

const problemsOf = (err: string): Problem[] => JSON.parse(err).error.problems;

const countsOf = ({ report }: Awaited<ReturnType<typeof runEval>>) => [report.counts.genuine.withScore, report.counts.impostor.withScore];

describe('CSV', () => {
  it.each([
    ['LF', csv],
    ['CRLF', csv.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${csv}`],
    ['UTF-16 with a byte order mark', Buffer.from(`\uFEFF${csv}`, 'utf16le')],
    ['no line break at the end', csv.trimEnd()],
    ['empty lines', csv.replaceAll('\n', '\n\n')],
    ['semicolons', csv.replaceAll(',', ';')],
    ['tabs', csv.replaceAll(',', '\t')],
    ['quotes', csv.replace(/[^,\n]+/g, '"$&"')],
    ['blanks and capitals', csv.replace('label,score', ' Label , SCORE ').replaceAll(',', ' , ')],
    [
      'another order and more columns',
      `note,score,label\n${rows.map((row) => `"a, ""b""\nc",${row.split(',').reverse().join(',')}`).join('\n')}`,
    ],
  ])('can be read with %s', async (_, content) => {
    const run = await evalText(content);
    expect(countsOf(run)).toEqual([2, 2]);
    expect(run.report.input.files).toMatchObject([{ format: 'csv', rows: 4 }]);
  });

  it('may have every spelling of a label', async () => {
    const genuine = ['genuine', 'GENUINE', 'mated', 'same', '1', ' Mated '];
    const impostor = ['impostor', 'non-mated', 'Non_Mated', 'nonmated', 'different', '0'];
    const run = await evalText(`label,score\n${[...genuine, ...impostor].map((label) => `${label},5`).join('\n')}`);
    expect(countsOf(run)).toEqual([6, 6]);
  });

  it('gets its labels from subject and reference when the column label is missing', async () => {
    const run = await evalText('subject,reference,score\na,a,90\nb,b,80\na,b,20\n');
    expect(countsOf(run)).toEqual([2, 1]);
  });

  it('with unreadable rows is refused, and the error names each line and column', async () => {
    const bad = `label,score,note\ngenuine,abc,"two\nlines"\nperhaps,50,\nimpostor,1e999,\ngenuine,70%,\ngenuine,"70,5",\nimpostor,5\ngenuine,0x10,\ngenuine,1 000,\n`;
    const { exitCode, out, err } = await evalText(bad);
    expect(exitCode).toBe(4);
    expect(out).toBe('');
    expect(problemsOf(err).map(({ flag, message }) => [flag.replace(/^.*rows\.csv /, ''), message])).toEqual([
      ['line 2, column score', 'text'],
      ['line 4, column label', 'not a known label'],
      ['line 5, column score', 'a number that is too large'],
      ['line 6, column score', 'a percentage'],
      ['line 7, column score', 'a number with a decimal comma'],
      ['line 8', '2 values where the header has 3'],
      ['line 9, column score', 'text'],
      ['line 10, column score', 'text'],
    ]);
  });

  it('with unreadable rows is refused without a quote of a cell', async () => {
    const { err } = await evalText('label,score\nJane Roe,Jane Roe\n');
    expect(err).not.toContain('Jane');
    expect(problemsOf(err)).toHaveLength(2);
  });

  it('with many problems shows 20 of them and the number of the others', async () => {
    const { err } = await evalText(`label,score\n${'genuine,x\n'.repeat(1234)}`);
    const { message, problems } = JSON.parse(err).error;
    expect(problems).toHaveLength(20);
    expect(message).toMatch(/ line 2, column score: .*, and 1,233 more$/);
  });

  it.each([
    ['a quote that is never closed', 'label,score\ngenuine,1\n"genuine,2\n', 'line 3', 'a quote that is never closed'],
    ['text after a quote', 'label,score\ngenuine,1\n"genuine"x,2\n', 'line 3', 'text after a closing quote'],
    ['a quote in a value', 'label,score\ngenuine,1\ngen"uine,2\n', 'line 3', 'a quote in the middle of a value'],
  ])('with %s is refused', async (_, content, line, message) => {
    const { exitCode, err } = await evalText(content);
    expect(exitCode).toBe(4);
    expect(problemsOf(err)).toMatchObject([{ flag: expect.stringMatching(new RegExp(`${line}$`)), message }]);
  });

  it.each([
    ['no label', 'kind,score\ngenuine,1\n', 'has no column label', '--field label='],
    ['no score', 'label,Sim\ngenuine,1\n', 'has no column score', '--field score='],
    ['no header', 'genuine,1\nimpostor,2\n', 'has no column label', 'its columns are genuine, 1'],
    ['a repeated column name', 'label,score,score\ngenuine,1,2\n', 'has two columns named score', 'rename'],
    ['no content', '', 'is empty', 'check the path'],
    ['blanks only', ' \n\n', 'is empty', 'check the path'],
    ['a JSON list', '[{"label":1,"score":2}]', 'is a JSON list', 'jq -c'],
  ])('with %s is refused with a hint', async (_, content, message, hint) => {
    const { exitCode, err } = await evalText(content);
    expect(exitCode).toBe(4);
    expect(JSON.parse(err).error.message).toContain(message);
    expect(JSON.parse(err).error.hint).toContain(hint);
  });

  it('may have a repeated column if no field is read from it', async () => {
    expect(countsOf(await evalText(`label,score,x,x\n${rows.map((row) => `${row},,`).join('\n')}`))).toEqual([2, 2]);
  });

  it('with bytes that are not text is refused', async () => {
    const { exitCode, err } = await evalText(Buffer.concat([Buffer.from(csv), Buffer.from([0xff, 0xfe, 0x00])]));
    expect(exitCode).toBe(4);
    expect(JSON.parse(err).error.message).toContain('is not text in UTF-8');
  });

  it('with only a header is refused, because there is nothing to count', async () => {
    const { exitCode, err } = await evalText('label,score\n');
    expect(exitCode).toBe(4);
    expect(JSON.parse(err).error.code).toBe('no-rows');
  });

  it('with labels that contradict subject and reference is refused', async () => {
    const { exitCode, err } = await evalText('label,subject,reference,score\nimpostor,a,a,99\ngenuine,a,b,10\n');
    expect(exitCode).toBe(4);
    expect(problemsOf(err).map(({ message }) => message)).toEqual([
      'an impostor whose subject and reference are the same person',
      'a genuine row whose subject and reference differ',
    ]);
    // If reference names a file, the user can exclude that column.
    expect((await evalText('label,subject,reference,score\ngenuine,a,f1,90\nimpostor,a,f2,10\n', '--field', 'reference=')).exitCode).toBe(
      0,
    );
  });
});

describe('results of idv', () => {
  const row = (more: object) => ({
    schemaVersion: 1,
    provider: 'tencent',
    action: 'CompareFaceLiveness',
    region: 'ap-singapore',
    sandbox: false,
    checked: ['liveness', 'comparison'],
    threshold: 70,
    ...more,
  });

  it('are read from lines, and from objects over several lines', async () => {
    const objects = [
      row({ label: 'genuine', verdict: 'pass', score: 91.5 }),
      row({ label: 'genuine', verdict: 'mismatch', score: 60 }),
      row({ label: 'impostor', verdict: 'mismatch', score: 12 }),
      row({ label: 'impostor', verdict: 'spoof', score: null }),
    ];
    const lines = await evalJson(objects);
    const spread = await runEval(await fileOf(objects.map((object) => `${JSON.stringify(object, undefined, 2)}\n`).join('')));
    for (const { report } of [lines, spread]) {
      expect(report.serviceThreshold).toEqual({ value: 70, source: 'rows', values: [70] });
      expect(report.asDecided?.genuine.fnmr).toMatchObject({ k: 1, n: 2 });
      expect(report.vendorClaims.map(({ threshold }) => threshold)).toEqual([70, 80]);
      expect(report.input.actions).toEqual(['CompareFaceLiveness']);
    }
  });

  it('without a final verdict are counted, and left out of the figures', async () => {
    const { report } = await evalJson([
      row({ label: 'genuine', verdict: 'pass', score: 91.5 }),
      { label: 'genuine', error: { code: 'network' } },
      row({ label: 'genuine', verdict: null, score: null }),
      row({ label: 'genuine', verdict: 'pending', score: null }),
      row({ label: 'impostor', verdict: 'expired', score: null }),
    ]);
    expect(report.counts.genuine.excluded).toEqual({ pending: 1, expired: 0, error: 1, unsure: 1 });
    expect(report.counts.impostor).toMatchObject({ finished: 0, excluded: { expired: 1 } });
    expect(report.asDecided?.genuine.accepted).toMatchObject({ k: 1, n: 1 });
  });

  it('are read under other names, at paths, and from the columns that a batch passed through', async () => {
    const objects = [
      { response: { Sim: 90 }, extra: { truth: 'mated' } },
      { response: { Sim: 20 }, extra: { truth: 'non-mated' } },
    ];
    const run = await evalJson(objects, '--field', 'score=response.Sim', '--field', 'label=truth');
    expect(countsOf(run)).toEqual([1, 1]);
  });

  it('with lines that are not JSON, not objects or cut off are refused, and the error names the lines', async () => {
    const { exitCode, err } = await runEval(
      await fileOf(
        '{"label":"genuine","score":1}\n{"label":\n7\nnull\n["a"]\n{"score":90,"label":"genuine","score":1}\n{\n"label":"genuine",\n',
      ),
    );
    expect(exitCode).toBe(4);
    expect(problemsOf(err).map(({ flag, message }) => [flag.replace(/^.*rows\.csv /, ''), message])).toEqual([
      ['line 2', 'not JSON'],
      ['line 3', 'a JSON value that is not an object'],
      ['line 4', 'a JSON value that is not an object'],
      ['line 5', 'a JSON list'],
      ['line 6', 'an object with the same member twice'],
      ['line 7', 'a JSON object that does not end'],
    ]);
  });

  it('with members of a wrong type are refused, and the error names the members', async () => {
    const { err } = await evalJson([
      { label: 'genuine', score: true },
      { label: 'genuine', score: [1] },
      { label: {}, score: 1 },
      { label: 'genuine', verdict: 'perhaps', score: 1 },
      { label: 'genuine', score: '70 %' },
    ]);
    expect(problemsOf(err).map(({ flag, message }) => [flag.replace(/^.*ndjson /, ''), message])).toEqual([
      ['line 1, column score', 'of the type boolean'],
      ['line 2, column score', 'a list'],
      ['line 3, column label', 'empty'],
      ['line 4, column verdict', 'not a verdict'],
      ['line 5, column score', 'a percentage'],
    ]);
  });
});

describe('files', () => {
  it('are combined, and a name means the same person in all of them', async () => {
    const head = 'label,subject,reference,score\n';
    const run = await runEval(await fileOf(`${head}genuine,a,a,90\n`), await fileOf(`${head}impostor,a,b,20\n`));
    expect(run.report.input).toMatchObject({ rows: 2, people: 2, files: [{ rows: 1 }, { rows: 1 }] });
  });

  it('are refused when two are the same', async () => {
    const { exitCode, err } = await runEval(await fileOf(csv), await fileOf(csv));
    expect(exitCode).toBe(2);
    expect(JSON.parse(err).error.code).toBe('same-input');
  });

  it('may be lists of scores', async () => {
    const lists = ['--genuine', await fileOf('# system A\n90\n 80 \n\nnull\n'), '--impostor', await fileOf('20\r\n3e1\r\n')];
    const run = await runEval(...lists);
    expect(countsOf(run)).toEqual([2, 2]);
    expect(run.report.counts.genuine.finished).toBe(3);
    const { exitCode, err } = await runEval('--genuine', await fileOf('90\nabc\n1,5\n'));
    expect(exitCode).toBe(4);
    expect(problemsOf(err).map(({ flag, message }) => [flag.replace(/^.*rows\.csv /, ''), message])).toEqual([
      ['line 2, column score', 'text'],
      ['line 3, column score', 'a number with a decimal comma'],
    ]);
  });

  it('may be standard input', async () => {
    const runtime = memoryRuntime({ stdin: Buffer.from(csv) });
    expect(await main(['eval', '-', '--json'], runtime, '0.0.0')).toBe(0);
    expect(JSON.parse(runtime.out()).input.files).toMatchObject([{ name: 'standard input', rows: 4 }]);
  });

  it('that do not exist are named in the error', async () => {
    const { exitCode, err } = await runEval('/nowhere/rows.csv');
    expect(exitCode).toBe(4);
    expect(JSON.parse(err).error.message).toBe('/nowhere/rows.csv does not exist');
  });

  it('that lack rows of their batch cause a warning', async () => {
    const { report } = await evalJson([
      { row: 1, label: 'genuine', score: 90 },
      { row: 4, label: 'impostor', score: 10 },
    ]);
    expect(report.warnings).toContainEqual({
      code: 'missing-rows',
      message: '2 rows of the batch are not in these files: the figures of the others may look too good',
    });
  });
});
