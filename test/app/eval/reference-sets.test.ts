import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../src/app/eval/figures/question.ts';
import type { Report } from '../../../src/app/eval/report.ts';
import { fileOf, runEval, setPath } from '../../support/eval-run.ts';

interface Rate {
  k: number;
  n: number;
  rate: number;
  clopperPearson95: [number, number];
  wilson95: [number, number];
  upper95: number;
}

interface Point {
  name: string;
  target: number;
  threshold: object;
  fmr: Rate;
  fnmr: Rate;
  belowResolution?: boolean;
  trialsNeededWithoutError?: number | null;
}

interface Figures {
  genuine: number;
  impostor: number;
  atThresholds: { threshold: number; fmr: Rate; fnmr: Rate; hter: number }[];
  maxFmr: Point[];
  maxFnmr: Point[];
  eer: { value: number; low: number; high: number; threshold: object; interpolated: number; convexHull: number };
  auc: { value: number; delong95: [number, number] | null };
  dPrime: number;
  mean: { genuine: number; impostor: number };
}

const expected = (name: string) => JSON.parse(readFileSync(join(setPath(name), '..', `${name}.expected.json`), 'utf8'));

/** The reference values have 12 digits. The beta quantile comes from a library. */
const near = (value: number | null | undefined, wanted: number, tolerance = 1e-9): void =>
  expect(Math.abs((value ?? Number.NaN) - wanted)).toBeLessThanOrEqual(tolerance);

function agrees(figure: Figure | null | undefined, wanted: Rate): void {
  expect(figure).toMatchObject({ k: wanted.k, n: wanted.n });
  near(figure?.rate, wanted.rate);
  for (const bound of [0, 1] as const) {
    near(figure?.clopperPearson[bound], wanted.clopperPearson95[bound], 1e-7);
    near(figure?.wilson[bound], wanted.wilson95[bound]);
  }
  // If no person is in several rows, the exact interval is shown, and the one-sided bound is that of the rule of three.
  if (figure?.method !== 'Clopper-Pearson') return;
  expect(figure.interval).toEqual(figure.clopperPearson);
  near(figure.upper, wanted.upper95, 1e-7);
}

function figuresAgree(report: Report, wanted: Figures): void {
  const { figures } = report;
  expect(figures).toMatchObject({ genuine: wanted.genuine, impostor: wanted.impostor });
  for (const { threshold, fmr, fnmr, hter } of wanted.atThresholds) {
    const point = report.atThresholds.find((each) => each.threshold === threshold);
    agrees(point?.fmr, fmr);
    agrees(point?.fnmr, fnmr);
    near(point?.hter, hter);
  }
  for (const rule of ['maxFmr', 'maxFnmr'] as const) {
    for (const { name, target, threshold, fmr, fnmr, ...facts } of wanted[rule]) {
      const point = figures?.[rule].find((each) => each.name === name);
      expect(point).toMatchObject({ target, threshold });
      agrees(point?.fmr, fmr);
      agrees(point?.fnmr, fnmr);
      if (facts.belowResolution !== undefined) expect(point).toMatchObject(facts);
    }
  }
  expect(figures?.eer?.threshold).toEqual(wanted.eer.threshold);
  for (const part of ['value', 'low', 'high', 'interpolated', 'convexHull'] as const) near(figures?.eer?.[part], wanted.eer[part]);
  near(figures?.auc?.value, wanted.auc.value);
  near(figures?.dPrime, wanted.dPrime);
  near(figures?.mean.genuine, wanted.mean.genuine);
  near(figures?.mean.impostor, wanted.mean.impostor);
}

/** The same rows in another file, because the same file twice would be refused. */
const copyOf = (name: string): Promise<string> => fileOf(`${readFileSync(setPath(name), 'utf8')}\n`);

const thresholdsOf = (figures: { atThresholds: { threshold: number }[] }): string[] =>
  figures.atThresholds.flatMap(({ threshold }) => ['--threshold', String(threshold)]);

