import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../../src/app/eval/figures/question.ts';
import { type NamedRow, ratesAt, spreadOf, type Weighted, weightedShare } from '../../../support/counted-resamples.ts';
import { type EvalRun, evalText } from '../../../support/eval-run.ts';

const name = (index: number): string => `p${String(index).padStart(2, '0')}`;

/** Twelve people with two genuine rows each, and with three of the others. */
const rows: NamedRow[] = Array.from({ length: 12 }, (_, i) => {
  const genuine = [0, 1].map((j) => ({
    label: 'genuine' as const,
    subject: name(i),
    reference: name(i),
    score: 20 + ((i * 7 + j * 11) % 17),
    other: 18 + ((i * 5 + j * 3) % 19),
  }));
  const impostor = [1, 4, 5].map((step) => ({
    label: 'impostor' as const,
    subject: name(i),
    reference: name((i + step) % 12),
    score: 10 + ((i * 5 + step * 3) % 16),
    other: 9 + ((i * 3 + step * 7) % 17),
  }));
  return [...genuine, ...impostor];
}).flat();

const [seed, resamples] = [7, 250];

const csv = [
  'label,subject,reference,score,other',
  ...rows.map(({ label, subject, reference, score, other }) => [label, subject, reference, score, other].join(',')),
].join('\n');

const run = (...flags: readonly string[]): Promise<EvalRun> =>
  evalText(csv, '--seed', String(seed), '--resamples', String(resamples), ...flags);

const near = (found: number | undefined, wanted: number, what: string): void =>
  expect(Math.abs((found ?? Number.NaN) - wanted), `${what}: ${found}, not ${wanted}`).toBeLessThan(1e-9);

function expectSpread(interval: readonly number[] | null | undefined, figure: (rows: Weighted) => number, what: string): void {
  const { low, high } = spreadOf(rows, seed, resamples, figure);
  near(interval?.[0], low, `${what}, low`);
  near(interval?.[1], high, `${what}, high`);
}

/** The interval that is shown is the outer one of that of the rows and that of the people. */
function expectOuter(figure: Figure | null | undefined): void {
  const [exact, bootstrap] = [figure?.clopperPearson, figure?.bootstrap] as [readonly [number, number], readonly [number, number]];
  expect(figure?.interval).toEqual([Math.min(exact[0], bootstrap[0]), Math.max(exact[1], bootstrap[1])]);
  expect(figure?.method).toBe('outer of Clopper-Pearson and bootstrap by subject');
  expect(figure?.people).toBe(12);
}

const thresholds = [...new Set(rows.map(({ score }) => score)), 99].sort((a, b) => a - b);
const lowest = (sample: Weighted, holds: (rates: ReturnType<typeof ratesAt>) => boolean): number | undefined =>
  thresholds.find((threshold) => holds(ratesAt(sample, threshold)));

