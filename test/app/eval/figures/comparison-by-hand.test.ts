import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../../src/app/eval/report.ts';
import { type CountedPoint, countedEqualError, countedPoints, countedSeparation } from '../../../support/counted-figures.ts';
import { evalText } from '../../../support/eval-run.ts';

const near = (found: number | null | undefined, wanted: number, what: string): void =>
  expect(Math.abs((found ?? Number.NaN) - wanted), `${what}: ${found}, not ${wanted}`).toBeLessThan(1e-9);

/** Thresholds as the report shows them: for distances with the opposite sign. */
const shown = ({ above, upTo }: Pick<CountedPoint, 'above' | 'upTo'>, distances: boolean) => {
  const turned = (value: number | null): number | null => (value === null ? null : 0 - value);
  return distances ? { from: turned(upTo), below: turned(above) } : { above, upTo };
};

/** The fewest trials without an error of which the chance is at most 5 % if the rate is at the limit. */
const trialsFor = (limit: number): number | null => (limit === 0 ? null : Math.ceil(Math.log(0.05) / Math.log(1 - limit)));

function checkLimits({ figures }: Report, points: readonly CountedPoint[], rows: [number, number], distances: boolean): void {
  for (const { name, target, threshold, fmr, fnmr, belowResolution, trialsNeededWithoutError } of figures?.maxFmr ?? []) {
    const wanted = points.find((point) => point.fmr <= target) as CountedPoint;
    expect(threshold, name).toEqual(shown(wanted, distances));
    expect([fmr?.k, fmr?.n, fnmr?.k, fnmr?.n], name).toEqual([wanted.accepted, rows[1], wanted.refused, rows[0]]);
    expect(belowResolution, name).toBe(target > 0 && target * rows[1] < 1);
    expect(trialsNeededWithoutError, name).toBe(trialsFor(target));
    expect(name).toBe(target === 0 ? 'zeroFMR' : `FMR${1 / target}`);
  }
  for (const { name, target, threshold, fmr, fnmr } of figures?.maxFnmr ?? []) {
    const wanted = points.findLast((point) => point.fnmr <= target) as CountedPoint;
    expect(threshold, name).toEqual(shown(wanted, distances));
    expect([fmr?.k, fmr?.n, fnmr?.k, fnmr?.n], name).toEqual([wanted.accepted, rows[1], wanted.refused, rows[0]]);
    expect(name).toBe(target === 0 ? 'zeroFNMR' : `FNMR${1 / target}`);
  }
  expect(figures?.maxFmr.map(({ target }) => target)).toEqual([0.1, 0.05, 0.01, 0.001, 0.0001, 0]);
  expect(figures?.maxFnmr.map(({ target }) => target)).toEqual([0.05, 0.01, 0]);
}

function checkSeparation({ figures }: Report, genuine: readonly number[], impostor: readonly number[], sign: number): void {
  const wanted = countedSeparation(genuine, impostor);
  near(figures?.auc?.value, wanted.auc, 'auc');
  for (const end of [0, 1] as const) {
    if (wanted.interval) near(figures?.auc?.interval?.[end], wanted.interval[end] as number, 'interval of auc');
    else expect(figures?.auc?.interval).toBeNull();
  }
  if (wanted.dPrime === null) expect(figures?.dPrime).toBeNull();
  else near(figures?.dPrime, wanted.dPrime, 'dPrime');
  near(figures?.mean.genuine, sign * wanted.mean.genuine, 'mean');
  near(figures?.mean.impostor, sign * wanted.mean.impostor, 'mean');
}

const scores = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 14 });
const failures = fc.integer({ min: 0, max: 2 });
const threshold = fc.integer({ min: -1, max: 13 });

describe('the figures of a comparison', () => {
  it('are those that a separate count of all thresholds and pairs finds', async () => {
    await fc.assert(
      fc.asyncProperty(
        scores,
        scores,
        failures,
        failures,
        threshold,
        fc.boolean(),
        async (genuine, impostor, lost, missed, at, distances) => {
          const sign = distances ? -1 : 1;
          const row = (label: string) => (score: number | string) => `${label},${typeof score === 'number' ? sign * score : ''}`;
          const rows = [
            ...[...genuine, ...new Array<string>(lost).fill('')].map(row('genuine')),
            ...[...impostor, ...new Array<string>(missed).fill('')].map(row('impostor')),
          ];
          const flags = ['--threshold', String(sign * at), ...(distances ? ['--distances'] : [])];
          const { report } = await evalText(['label,score', ...rows].join('\n'), ...flags);
          const [accepted, refused] = [impostor.filter((score) => score >= at).length, genuine.filter((score) => score < at).length];
          const [people, tries] = [genuine.length + lost, impostor.length + missed];
          expect(report.atThresholds).toMatchObject([
            {
              threshold: 0 + sign * at,
              byScoreAlone: false,
              fmr: { k: accepted, n: impostor.length },
              far: { k: accepted, n: tries },
              fnmr: { k: refused, n: genuine.length },
              frr: { k: refused + lost, n: people },
              turnedAway: { k: refused, n: people },
              mustRetake: { k: lost, n: people },
              toAPerson: { k: 0, n: people },
            },
          ]);
          near(report.atThresholds[0]?.hter, (accepted / impostor.length + refused / genuine.length) / 2, 'hter');
          const points = countedPoints(genuine, impostor);
          checkLimits(report, points, [genuine.length, impostor.length], distances);
          checkSeparation(report, genuine, impostor, sign);
          const equal = countedEqualError(points);
          expect(report.figures?.eer?.threshold).toEqual(shown(equal.threshold, distances));
          for (const part of ['value', 'low', 'high', 'interpolated', 'convexHull'] as const)
            near(report.figures?.eer?.[part], equal[part], part);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('have a row for each limit of a flag, between the usual ones', async () => {
    const { report } = await evalText('label,score\ngenuine,3\nimpostor,1\nimpostor,2\n', '--max-fmr', '0.5', '--max-fnmr', '0.3');
    expect(report.figures?.maxFmr.map(({ name }) => name)).toEqual(['FMR2', 'FMR10', 'FMR20', 'FMR100', 'FMR1000', 'FMR10000', 'zeroFMR']);
    expect(report.figures?.maxFmr[0]).toMatchObject({ threshold: { above: 1, upTo: 2 }, round: 2, belowResolution: false });
  });

  it('are none when a class has no score', async () => {
    for (const csv of ['label,score\ngenuine,1\ngenuine,2\nimpostor,\n', 'label,score\ngenuine,\nimpostor,1\nimpostor,2\n']) {
      const { report } = await evalText(csv);
      expect(report.figures).toMatchObject({ auc: null, eer: null, dPrime: null });
    }
  });

  it('have no mean and no distance of means if the sum of scores is beyond a double', async () => {
    const { report } = await evalText('label,score\ngenuine,1e308\ngenuine,1e308\nimpostor,1\nimpostor,2\n');
    expect(report.figures).toMatchObject({ mean: { genuine: null, impostor: 1.5 }, dPrime: null, auc: { value: 1 } });
  });
});
