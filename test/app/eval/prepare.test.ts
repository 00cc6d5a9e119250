import { describe, expect, it } from 'vitest';
import { type EvalRun, evalJson, evalText, fileOf, runEvalText, scoresCsv } from '../../support/eval-run.ts';

const lines = (head: string, ...rows: readonly string[]): string => [head, ...rows].join('\n');
const errorOf = ({ exitCode, err }: EvalRun) => {
  const { code, message, hint } = JSON.parse(err).error;
  return { exitCode, code, message, hint };
};

describe('the kind of an evaluation', () => {
  it.each([
    [['genuine,', 'impostor,'], 'comparison'],
    [['genuine,'], 'comparison'],
    [['bona fide,', 'attack,'], 'liveness'],
    [['bona fide,'], 'liveness'],
    [['attack,'], 'liveness'],
    [['genuine,', 'attack,'], 'liveness'],
    [['impostor,', 'attack,'], 'comparison'],
    [['bona fide,pass', 'attack,spoof'], 'liveness'],
    [['genuine,pass', 'attack,spoof'], 'comparison'],
    [['impostor,mismatch', 'attack,spoof'], 'comparison'],
    [['impostor,mismatch', 'bona fide,pass'], 'comparison'],
    [['bona fide,pass', 'attack,'], 'liveness'],
    [['bona fide,', 'attack,', 'impostor,pending'], 'liveness'],
  ])('with the labels and verdicts %j is %s', async (rows, kind) => {
    const csv = lines('label,verdict,score', ...rows.map((row) => `${row},5`));
    expect((await evalText(csv)).report.kind).toBe(kind);
  });

  it('cannot be both', async () => {
    expect(errorOf(await evalText(lines('label,score', 'bona fide,9', 'attack,1', 'impostor,1')))).toEqual({
      exitCode: 4,
      code: 'not-comparable',
      message: 'one column of scores holds comparisons (impostor) and liveness (bona fide)',
      hint: 'evaluate them separately',
    });
  });
});

describe('rows that give no figure', () => {
  it.each([
    ['label,score\ngenuine,\nimpostor,\n', 'nothing-measurable'],
    ['label,verdict,score\ngenuine,pending,9\nimpostor,error,1\n', 'nothing-measurable'],
  ])('%j', async (csv, code) => {
    expect(errorOf(await evalText(csv))).toMatchObject({ exitCode: 4, code, message: 'no row has a score or a final verdict' });
  });

  it.each(['label,score\ngenuine,\nimpostor,5\n', 'label,verdict\ngenuine,retake\n'])('are not those of %j', async (csv) => {
    expect((await evalText(csv)).exitCode).toBe(0);
  });
});

describe('liveness that the service decided', () => {
  const csv = lines('label,verdict,species,subject', 'bona fide,pass,,a', 'attack,spoof,mask,b');

  it.each([[['--threshold', '5']], [['--choose', 'apcer<=0.1']]])('takes no threshold: %j', async (flags) => {
    expect(errorOf(await evalText(csv, ...flags))).toEqual({
      exitCode: 2,
      code: 'no-threshold',
      message: 'liveness was decided by the service: these rows have no threshold',
      hint: 'leave out --threshold and --choose, or the verdicts with --field verdict=',
    });
  });

  it('has no figures by score', async () => {
    expect((await evalText(csv)).report).toMatchObject({
      kind: 'liveness',
      serviceThreshold: null,
      bpcerAtApcer: null,
      figures: null,
      atThresholds: [],
      operatingPoint: { threshold: null, from: 'service', mustRetake: { k: 0, n: 1 } },
    });
  });
});