describe('the reference sets', () => {
  it.each(['01-normal', '02-integers', '03-separated', '04-one-genuine', '06-subjects', '09-imbalance'])(
    '%s: all figures agree with the reference',
    async (name) => {
      const { figures } = expected(name) as { figures: Figures };
      const { exitCode, report } = await runEval(setPath(name), ...thresholdsOf(figures));
      expect(exitCode).toBe(0);
      figuresAgree(report, figures);
      const { delong95 } = figures.auc;
      if (report.figures?.auc?.method === 'DeLong')
        for (const bound of [0, 1] as const) near(report.figures.auc.interval?.[bound], delong95?.[bound] ?? Number.NaN);
      else expect(delong95 === null || report.figures?.auc?.method?.includes('bootstrap')).toBe(true);
    },
  );

  it('06-subjects: intervals by subject are in the ranges that 2,000 resamples of any generator give', async () => {
    const { bySubject } = expected('06-subjects');
    const { report } = await runEval(setPath('06-subjects'), '--threshold', String(bySubject.threshold));
    const at = report.atThresholds[0];
    const found = {
      fmr: at?.fmr?.bootstrap,
      fnmr: at?.fnmr?.bootstrap,
      eer: report.figures?.eer?.interval,
      fnmrAtFmr100: report.figures?.maxFmr.find(({ name }) => name === 'FMR100')?.fnmr?.bootstrap,
    };
    for (const [name, interval] of Object.entries(found)) {
      const { low, high } = bySubject[name].acceptFor2000;
      expect(interval?.[0]).toBeGreaterThanOrEqual(low[0] - 1e-12);
      expect(interval?.[0]).toBeLessThanOrEqual(low[1] + 1e-12);
      expect(interval?.[1]).toBeGreaterThanOrEqual(high[0] - 1e-12);
      expect(interval?.[1]).toBeLessThanOrEqual(high[1] + 1e-12);
    }
    const [low, high] = at?.fmr?.interval ?? [1, 0];
    const [narrowLow, narrowHigh] = bySubject.rowsAsIfIndependent95.fmr;
    expect(low).toBeLessThan(narrowLow);
    expect(high).toBeGreaterThan(narrowHigh);
  });

  it('06-subjects: without an error, people are counted in place of rows, and the wider interval is shown', async () => {
    const { report } = await runEval(setPath('06-subjects'), '--threshold', '80', '--threshold', '101', '--threshold', '0');
    const [least, none, all] = report.atThresholds;
    const ofSixty = 1 - 0.025 ** (1 / 60);
    expect(none).toMatchObject({ threshold: 80, fmr: { k: 0, n: 3540, method: 'outer of Clopper-Pearson over rows and over subjects' } });
    expect(none?.fmr?.interval[0]).toBe(0);
    near(none?.fmr?.interval[1], ofSixty);
    near(none?.fmr?.upper, 1 - 0.05 ** (1 / 60));
    // The same on the other side, where everyone is refused or accepted.
    near(all?.fnmr?.interval[0], 1 - ofSixty);
    near(least?.fmr?.interval[0], 1 - ofSixty);
    expect([all?.fnmr?.interval[1], least?.fmr?.interval[1]]).toEqual([1, 1]);
  });

  it('07-two-systems: each system, carried thresholds and both systems on the same pairs agree with the reference', async () => {
    const wanted = expected('07-two-systems');
    for (const system of ['score_a', 'score_b']) {
      const { all, transfer } = wanted.systems[system];
      const rules = transfer.map(({ rule }: { rule: string }) =>
        rule.startsWith('EER') ? 'eer' : rule.replace(/^.*FMR/, 'fmr').replaceAll(' ', ''),
      );
      const field = ['--field', `score=${system}`];
      figuresAgree((await runEval(setPath('07-two-systems'), ...field, ...thresholdsOf(all))).report, all);
      const { report } = await runEval(setPath('07-two-systems'), ...field, ...rules.flatMap((rule: string) => ['--choose', rule]));
      for (const [index, { threshold, interval, dev, eval: other, evalHter }] of transfer.entries()) {
        const choice = report.chosen?.choices[index];
        expect(choice).toMatchObject({ threshold, interval, chosenOn: 'dev', judgedOn: 'eval' });
        if (dev) for (const rate of ['fmr', 'fnmr'] as const) agrees(choice?.dev?.[rate], dev[rate]);
        for (const rate of ['fmr', 'fnmr'] as const) agrees(choice?.eval?.[rate], other[rate]);
        near(choice?.eval?.hter, evalHter);
      }
    }
    const { thresholds, ...classes } = wanted.comparison;
    const flags = [
      '--field',
      'score=score_a',
      '--field',
      'baseline=score_b',
      '--threshold',
      String(thresholds.score_a),
      '--baseline-threshold',
      String(thresholds.score_b),
    ];
    const { report } = await runEval(setPath('07-two-systems'), ...flags);
    const apart = await runEval(setPath('07-two-systems'), ...flags, '--baseline', await copyOf('07-two-systems'));
    expect(apart.report.againstBaseline?.joinedBy).toBe('label, subject and reference');
    expect(apart.report.againstBaseline?.withoutPartner).toEqual({ score: 0, baseline: 0 });
    for (const rate of ['fnmr', 'fmr'] as const) {
      const { pairs, onlyAWrong, onlyBWrong, bothWrong, difference, mcnemarExactP, differenceBySubject } = classes[rate];
      for (const found of [report.againstBaseline?.[rate], apart.report.againstBaseline?.[rate]]) {
        expect(found).toMatchObject({ pairs, onlyAWrong, onlyBWrong, bothWrong });
        near(found?.difference, difference);
        near((found?.mcnemarExactP ?? 0) / mcnemarExactP, 1, 1e-9);
        const { low, high } = differenceBySubject.acceptFor2000;
        expect(found?.interval?.[0]).toBeGreaterThanOrEqual(low[0]);
        expect(found?.interval?.[0]).toBeLessThanOrEqual(low[1]);
        expect(found?.interval?.[1]).toBeGreaterThanOrEqual(high[0]);
        expect(found?.interval?.[1]).toBeLessThanOrEqual(high[1]);
      }
    }
  });

  it('05-verdicts: every rate by verdict, by score, per transaction and with failures agrees with the reference', async () => {
    const wanted = expected('05-verdicts');
    const { report } = await runEval(setPath('05-verdicts'));
    expect(report.serviceThreshold).toMatchObject({ value: wanted.vendorThreshold, source: 'verdicts' });
    expect(report.operatingPoint?.threshold).toBe(wanted.vendorThreshold);
    const { genuine, impostor } = report.asDecided ?? {};
    for (const name of ['accepted', 'turnedAway', 'mustRetake', 'toAPerson', 'frr', 'bpcer', 'bpnrr'] as const)
      agrees(genuine?.[name], wanted.groups.genuine[name]);
    agrees(genuine?.fnmr, wanted.groups.genuine.fnmrAtVendorBar);
    for (const name of ['accepted', 'turnedAway', 'mustRetake', 'toAPerson', 'far'] as const)
      agrees(impostor?.[name], wanted.groups.impostor[name]);
    agrees(impostor?.fmr, wanted.groups.impostor.fmrAtVendorBar);
    for (const label of ['genuine', 'impostor'] as const) {
      const { rows, excluded, finished, transactions } = wanted.groups[label];
      expect(report.counts[label]).toMatchObject({ rows, finished, excluded: { ...excluded, unsure: 0 } });
      expect(report.transactions?.[label]).toMatchObject({ finished: transactions.finished, excluded: transactions.excluded });
      agrees(report.transactions?.[label].accepted, transactions.accepted);
      near(report.transactions?.[label].meanAttempts, transactions.meanAttempts);
    }
    const byScore = await runEval(setPath('05-verdicts'), ...thresholdsOf(wanted.byScore));
    figuresAgree(byScore.report, wanted.byScore);
    for (const { threshold, far, frr } of wanted.withFailures) {
      const point = byScore.report.atThresholds.find((each) => each.threshold === threshold);
      agrees(point?.far, far);
      agrees(point?.frr, frr);
      expect(point?.byScoreAlone).toBe(threshold < wanted.vendorThreshold);
    }
  });

  it('08-species: every species, the worst species and non-responses agree with the reference', async () => {
    const wanted = expected('08-species');
    const { report } = await runEval(setPath('08-species'), ...thresholdsOf(wanted));
    expect(report.kind).toBe('liveness');
    for (const { threshold, apcer, apcerMax, worstSpecies, bpcer, iapar, bonafideNotAccepted } of wanted.atThresholds) {
      const liveness = report.atThresholds.find((each) => each.threshold === threshold)?.liveness;
      for (const [species, rate] of Object.entries<Rate>(apcer)) agrees(liveness?.apcer[species], rate);
      for (const [species, rate] of Object.entries<Rate>(iapar)) agrees(liveness?.iapar[species], rate);
      agrees(liveness?.bpcer, bpcer);
      agrees(liveness?.bonafideNotAccepted, bonafideNotAccepted);
      expect(liveness?.worstSpecies).toBe(worstSpecies);
      near(liveness?.apcerMax, apcerMax);
      agrees(liveness?.bonafideNonResponse, wanted.bonafide.nonResponse);
      for (const [species, { nonResponse }] of Object.entries<{ nonResponse: Rate }>(wanted.species))
        agrees(liveness?.attackNonResponse[species], nonResponse);
    }
    for (const { name, maxApcer, threshold, worstSpecies, apcerMax, bpcer } of wanted.bpcerAtApcer) {
      const point = report.bpcerAtApcer?.find((each) => each.name === name);
      expect(point).toMatchObject({ maxApcer, threshold, worstSpecies });
      near(point?.apcerMax, apcerMax);
      agrees(point?.bpcer, bpcer);
    }
  });
});
