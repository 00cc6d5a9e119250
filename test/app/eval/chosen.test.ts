import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countedEqualError, countedPoints } from '../../support/counted-figures.ts';
import { type EvalRun, evalText } from '../../support/eval-run.ts';

type Scores = readonly (number | null)[];

interface Half {
  genuine: Scores;
  impostor: Scores;
}

const run = (dev: Half, judge: Half, sign: 1 | -1, ...rules: readonly string[]): Promise<EvalRun> => {
  const rowsOf = (half: string, { genuine, impostor }: Half): string[] =>
    [...genuine.map((score) => ['genuine', score] as const), ...impostor.map((score) => ['impostor', score] as const)].map(
      ([label, score], i) => `${label},${half},${half}${i},${score === null ? '' : sign * score}`,
    );
  const flags = [...rules.flatMap((rule) => ['--choose', rule]), ...(sign === -1 ? ['--distances'] : []), '--resamples', '0'];
  return evalText(['label,split,subject,score', ...rowsOf('dev', dev), ...rowsOf('eval', judge)].join('\n'), ...flags);
};

const scored = (scores: Scores): number[] => scores.filter((score) => score !== null);

/** The upper end of the steps that a rule chooses: null above all scores, undefined if no threshold keeps the limit. */
function chosenEnd({ genuine, impostor }: Half, figure: string, most: number): number | null | undefined {
  const points = countedPoints(scored(genuine), scored(impostor));
  const far = (accepted: number): number => accepted / impostor.length;
  const frr = (refused: number): number => (refused + genuine.length - scored(genuine).length) / genuine.length;
  const found =
    figure === 'fmr'
      ? points.find(({ fmr }) => fmr <= most)
      : figure === 'far'
        ? points.find(({ accepted }) => far(accepted) <= most)
        : figure === 'frr'
          ? points.findLast(({ refused }) => frr(refused) <= most)
          : points.findLast(({ fnmr }) => fnmr <= most);
  return found?.upTo;
}

const scores = fc.array(fc.option(fc.integer({ min: 0, max: 9 }), { freq: 8 }), { minLength: 1, maxLength: 9 });
const half = fc.record({ genuine: scores, impostor: scores });

describe('a chosen threshold', () => {
  it('is the one that a separate search finds on one half, and has the figures of both halves', async () => {
    const share = fc.constantFrom(0, 0.125, 0.2, 0.25, 0.5, 0.75);
    const rule = fc.constantFrom('fmr', 'far', 'fnmr', 'frr');
    await fc.assert(
      fc.asyncProperty(half, half, rule, share, fc.constantFrom(1 as const, -1 as const), async (dev, judge, figure, most, sign) => {
        fc.pre([dev, judge].every(({ genuine, impostor }) => scored(genuine).length > 0 && scored(impostor).length > 0));
        const { report } = await run(dev, judge, sign, `${figure}<=${most}`);
        const choice = report.chosen?.choices[0];
        const end = chosenEnd(dev, figure, most);
        if (end === undefined) {
          expect(choice).toMatchObject({ threshold: null, interval: null, dev: null, eval: null });
          return;
        }
        const threshold = choice?.threshold ?? Number.NaN;
        if (end === null) expect(sign * threshold).toBeGreaterThan(Math.max(...scored(dev.genuine), ...scored(dev.impostor)));
        else expect(threshold).toBe(0 + sign * end);
        for (const [name, { genuine, impostor }] of [
          ['dev', dev],
          ['eval', judge],
        ] as const) {
          const [accepted, refused] = [
            scored(impostor).filter((score) => score >= sign * threshold).length,
            scored(genuine).filter((score) => score < sign * threshold).length,
          ];
          expect(choice?.[name]).toMatchObject({
            threshold,
            from: name === 'dev' ? 'picked' : 'chosen',
            byScoreAlone: false,
            fmr: { k: accepted, n: scored(impostor).length },
            fnmr: { k: refused, n: scored(genuine).length },
            far: { n: impostor.length },
            frr: { n: genuine.length },
          });
          const hter = (accepted / scored(impostor).length + refused / scored(genuine).length) / 2;
          expect(choice?.[name]?.hter).toEqual(name === 'dev' ? null : expect.closeTo(hter, 12));
        }
        expect(report.operatingPoint).toEqual(choice?.eval);
      }),
      { numRuns: 60 },
    );
  });

  it('of equal errors is that of the equal error rate', async () => {
    const dev = { genuine: [3, 6, 7, 8, 9], impostor: [1, 2, 4, 7] };
    const { report } = await run(dev, { genuine: [5], impostor: [5] }, 1, 'eer');
    const { threshold } = countedEqualError(countedPoints(dev.genuine, dev.impostor));
    expect(report.chosen?.choices[0]).toMatchObject({ rule: 'eer', interval: threshold, threshold: threshold.upTo });
  });

  it.each([
    ['apcer<=0.25', { above: 6, upTo: 7 }, 7],
    ['apcer<=0.5', { above: 4, upTo: 6 }, 6],
    ['bpcer<=0.4', { above: 6, upTo: 7 }, 7],
    ['bpcer<=0', { above: 2, upTo: 3 }, 3],
  ])('of liveness by %s counts the worst species or the users', async (rule, interval, threshold) => {
    const rows = [
      ...[3, 6, 7, 8, 9].map((score) => `bona fide,,${score}`),
      ...[1, 4, 6, 8].map((score) => `attack,mask,${score}`),
      ...[1, 2, 4, 4].map((score) => `attack,print,${score}`),
    ];
    const csv = ['label,species,score,split,subject', ...rows.flatMap((row, i) => [`${row},dev,d${i}`, `${row},eval,e${i}`])];
    const { report } = await evalText(csv.join('\n'), '--choose', rule);
    expect(report.chosen?.choices[0]).toMatchObject({ rule, interval, threshold });
  });

  it('is the first of several that is kept, for the operating point', async () => {
    const { report } = await run({ genuine: [9, null], impostor: [1] }, { genuine: [9], impostor: [5] }, 1, 'frr<=0', 'fmr<=0');
    expect(report.chosen?.choices.map(({ rule, threshold }) => [rule, threshold])).toEqual([
      ['frr<=0', null],
      ['fmr<=0', 9],
    ]);
    expect(report.operatingPoint).toMatchObject({ threshold: 9, from: 'chosen' });
    expect(report.warnings.find(({ code }) => code === 'rule-not-kept')?.message).toBe(
      'no threshold keeps frr<=0 on the rows to choose on',
    );
  });
});