describe('the thresholds of a report', () => {
  const judged = (more: object) => [
    { label: 'genuine', verdict: 'pass', score: 90, ...more },
    { label: 'impostor', verdict: 'mismatch', score: 10, ...more },
  ];
  const listed = ({ report }: EvalRun) => report.atThresholds.map(({ threshold, from }) => [threshold, from]);

  it('are those of flags, each once, from the lowest on', async () => {
    const run = await evalJson(judged({ threshold: 70 }), ...[80, 60, 80, 70].flatMap((each) => ['--threshold', String(each)]));
    expect(listed(run)).toEqual([
      [60, 'flag'],
      [70, 'flag'],
      [80, 'flag'],
    ]);
    expect(run.report.operatingPoint).toMatchObject({ threshold: 80, from: 'flag' });
  });

  it('are that of the service and those of the vendor, if there is no flag', async () => {
    expect(listed(await evalJson(judged({ threshold: 70, action: 'CompareFaceLiveness' })))).toEqual([
      [70, 'service'],
      [80, 'vendor'],
    ]);
    expect(listed(await evalJson(judged({ threshold: 75, action: 'CompareFaceLiveness' })))).toEqual([
      [70, 'vendor'],
      [75, 'service'],
      [80, 'vendor'],
    ]);
    expect(listed(await evalJson(judged({ threshold: 75 })))).toContainEqual([75, 'service']);
    expect(listed(await evalJson(judged({ threshold: 71 })))).toEqual([[71, 'service']]);
    expect(listed(await evalJson(judged({})))).toEqual([]);
  });

  it('are those of the vendor also without verdicts, if the rows name the action', async () => {
    const plain = (more: object) => judged(more).map(({ verdict: _, ...row }) => row);
    expect(listed(await evalJson(plain({ action: 'CompareFaceLiveness' })))).toEqual([
      [70, 'vendor'],
      [80, 'vendor'],
    ]);
    expect(listed(await evalJson(plain({ threshold: 70 })))).toEqual([]);
    const liveness = plain({ action: 'CompareFaceLiveness' }).map((row) => ({ ...row, label: 'bona fide' }));
    expect(listed(await evalJson(liveness))).toEqual([]);
  });

  it('below that of the service are marked, with distances above it', async () => {
    const flags = (...thresholds: number[]) => thresholds.flatMap((each) => ['--threshold', String(each)]);
    const up = await evalJson(judged({ threshold: 70 }), ...flags(69.9, 70, 70.1));
    expect(up.report.atThresholds.map(({ byScoreAlone }) => byScoreAlone)).toEqual([true, false, false]);
    expect(up.report.operatingPoint?.byScoreAlone).toBe(true);
    const rows = judged({ threshold: 0.5 }).map((row) => ({ ...row, score: row.label === 'genuine' ? 0.1 : 0.9 }));
    const down = await evalJson(rows, '--distances', ...flags(0.49, 0.5, 0.51));
    expect(down.report.atThresholds.map(({ byScoreAlone }) => byScoreAlone)).toEqual([false, false, true]);
    expect(down.report.operatingPoint?.byScoreAlone).toBe(false);
  });
});

describe('the operating point', () => {
  it('without a threshold keeps an FMR of 0.1 %, or the limit of a flag', async () => {
    const impostors = Array.from({ length: 2000 }, (_, i) => i / 100);
    const csv = scoresCsv([30, 19.99], impostors);
    const at = async (...flags: string[]) => (await evalText(csv, ...flags)).report.operatingPoint;
    expect(await at()).toMatchObject({ threshold: 19.98, from: 'picked', fmr: { k: 2, n: 2000 }, hter: null });
    expect(await at('--max-fmr', '1%')).toMatchObject({ threshold: 19.8, fmr: { k: 20, n: 2000 } });
    expect(await at('--max-fnmr', '90%')).toMatchObject({ threshold: 19.98 });
  });

  it('of liveness keeps an APCER of 5 % for every species, or the limit of a flag', async () => {
    const attacks = Array.from({ length: 40 }, (_, i) => [`attack,mask,${i}`, `attack,print,${i / 2}`]).flat();
    const csv = lines('label,species,score', 'bona fide,,90', 'bona fide,,38', ...attacks);
    const at = async (...flags: string[]) => (await evalText(csv, ...flags)).report.operatingPoint;
    expect(await at()).toMatchObject({
      threshold: 38,
      from: 'picked',
      liveness: { apcer: { mask: { k: 2, n: 40 } }, bpcer: { k: 0, n: 2 } },
    });
    expect(await at('--max-apcer', '10%')).toMatchObject({ threshold: 36, liveness: { apcer: { mask: { k: 4 }, print: { k: 0 } } } });
  });

  it('of distances is shown as a distance', async () => {
    const { report } = await evalText(scoresCsv([0.1, 0.2], [0.5, 0.9]), '--distances');
    expect(report.operatingPoint).toMatchObject({ threshold: 0.2, from: 'picked', fmr: { k: 0 }, fnmr: { k: 0 } });
  });
});

describe('the table of thresholds', () => {
  /** The first cell of each row, without the origin of the threshold. */
  const listedIn = async (csv: string, ...flags: readonly string[]): Promise<string[]> => {
    const { out } = await runEvalText(await fileOf(csv), ...flags);
    const [, table = ''] = /\n {2}threshold .*\n((?: {2}\S.*\n)*)/.exec(out) ?? [];
    return table.split('\n').flatMap((line) => /^ {2}(\S+)/.exec(line)?.[1] ?? []);
  };

  it('has the operating point first, and each other threshold once', async () => {
    const csv = scoresCsv([90, 80], [10, 20]);
    expect(await listedIn(csv, '--threshold', '80', '--threshold', '60', '--threshold', '70')).toEqual(['80', '60', '70']);
    expect(await listedIn(csv)).toEqual(['80']);
    const actions = ['genuine,90,CompareFaceLiveness', 'impostor,10,CompareFaceLiveness'];
    expect(await listedIn(lines('label,score,action', ...actions))).toEqual(['90', '70', '80']);
    expect(await listedIn(lines('label,score,action', actions[0] as string))).toEqual(['70', '80']);
  });
});
