import { describe, expect, it } from 'vitest';
import { type EvalRun, evalJson, evalText, fileOf, runEval, scoresCsv } from '../../../support/eval-run.ts';

const times = (count: number, row: (index: number) => string): string[] => Array.from({ length: count }, (_, index) => row(index));
const lines = (head: string, ...rows: readonly string[]): string => [head, ...rows].join('\n');
const byPeople = (...rows: readonly string[]): Promise<EvalRun> =>
  evalText(lines('label,subject,reference,score', ...rows), '--threshold', '50', '--resamples', '0');

const messageOf = ({ report }: EvalRun, code: string): string | undefined =>
  report.warnings.find((warning) => warning.code === code)?.message;

/** Genuine rows of some people, the first of whom has two rows. */
const genuinePeople = (people: number): string[] => ['genuine,p0,p0,90', ...times(people, (i) => `genuine,p${i},p${i},90`)];

/** Rows of which some impostors are accepted at 50, and some genuine people are refused. */
const withErrors = (accepted: number, refused: number): Promise<EvalRun> =>
  evalText(
    lines(
      'label,score',
      ...times(40, (i) => `impostor,${i < accepted ? 60 : 10}`),
      ...times(40, (i) => `genuine,${i < refused ? 40 : 90}`),
    ),
    '--threshold',
    '50',
  );

/** A warning that is given up to a number of rows or people and not above it, or the other way round. */
const limits: [code: string, rowsFor: (count: number) => Promise<EvalRun>, ...answers: [count: number, message: string | undefined][]][] = [
  [
    'few-people',
    (count) => byPeople(...genuinePeople(count), 'impostor,a,b,10'),
    [28, 'the rows of one class are about 28 people: an interval over so few is not precise'],
    [29, 'the rows of one class are about 29 people: an interval over so few is not precise'],
    [30, undefined],
    [31, undefined],
  ],
  [
    'few-genuine',
    (count) => evalText(lines('label,score', ...times(count, () => 'genuine,90'), 'impostor,10', 'genuine,')),
    [0, 'no genuine row has a score'],
    [1, '1 genuine score: one of them is 100 % of all'],
    [98, '98 genuine scores: one of them is 1 % of all'],
    [99, '99 genuine scores: one of them is 1 % of all'],
    [100, undefined],
    [101, undefined],
  ],
  [
    'few-impostors',
    (count) => evalText(scoresCsv([90], new Array(count).fill(10))),
    [2993, '2,993 impostor pairs: no FMR under 0.1 % can be shown; 0.1 % needs 2,995 pairs without an error'],
    [2994, '2,994 impostor pairs: no FMR under 0.1 % can be shown; 0.1 % needs 2,995 pairs without an error'],
    [2995, undefined],
    [2996, undefined],
  ],
  [
    'few-errors',
    (count) => withErrors(count, 30),
    [0, 'fewer than 30 errors (FMR: 0): such a rate may be off by more than a third'],
    [28, 'fewer than 30 errors (FMR: 28): such a rate may be off by more than a third'],
    [29, 'fewer than 30 errors (FMR: 29): such a rate may be off by more than a third'],
    [30, undefined],
    [31, undefined],
  ],
  [
    'few-errors',
    (count) => withErrors(29, count),
    [29, 'fewer than 30 errors (FMR: 29, FNMR: 29): such a rate may be off by more than a third'],
    [30, 'fewer than 30 errors (FMR: 29): such a rate may be off by more than a third'],
  ],
  [
    'several-thresholds',
    (count) => evalJson(times(count, String).map((i) => ({ label: 'genuine', verdict: 'pass', score: 90, threshold: 60 + Number(i) }))),
    [1, undefined],
    [2, 'the verdicts are based on 2 thresholds (60, 61): they do not come from one operating point'],
    [6, 'the verdicts are based on 6 thresholds (60, 61, 62, 63, 64, 65): they do not come from one operating point'],
    [7, 'the verdicts are based on 7 thresholds (60, 61, 62, 63, 64, 65): they do not come from one operating point'],
  ],
  [
    'several-regions',
    (count) => evalJson(times(count, String).map((region) => ({ label: 'genuine', score: 90, region: `region ${region}` }))),
    [1, undefined],
    [2, 'the rows come from 2 regions, which may run different models'],
    [3, 'the rows come from 3 regions, which may run different models'],
  ],
  [
    'long-transactions',
    (count) => evalText(lines('label,transaction,score', ...times(count, () => 'genuine,t,90'), 'genuine,u,90')),
    [3, undefined],
    [4, '1 transaction has more than three attempts: the first three count'],
    [5, '1 transaction has more than three attempts: the first three count'],
  ],
  [
    'repeated-attempts',
    (count) => evalText(lines('label,transaction,score', ...times(count, () => 'genuine,t,90'), 'genuine,u,90')),
    [1, undefined],
    [2, 'people tried again after a failure: attempts are not independent; --unit transaction counts them as one'],
  ],
  [
    'no-bootstrap',
    (count) => byPeople(...times(count, () => 'genuine,a,a,90'), 'impostor,b,c,10'),
    [1, undefined],
    [2, 'people are in several rows and the bootstrap is off: intervals are too narrow'],
  ],
];

