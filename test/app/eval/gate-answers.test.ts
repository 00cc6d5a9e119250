import { describe, expect, it } from 'vitest';
import { type EvalRun, evalJson, evalText, scoresCsv } from '../../support/eval-run.ts';

const many = (count: number, score: number): number[] => new Array<number>(count).fill(score);
const lines = (head: string, ...rows: readonly string[]): string => [head, ...rows].join('\n');

const limitsOf = ({ report }: EvalRun) =>
  report.gate?.limits.map(({ flag, answer, because, wouldShow, trialsNeeded }) => ({ flag, answer, because, wouldShow, trialsNeeded }));

const problemsOf = ({ exitCode, err }: EvalRun): string[] => {
  const { error } = JSON.parse(err);
  expect(exitCode).toBe(2);
  return (error.problems ?? [error]).map(({ flag, message, hint }: Record<string, string>) => `${flag ?? ''} ${message} | ${hint}`.trim());
};

describe('the answer about a limit', () => {
  const at = (fmr: string, ...flags: readonly string[]): Promise<EvalRun> =>
    evalText(scoresCsv(many(10, 90), [...many(1, 80), ...many(99, 10)]), '--threshold', '50', '--max-fmr', fmr, ...flags);

  it.each([
    ['0.99%', { answer: 'missed', because: '1 % (1 of 100) is over 0.99 %', wouldShow: null, trialsNeeded: null }],
    [
      '1%',
      {
        answer: 'not shown',
        because: '1 % (1 of 100), and perhaps 4.7 %',
        wouldShow: '473 impostor pairs with no more than 1 error',
        trialsNeeded: 473,
      },
    ],
    [
      '4.6%',
      {
        answer: 'not shown',
        because: '1 % (1 of 100), and perhaps 4.7 %',
        wouldShow: '102 impostor pairs with no more than 1 error',
        trialsNeeded: 102,
      },
    ],
    ['4.7%', { answer: 'met', because: '1 % (1 of 100), and at most 4.7 %', wouldShow: null, trialsNeeded: null }],
    ['1', { answer: 'met', because: '1 % (1 of 100), and at most 4.7 %', wouldShow: null, trialsNeeded: null }],
  ])('of %s says why', async (limit, wanted) => {
    expect(limitsOf(await at(limit))).toEqual([{ flag: '--max-fmr', ...wanted }]);
  });

  it('by the rate alone is met at the rate and missed under it', async () => {
    const met = { answer: 'met', because: '1 % (1 of 100); only the rate was checked, which says nothing about other rows' };
    expect(limitsOf(await at('1%', '--gate', 'rate'))).toMatchObject([met]);
    expect(limitsOf(await at('0.99%', '--gate', 'rate'))).toMatchObject([{ answer: 'missed' }]);
  });

  it.each(['--max-fmr', '--max-far'])('for %s names its trials', async (flag) => {
    const run = await evalText(scoresCsv([90], [10]), '--threshold', '50', flag, '50%');
    expect(limitsOf(run)?.[0]?.wouldShow).toBe(`5 impostor ${flag === '--max-fmr' ? 'pairs' : 'tries'} without an error`);
  });

  it('of one trial names it in the singular', async () => {
    const run = await evalText(lines('label,score', 'genuine,', 'genuine,90', 'impostor,10'), '--threshold', '50', '--max-frr', '1');
    expect(limitsOf(run)?.[0]).toMatchObject({ answer: 'met', because: '50 % (1 of 2), and at most 97.5 %' });
    const one = await evalText(scoresCsv([90], [10]), '--threshold', '50', '--max-fnmr', '0.95', '--max-fmr', '0.94');
    expect(limitsOf(one)?.map(({ answer, wouldShow }) => [answer, wouldShow])).toEqual([
      ['not shown', '2 impostor pairs without an error'],
      ['met', null],
    ]);
  });

  it.each([
    ['--max-fnmr', 'genuine pairs'],
    ['--max-frr', 'genuine tries'],
    ['--max-bpcer', 'bona fide presentations'],
    ['--max-apcer', 'attacks of each species with an answer'],
    ['--max-retake', 'genuine tries'],
  ])('for %s on verdicts asks for more %s', async (flag, trials) => {
    const rows = [
      { label: 'genuine', verdict: 'pass', score: 90 },
      { label: 'attack', species: 'mask', verdict: 'spoof', score: null },
    ];
    expect(limitsOf(await evalJson(rows, flag, '10%'))?.[0]).toMatchObject({
      answer: 'not shown',
      wouldShow: `29 ${trials} without an error`,
    });
  });

  it('without a figure says why there is none', async () => {
    const head = 'label,verdict,score';
    const because = async (rows: readonly string[], ...flags: readonly string[]) =>
      limitsOf(await evalText(lines(head, ...rows), ...flags))?.map(({ because: why }) => why);
    const hidden = "the scores on the other side of the service's threshold are not known";
    const known = ['genuine,mismatch,', 'impostor,pass,90', 'genuine,pass,95'];
    expect(await because(known, '--threshold', '50', '--max-fnmr', '5%', '--max-frr', '5%', '--max-fmr', '5%', '--max-far', '5%')).toEqual([
      hidden,
      hidden,
      hidden,
      hidden,
    ]);
    expect(await because(['genuine,mismatch,', 'impostor,mismatch,'], '--threshold', '50', '--max-fnmr', '5%')).toEqual([hidden]);
    const retakes = ['genuine,retake,', 'impostor,retake,', 'attack,retake,', 'impostor,retake,'];
    expect(await because(retakes, '--max-fmr', '5%', '--max-fnmr', '5%', '--max-apcer', '5%', '--max-bpcer', '5%')).toEqual([
      'there is no impostor pair to count',
      'there is no genuine pair to count',
      'there is no attack of each species with an answer to count',
      'there is no bona fide presentation to count',
    ]);
    // Only the class that a limit is about decides which of the two reasons it is.
    expect(await because(['genuine,pass,90', 'impostor,retake,'], '--max-fmr', '5%')).toEqual(['there is no impostor pair to count']);
    expect(await because(['genuine,retake,', 'impostor,pass,90'], '--max-fnmr', '5%')).toEqual(['there is no genuine pair to count']);
    const strangers = ['genuine,retake,', 'impostor,mismatch,', 'impostor,pass,90'];
    expect(await because(strangers, '--threshold', '50', '--max-far', '5%', '--max-fmr', '5%')).toEqual([hidden, hidden]);
    const none = await evalText('label,score\ngenuine,90\nimpostor,\n', '--max-far', '5%');
    expect(limitsOf(none)).toEqual([
      {
        flag: '--max-far',
        answer: 'not shown',
        because: 'no threshold is named, and these rows lead to none',
        wouldShow: '59 impostor tries without an error',
        trialsNeeded: 59,
      },
    ]);
  });

  it('with a doubt asks for more rows only if there are too few', async () => {
    const rows = (impostors: number) => [
      { label: 'genuine', verdict: 'pass', score: 90 },
      ...many(impostors, 10).map((score, i) => ({ label: 'impostor', verdict: 'mismatch', score, sandbox: i < 2 })),
    ];
    const because = (n: number): string => `0 % (0 of ${n}), but 2 rows are from the sandbox, which compares no face`;
    expect(limitsOf(await evalJson(rows(58), '--max-fmr', '5%'))).toMatchObject([
      { answer: 'not shown', because: because(58), wouldShow: '59 impostor pairs without an error', trialsNeeded: 59 },
    ]);
    expect(limitsOf(await evalJson(rows(59), '--max-fmr', '5%'))).toMatchObject([
      { answer: 'not shown', because: because(59), wouldShow: null, trialsNeeded: null },
    ]);
  });

  it('does not doubt a threshold of a flag because of people on both sides of a split', async () => {
    const pairs = Array.from({ length: 60 }, (_, i) => [`impostor,dev,a${i},b${i},10`, `impostor,eval,c${i},d${i},10`]).flat();
    const csv = lines('label,split,subject,reference,score', ...pairs, 'genuine,dev,x,x,90', 'genuine,eval,x,x,90');
    expect((await evalText(csv, '--threshold', '50', '--max-fmr', '5%', '--split', 'split', '--choose', 'eer')).report.gate).toMatchObject({
      answer: 'not shown',
    });
    expect((await evalText(csv, '--threshold', '50', '--max-fmr', '5%')).report.gate).toMatchObject({ answer: 'met' });
  });
});