describe('the bootstrap by subject', () => {
  it('gives the percentiles of a separate bootstrap for rates at a threshold', async () => {
    const { report } = await run('--threshold', '22');
    const [point] = report.atThresholds;
    for (const rate of ['fmr', 'fnmr'] as const) {
      expectSpread(point?.[rate]?.bootstrap, (sample) => ratesAt(sample, 22)[rate], rate);
      expectOuter(point?.[rate]);
      const { upper } = spreadOf(rows, seed, resamples, (sample) => ratesAt(sample, 22)[rate]);
      expect(point?.[rate]?.upper).toBeGreaterThanOrEqual(upper - 1e-9);
    }
  });

  it('uses the upper bound of the people if it is over that of the rows', async () => {
    // Two of six people are always refused.
    const few: NamedRow[] = Array.from({ length: 60 }, (_, i) => ({
      label: 'genuine',
      subject: name(i % 6),
      reference: name(i % 6),
      score: i % 6 < 2 ? 10 : 90,
    }));
    const table = few.map(({ subject, score }) => `genuine,${subject},${score}`);
    const { report } = await evalText(
      ['label,subject,score', ...table].join('\n'),
      '--threshold',
      '50',
      '--seed',
      '3',
      '--resamples',
      '300',
    );
    const { low, high, upper } = spreadOf(few, 3, 300, (sample) => ratesAt(sample, 50).fnmr);
    const fnmr = report.atThresholds[0]?.fnmr;
    near(fnmr?.upper, upper, 'upper');
    near(fnmr?.interval[0], low, 'low');
    near(fnmr?.interval[1], high, 'high');
  });

  it('counts the first person by name also if that person is only claimed to be', async () => {
    const claims: NamedRow[] = Array.from({ length: 30 }, (_, i) => ({
      label: 'impostor',
      subject: name(1 + (i % 5)),
      reference: name(i % 3 === 0 ? 0 : 6 + (i % 4)),
      score: i % 3 === 0 ? 90 : 10,
    }));
    const table = claims.map(({ subject, reference, score }) => `impostor,${subject},${reference},${score}`);
    const flags = ['--threshold', '50', '--seed', '5', '--resamples', '300'];
    const { report } = await evalText(['label,subject,reference,score', ...table].join('\n'), ...flags);
    const { low, high } = spreadOf(claims, 5, 300, (sample) => ratesAt(sample, 50).fmr);
    near(report.atThresholds[0]?.fmr?.bootstrap?.[0], low, 'low');
    near(report.atThresholds[0]?.fmr?.bootstrap?.[1], high, 'high');
  });

  it('chooses the threshold of a limit again in each resample', async () => {
    const { report } = await run();
    const atFmr = report.figures?.maxFmr.find(({ target }) => target === 0.05);
    const atFnmr = report.figures?.maxFnmr.find(({ target }) => target === 0.05);
    expectSpread(
      atFmr?.fnmr?.bootstrap,
      (sample) => ratesAt(sample, lowest(sample, ({ fmr }) => fmr <= 0.05) ?? Number.NaN).fnmr,
      'FNMR at an FMR of 5 %',
    );
    const highestKept = (sample: Weighted): number => thresholds.findLast((each) => ratesAt(sample, each).fnmr <= 0.05) ?? Number.NaN;
    expectSpread(atFnmr?.fmr?.bootstrap, (sample) => ratesAt(sample, highestKept(sample)).fmr, 'FMR at an FNMR of 5 %');
    // The rate of the limit itself is that at the threshold of all rows.
    const { upTo = Number.NaN } = (atFmr?.threshold ?? {}) as { upTo?: number };
    expectSpread(atFmr?.fmr?.bootstrap, (sample) => ratesAt(sample, upTo).fmr, 'FMR at its threshold');
  });

  it('gives the equal error rate and the area of each resample', async () => {
    const { report } = await run();
    const equalError = (sample: Weighted): number => {
      const points = thresholds.map((threshold) => ratesAt(sample, threshold));
      const after = points.findIndex(({ fmr, fnmr }) => fnmr >= fmr);
      const second = points[after];
      if (!second) return Number.NaN;
      const first = second.fmr === second.fnmr ? second : (points[after - 1] as typeof second);
      const used = first.fmr + first.fnmr <= second.fmr + second.fnmr ? first : second;
      return (used.fmr + used.fnmr) / 2;
    };
    expectSpread(report.figures?.eer?.interval, equalError, 'equal error rate');
    expect(report.figures?.eer?.method).toBe('bootstrap by subject');
    const area = (sample: Weighted): number => {
      const impostors = sample.filter(({ label }) => label === 'impostor');
      const genuine = sample.filter(({ label }) => label === 'genuine');
      const all = genuine.reduce((sum, { weight }) => sum + weight, 0);
      const beaten = ({ score, weight }: Weighted[number]): number =>
        weight *
        (weightedShare(impostors, (other) => other.score < score) + weightedShare(impostors, (other) => other.score === score) / 2);
      return genuine.reduce((sum, row) => sum + beaten(row), 0) / all;
    };
    const auc = report.figures?.auc;
    const { low, high } = spreadOf(rows, seed, resamples, area);
    expect(auc?.method).toBe('outer of DeLong and bootstrap by subject');
    expect(auc?.interval?.[0]).toBeLessThanOrEqual(low + 1e-9);
    expect(auc?.interval?.[1]).toBeGreaterThanOrEqual(high - 1e-9);
    expect([auc?.interval?.[0], auc?.interval?.[1]].some((end) => [low, high].some((bound) => Math.abs((end ?? 9) - bound) < 1e-9))).toBe(
      true,
    );
  });

  it('gives the difference of two systems in each resample', async () => {
    const { report } = await run('--threshold', '22', '--field', 'baseline=other', '--baseline-threshold', '21');
    for (const [rate, label] of [
      ['fnmr', 'genuine'],
      ['fmr', 'impostor'],
    ] as const) {
      const isWrong = (score: number, threshold: number): boolean => score >= threshold !== (label === 'genuine');
      const of = rows.filter((row) => row.label === label);
      const [here, there] = [of.map(({ score }) => isWrong(score, 22)), of.map(({ other = 0 }) => isWrong(other, 21))];
      const found = report.againstBaseline?.[rate];
      expect(found).toMatchObject({
        pairs: of.length,
        onlyAWrong: here.filter((wrong, i) => wrong && !there[i]).length,
        onlyBWrong: there.filter((wrong, i) => wrong && !here[i]).length,
        bothWrong: here.filter((wrong, i) => wrong && there[i]).length,
        method: 'bootstrap by subject',
      });
      const difference = (sample: Weighted): number => {
        const one = sample.filter((row) => row.label === label);
        return weightedShare(one, ({ score }) => isWrong(score, 22)) - weightedShare(one, ({ other = 0 }) => isWrong(other, 21));
      };
      expectSpread(found?.interval, difference, `difference of ${rate}`);
    }
  });
});