describe('a warning with a limit', () => {
  const cases = limits.flatMap(([code, rowsFor, ...answers]) =>
    answers.map(([count, message]) => [code, count, message === undefined ? 'is not given' : 'is given', rowsFor, message] as const),
  );
  it.each(cases)('%s, at %d, %s', async (code, count, _, rowsFor, message) => {
    expect(messageOf(await rowsFor(count), code)).toBe(message);
  });
});

describe('few-people', () => {
  it('looks only at classes in which a person repeats, and names the smallest of them', async () => {
    const impostors = ['impostor,x,y,10', 'impostor,x,z,10'];
    expect(messageOf(await byPeople(...genuinePeople(40), 'impostor,x,y,10'), 'few-people')).toBeUndefined();
    expect(messageOf(await byPeople(...genuinePeople(20), ...impostors), 'few-people')).toContain('about 3 people');
    expect(messageOf(await byPeople('genuine,p0,p0,90', ...impostors), 'few-people')).toContain('about 3 people');
  });
});

describe('few-impostors', () => {
  it('counts rows or people, whichever are fewer, if people repeat', async () => {
    const chain = times(10, (i) => `impostor,p${i},p${i + 1},10`);
    expect(messageOf(await byPeople(...chain), 'few-impostors')).toBe(
      '10 impostor pairs of 11 people: no FMR under 25.9 % can be shown; 0.1 % needs 2,995 pairs without an error, each about different people',
    );
    const among = times(10, (i) => `impostor,p${i % 2},q${i},10`).map((row) => row.replace(/q\d/, (name) => `q${Number(name[1]) % 3}`));
    expect(messageOf(await byPeople(...among), 'few-impostors')).toContain('10 impostor pairs of 5 people: no FMR under 45.1 %');
  });

  it('follows --confidence', async () => {
    const run = await evalText(scoresCsv([90], new Array(300).fill(10)), '--confidence', '99');
    expect(messageOf(run, 'few-impostors')).toBe(
      '300 impostor pairs: no FMR under 1.5 % can be shown; 0.1 % needs 4,603 pairs without an error',
    );
  });

  it('is not given when no impostor has a score, or when no faces were compared', async () => {
    expect(messageOf(await evalText('label,score\ngenuine,90\nimpostor,\n'), 'few-impostors')).toBeUndefined();
    expect(messageOf(await evalText('label,score\nbona fide,90\nattack,10\n'), 'few-impostors')).toBeUndefined();
  });
});

describe('a warning about a missing class', () => {
  it.each([
    ['label,score\ngenuine,90\n', ['no-impostors']],
    ['label,score\nimpostor,10\n', ['no-genuine']],
    ['label,score\ngenuine,90\nimpostor,10\n', []],
    ['label,score\nbona fide,90\nattack,10\n', []],
    ['label,score\nattack,10\n', ['no-genuine']],
  ])('for %j is %j', async (csv, wanted) => {
    const codes = (await evalText(csv)).report.warnings.map(({ code }) => code);
    expect(codes.filter((code) => code === 'no-genuine' || code === 'no-impostors')).toEqual(wanted);
  });

  it.each([
    ['label,score', 'impostor,10', ['no-subjects']],
    ['label,subject,score', 'impostor,b,10', ['no-reference']],
    ['label,subject,score', 'genuine,b,10', []],
    ['label,subject,reference,score', 'impostor,b,c,10', []],
    ['label,reference,score', 'impostor,b,10', ['no-subjects']],
  ])('for the columns %s and the row %s, is %j about people', async (head, row, wanted) => {
    const codes = (await evalText(lines(head, row))).report.warnings.map(({ code }) => code);
    expect(codes.filter((code) => code === 'no-subjects' || code === 'no-reference')).toEqual(wanted);
  });
});

describe('gate-by-rate', () => {
  it('is given only if there is a limit and only the rate is checked', async () => {
    const path = await fileOf(scoresCsv([90], [10]));
    for (const [flags, wanted] of [
      [['--max-fmr', '1%', '--gate', 'rate'], true],
      [['--max-fmr', '1%', '--gate', 'bound'], false],
      [['--max-fmr', '1%'], false],
      [[], false],
    ] as const) {
      const run = await runEval(path, '--threshold', '50', ...flags);
      expect(messageOf(run, 'gate-by-rate') !== undefined, flags.join(' ')).toBe(wanted);
    }
  });
});