describe('the answer about several limits', () => {
  it.each([
    [['--max-fmr', '50%', '--max-fnmr', '95%'], 'not shown', 40],
    [['--max-fmr', '50%', '--max-fnmr', '50%'], 'missed', 40],
    [['--max-fmr', '96%', '--max-fnmr', '99%'], 'met', 0],
  ])('%j is the most serious one', async (flags, answer, exitCode) => {
    const run = await evalText(scoresCsv([90, 40, 40], [10]), '--threshold', '50', ...flags);
    expect(run.report.gate?.answer).toBe(answer);
    expect(run.exitCode).toBe(exitCode);
  });

  it('for species is that of the worst one: missed first, then the highest rate, then the highest bound', async () => {
    const worst = async (flag: string, ...rows: readonly string[]) => {
      const { report } = await evalText(lines('label,species,score', 'bona fide,,90', ...rows), '--threshold', '50', '--max-apcer', flag);
      return [report.gate?.limits[0]?.species, report.gate?.limits[0]?.answer];
    };
    const of = (species: string, through: number, all: number): string[] =>
      Array.from({ length: all }, (_, i) => `attack,${species},${i < through ? 60 : 10}`);
    expect(await worst('50%', ...of('a', 0, 1), ...of('b', 3, 5), ...of('c', 0, 2))).toEqual(['b', 'missed']);
    expect(await worst('10%', ...of('a', 3, 5), ...of('b', 4, 5), ...of('c', 1, 5))).toEqual(['b', 'missed']);
    expect(await worst('50%', ...of('a', 0, 100), ...of('b', 0, 2), ...of('c', 0, 3))).toEqual(['b', 'not shown']);
    expect(await worst('50%', ...of('a', 2, 5), ...of('b', 1, 5), ...of('c', 0, 9))).toEqual(['a', 'not shown']);
    expect(await worst('60%', ...of('a', 0, 1), 'attack,b,', ...of('c', 0, 9))).toEqual(['b', 'not shown']);
    expect(await worst('50%', ...of('a', 0, 90), ...of('b', 1, 90))).toEqual(['b', 'met']);
    // Of equal ones, the first by name.
    expect(await worst('50%', ...of('c', 1, 4), ...of('b', 1, 4), ...of('a', 0, 90))).toEqual(['b', 'not shown']);
  });
});

