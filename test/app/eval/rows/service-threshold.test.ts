import { describe, expect, it } from 'vitest';
import { type EvalRun, evalJson } from '../../../support/eval-run.ts';

type Given = readonly [label: string, verdict: string, score: number | null, threshold?: number];

const run = (rows: readonly Given[], ...flags: readonly string[]): Promise<EvalRun> =>
  evalJson(
    rows.map(([label, verdict, score, threshold]) => ({ label, verdict, score, ...(threshold === undefined ? {} : { threshold }) })),
    ...flags,
  );

/** The same rows with the opposite sign, for --distances. */
const turned = (rows: readonly Given[]): Given[] =>
  rows.map(([label, verdict, score, threshold]) => [
    label,
    verdict,
    score === null ? null : -score,
    ...(threshold === undefined ? [] : [-threshold]),
  ]) as unknown as Given[];

const contradicting = ({ report }: EvalRun): number => {
  const message = report.warnings.find(({ code }) => code === 'contradicting-verdicts')?.message;
  return message === undefined ? 0 : Number.parseInt(message, 10);
};

/** The scores reach from 0 to 100, so a gap of 5 between the best refusal and the worst pass is still narrow. */
const withGap = (refused: number, passed: number): Given[] => [
  ['impostor', 'mismatch', 0],
  ['impostor', 'mismatch', refused],
  ['genuine', 'pass', passed],
  ['genuine', 'pass', 100],
  ['genuine', 'retake', 500],
  ['genuine', 'spoof', -500],
];

describe('the threshold of the service', () => {
  it.each([
    [70, 75, 75],
    [70, 74.9, 74],
    [70, 75.01, null],
    [69.99, 75, null],
    [70.5, 71.5, 71],
  ])('from a best refusal of %d and a worst pass of %d is %j', async (refused, passed, wanted) => {
    const rows = withGap(refused, passed);
    const found = (await run(rows)).report.serviceThreshold;
    expect(found).toEqual({ value: wanted, source: wanted === null ? null : 'verdicts', values: [] });
    const distances = (await run(turned(rows), '--distances')).report.serviceThreshold;
    expect(distances?.value).toBe(wanted === null ? null : -wanted);
  });

  it.each([
    ['only passes', [['genuine', 'pass', 90]], 0],
    ['only refusals', [['genuine', 'mismatch', 90]], 0],
    [
      'a refusal as high as a pass',
      [
        ['genuine', 'pass', 90],
        ['genuine', 'mismatch', 90],
        ['impostor', 'mismatch', 10],
      ],
      1,
    ],
    [
      'refusals above a pass',
      [
        ['genuine', 'pass', 50],
        ['genuine', 'pass', 99],
        ['genuine', 'mismatch', 60],
        ['impostor', 'mismatch', 55],
        ['impostor', 'mismatch', 49],
        ['impostor', 'mismatch', null],
        ['impostor', 'retake', 80],
      ],
      2,
    ],
  ] as [string, Given[], number][])('is not known from %s', async (_, rows, count) => {
    for (const found of [await run(rows), await run(turned(rows), '--distances')]) {
      expect(found.report.serviceThreshold).toEqual({ value: null, source: null, values: [] });
      expect(contradicting(found)).toBe(count);
    }
  });

  it('is the one that the rows name, and every row that contradicts it is counted', async () => {
    const rows: Given[] = [
      ['genuine', 'pass', 70, 70],
      ['genuine', 'pass', 69.9, 70],
      ['genuine', 'mismatch', 70, 70],
      ['genuine', 'mismatch', 69.9, 70],
      ['genuine', 'mismatch', 90, 70],
      ['genuine', 'pass', null, 70],
      ['genuine', 'mismatch', null, 70],
      ['genuine', 'retake', 90, 70],
      ['genuine', 'spoof', 10, 70],
    ];
    const found = await run(rows);
    expect(found.report.serviceThreshold).toEqual({ value: 70, source: 'rows', values: [70] });
    expect(contradicting(found)).toBe(3);
    const distances = await run(turned(rows), '--distances');
    expect(distances.report.serviceThreshold).toEqual({ value: -70, source: 'rows', values: [-70] });
    expect(contradicting(distances)).toBe(3);
  });

  it('is none of several that the rows name', async () => {
    const rows: Given[] = [
      ['genuine', 'pass', 75, 70],
      ['genuine', 'mismatch', 75, 80],
      ['genuine', 'pass', 90, 9],
      ['genuine', 'mismatch', 8],
    ];
    const found = await run(rows);
    expect(found.report.serviceThreshold).toEqual({ value: null, source: 'rows', values: [9, 70, 80] });
    expect(found.report.operatingPoint).toMatchObject({ threshold: null, from: 'service' });
    expect(found.report.atThresholds.map(({ threshold, from }) => [threshold, from])).toEqual([
      [9, 'service'],
      [70, 'service'],
      [80, 'service'],
    ]);
  });

  it('makes the rates known from the highest of several on, if refusals have no score', async () => {
    const rows: Given[] = [
      ['genuine', 'pass', 75, 70],
      ['genuine', 'mismatch', null, 80],
      ['genuine', 'pass', 90, 80],
      ['impostor', 'mismatch', null, 70],
    ];
    for (const [given, sign, flags] of [
      [rows, 1, []],
      [turned(rows), -1, ['--distances']],
    ] as const) {
      const at = (...thresholds: number[]) => thresholds.flatMap((each) => ['--threshold', String(sign * each)]);
      const { report } = await run(given, ...at(79.9, 80, 90, 95), ...flags);
      const sorted = report.atThresholds.toSorted((a, b) => sign * ((a.threshold ?? 0) - (b.threshold ?? 0)));
      expect(sorted.map(({ fnmr }) => fnmr && [fnmr.k, fnmr.n])).toEqual([null, [2, 3], [2, 3], [3, 3]]);
      expect(sorted.map(({ byScoreAlone }) => byScoreAlone)).toEqual([false, false, false, false]);
    }
  });

  it('makes the rates known up to it, if passes have no score', async () => {
    const rows: Given[] = [
      ['genuine', 'pass', null, 70],
      ['genuine', 'mismatch', 65, 70],
      ['genuine', 'mismatch', 50, 70],
      ['impostor', 'mismatch', 60, 70],
    ];
    for (const [given, sign, flags] of [
      [rows, 1, []],
      [turned(rows), -1, ['--distances']],
    ] as const) {
      const at = (...thresholds: number[]) => thresholds.flatMap((each) => ['--threshold', String(sign * each)]);
      const { report } = await run(given, ...at(50, 65, 70, 70.1), ...flags);
      const sorted = report.atThresholds.toSorted((a, b) => sign * ((a.threshold ?? 0) - (b.threshold ?? 0)));
      expect(sorted.map(({ fnmr }) => fnmr && [fnmr.k, fnmr.n])).toEqual([[0, 3], [1, 3], [2, 3], null]);
      expect(sorted.map(({ byScoreAlone }) => byScoreAlone)).toEqual([true, true, false, false]);
      expect(report.figures).toMatchObject({ auc: null, dPrime: null });
    }
  });
});