describe('a limit that the rows cannot have', () => {
  it('is reported for each flag, with what to do', async () => {
    const flags = ['fmr', 'far', 'fnmr', 'frr'].flatMap((name) => [`--max-${name}`, '5%']);
    const liveness = 'the labels are bona fide and attack, so no faces were compared | limit apcer and bpcer';
    expect(problemsOf(await evalText('label,score\nbona fide,9\nattack,1\n', ...flags))).toEqual([
      `--max-fmr ${liveness}`,
      `--max-fnmr ${liveness}`,
      `--max-far ${liveness}`,
      `--max-frr ${liveness}`,
    ]);
    expect((await evalText('label,score\nbona fide,9\nattack,1\n', '--max-apcer', '5%', '--max-bpcer', '5%')).exitCode).toBe(40);
  });

  it('names the rows that would be needed, without a number for a limit of 0', async () => {
    expect(problemsOf(await evalText('label,score\ngenuine,9\n', '--max-fmr', '0'))).toEqual([
      '--max-fmr no finished row is labelled impostor | give such rows',
    ]);
    expect(problemsOf(await evalText('label,score\nattack,9\n', '--max-bpcer', '10%'))).toEqual([
      '--max-bpcer no finished row is labelled bonafide | give such rows: the limit takes at least 29 bona fide presentations without an error',
    ]);
  });

  it('names the missing attacks', async () => {
    const fix = 'give rows of attacks';
    expect(problemsOf(await evalText('label,score\nbona fide,9\n', '--max-apcer', '5%'))).toEqual([
      `--max-apcer no row is labelled attack, and the column species is missing | ${fix}`,
    ]);
    expect(problemsOf(await evalText('label,species,score\nbona fide,,9\n', '--max-apcer', '5%'))).toEqual([
      `--max-apcer no row is an attack | ${fix}`,
    ]);
  });

  it('on retakes needs verdicts or a row without a score', async () => {
    expect(problemsOf(await evalText('label,score\ngenuine,9\nimpostor,1\n', '--threshold', '5', '--max-retake', '5%'))).toEqual([
      '--max-retake the column verdict is missing, and every row has a score | give the results with their verdicts',
    ]);
    for (const csv of ['label,score\ngenuine,9\ngenuine,\nimpostor,1\n', 'label,score,verdict\ngenuine,9,pass\nimpostor,1,mismatch\n'])
      expect((await evalText(csv, '--threshold', '5', '--max-retake', '99%')).report.gate?.limits[0]?.flag).toBe('--max-retake');
  });
});
