import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { probit, trialsNeeded, upperBound } from '../../../src/app/eval/figures/exact.ts';
import { evalJson, evalText, scoresCsv, setPath } from '../../support/eval-run.ts';

const edge = JSON.parse(readFileSync(join(setPath('x'), '..', '10-edge-cases.json'), 'utf8'));

type Rate = { k: number; n: number; clopperPearson95: [number, number] } | null;

interface SmallSet {
  name: string;
  genuine: number[];
  impostor: number[];
  // biome-ignore lint/suspicious/noExplicitAny: each set expects other things.
  expect: any;
}

const near = (value: number | null | undefined, wanted: number, tolerance = 1e-9): void =>
  expect(Math.abs((value ?? Number.NaN) - wanted)).toBeLessThanOrEqual(tolerance);

/** One set, about doubles, writes a threshold with 12 digits. It means the next double after 70. */
const exactThreshold = (name: string, threshold: number): number =>
  name === 'double, not single precision' && threshold === 70 ? 70.00000000000001 : threshold;

describe('the figures of small sets', () => {
  it.each(edge.cases as SmallSet[])('are those of the set: $name', async ({ name, genuine, impostor, expect: wanted }) => {
    const thresholds = wanted.atThresholds.map(({ threshold }: { threshold: number }) => exactThreshold(name, threshold));
    const { exitCode, report } = await evalText(
      scoresCsv(genuine, impostor),
      ...thresholds.flatMap((each: number) => ['--threshold', String(each)]),
    );
    expect(exitCode).toBe(0);
    for (const [index, { fmr, fnmr }] of wanted.atThresholds.entries()) {
      const point = report.atThresholds.find(({ threshold }) => threshold === thresholds[index]);
      for (const [found, rate] of [
        [point?.fmr, fmr],
        [point?.fnmr, fnmr],
      ] as [{ k: number; n: number; clopperPearson: readonly number[] } | null, Rate][]) {
        if (rate === null) {
          expect(found).toBeNull();
          continue;
        }
        expect(found).toMatchObject({ k: rate.k, n: rate.n });
        for (const bound of [0, 1]) near(found?.clopperPearson[bound], rate.clopperPearson95[bound] as number, 1e-7);
      }
    }
    if (wanted.auc === null) expect(report.figures?.auc).toBeNull();
    else near(report.figures?.auc?.value, wanted.auc);
    if (wanted.eer === null) expect(report.figures?.eer).toBeNull();
    else {
      expect(report.figures?.eer?.threshold).toEqual(wanted.eer.threshold);
      for (const part of ['value', 'low', 'high', 'interpolated', 'convexHull'] as const)
        near(report.figures?.eer?.[part], wanted.eer[part]);
    }
    if (wanted.zeroFMR) {
      const zero = report.figures?.maxFmr.find((point) => point.name === 'zeroFMR');
      expect(zero?.threshold).toEqual(wanted.zeroFMR.threshold);
      near(zero?.fnmr?.rate, wanted.zeroFMR.fnmr);
    }
    expect(report.warnings.some(({ code }) => code === 'reversed-scores')).toBe(wanted.reversedNotice === true);
  });

  it('accept a score that equals the threshold, compared as doubles', async () => {
    const { report } = await evalText(scoresCsv([70.1, 0.3, 70], [70.1]), '--threshold', '70', '--threshold', '70.1');
    expect(report.atThresholds.map(({ fnmr, fmr }) => [fnmr?.k, fmr?.k])).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });
});

describe('distances', () => {
  it('give the same figures as scores with the opposite sign', async () => {
    const [genuine, impostor] = [
      [0.1, 0.2, 0.3, 0.35],
      [0.3, 0.5, 0.9],
    ];
    const { report } = await evalText(scoresCsv(genuine, impostor), '--distances', '--threshold', '0.3');
    expect(report.atThresholds[0]).toMatchObject({ threshold: 0.3, fnmr: { k: 1, n: 4 }, fmr: { k: 1, n: 3 } });
    expect(report.figures?.maxFmr.at(-1)).toMatchObject({
      name: 'zeroFMR',
      threshold: { from: 0.2, below: 0.3 },
      round: 0.2,
      fnmr: { k: 2 },
    });
    expect(report.figures?.mean.genuine).toBeCloseTo(0.2375, 12);
    const turned = await evalText(
      scoresCsv(
        genuine.map((score) => -score),
        impostor.map((score) => -score),
      ),
      '--threshold',
      '-0.3',
    );
    expect(report.figures?.auc?.value).toBe(turned.report.figures?.auc?.value);
    expect(report.figures?.eer?.value).toBe(turned.report.figures?.eer?.value);
  });
});

describe('rows with verdicts', () => {
  const [refusals, sandbox] = edge.rowCases;
  const rowsOf = (rows: [string, string, number | null, object?][]) =>
    rows.map(([label, verdict, score, more = {}]) => ({ label, verdict, score, ...more }));

  it.each([true, false])(
    'that are refusals without a score count from the service’s threshold up (threshold in the rows: %s)',
    async (named) => {
      const rows = rowsOf(refusals.rows).map((row) => (named ? { ...row, threshold: 70 } : row));
      const thresholds = refusals.expect.map(({ threshold }: { threshold: number }) => threshold);
      const { report } = await evalJson(rows, ...thresholds.flatMap((each: number) => ['--threshold', String(each)]));
      for (const { threshold, fmr, fnmr } of refusals.expect) {
        const point = report.atThresholds.find((each) => each.threshold === threshold);
        // Without the service's threshold, only one fact is known: the score is not above that of the lowest pass.
        const known = fmr !== null && (named || threshold >= 75);
        for (const [found, wanted] of [
          [point?.fmr, fmr],
          [point?.fnmr, fnmr],
        ]) {
          if (known) expect(found).toMatchObject({ k: wanted[0], n: wanted[1] });
          else expect(found).toBeNull();
        }
      }
      expect(report.figures?.auc).toBeNull();
      expect(report.figures?.eer).not.toMatchObject({ value: 0 });
      expect(report.warnings.map(({ code }) => code)).toContain('scores-missing');
      // The lowest threshold that certainly keeps the limit is the service's own.
      const [loosest] = report.figures?.maxFmr ?? [];
      if (named) expect(loosest).toMatchObject({ threshold: { above: 75, upTo: 80 }, round: 80 });
    },
  );

  it('of the sandbox give figures, and meet no limit', async () => {
    const { exitCode, report } = await evalJson(rowsOf(sandbox.rows), '--max-fnmr', '1');
    expect(report.sentence).toMatch(/^Sandbox rows, no face was compared\. /);
    expect(report.asDecided?.genuine.accepted).toMatchObject({ k: 1, n: 1 });
    expect(report.gate).toMatchObject({ answer: 'not shown', limits: [{ because: expect.stringContaining('sandbox') }] });
    expect(exitCode).toBe(40);
  });

  it('of two actions are refused, because they have two scales', async () => {
    const rows = rowsOf([
      ['genuine', 'pass', 90, { action: 'CompareFaceLiveness' }],
      ['impostor', 'mismatch', 20, { action: 'CompareFace' }],
    ]);
    const { exitCode, err } = await evalJson(rows);
    expect(exitCode).toBe(4);
    expect(JSON.parse(err).error.message).toBe('the rows are of 2 actions: CompareFaceLiveness, CompareFace');
  });

  const media = (label: string, verdict: string, score: number | null, image: string, video: string) => ({
    label,
    verdict,
    score,
    media: { image, video },
  });

  it('count a pair of files once, with a warning when a repeated answer differs', async () => {
    const { report } = await evalJson([
      media('genuine', 'pass', 91.2, 'a', 'b'),
      media('genuine', 'pass', 91.2, 'a', 'b'),
      media('genuine', 'pass', 70, 'a', 'b'),
    ]);
    expect(report.input).toMatchObject({ rows: 1, setAside: { duplicates: 2, differing: 1, sameFile: 0 } });
    expect(report.asDecided?.genuine.accepted).toMatchObject({ k: 1, n: 1 });
    expect(report.warnings.map(({ code }) => code)).toEqual(expect.arrayContaining(['duplicate-pairs', 'differing-answers']));
  });

  it('use the repeat of a failed call as its answer', async () => {
    const { report } = await evalJson([media('genuine', 'error', null, 'a', 'b'), media('genuine', 'pass', 80, 'a', 'b')]);
    expect(report.counts.genuine).toMatchObject({ rows: 1, finished: 1 });
  });

  it('leave out a genuine row that compares a file with itself, and refuse an impostor row that does', async () => {
    const { report } = await evalJson([media('genuine', 'pass', 100, 'a', 'a'), media('genuine', 'pass', 90, 'a', 'b')]);
    expect(report.input.setAside.sameFile).toBe(1);
    expect(report.asDecided?.genuine.accepted).toMatchObject({ k: 1, n: 1 });
    const { exitCode, err } = await evalJson([media('genuine', 'pass', 90, 'a', 'b'), media('impostor', 'pass', 100, 'a', 'a')]);
    expect(exitCode).toBe(4);
    expect(JSON.parse(err).error.problems[0]).toMatchObject({ flag: expect.stringMatching(/line 2, column label$/) });
  });

  it('cannot label one pair of files as genuine and as impostor', async () => {
    const { exitCode, err } = await evalJson([media('genuine', 'pass', 90, 'a', 'b'), media('impostor', 'mismatch', 20, 'a', 'b')]);
    expect(exitCode).toBe(4);
    expect(JSON.parse(err).error.problems[0].message).toBe('labelled impostor, and the same files genuine on line 1');
  });
});

describe('a line of a table', () => {
  it.each(edge.inputLines as { text: string; expect: string }[])('with $text is: $expect', async ({ text, expect: wanted }) => {
    const { exitCode, report, err } = await evalText(`label,score\ngenuine,1\nimpostor,0\n${text}\n`);
    if (/^\d+$/.test(wanted)) expect(report.figures?.mean.genuine).toBe((1 + Number(wanted)) / 2);
    else if (wanted.startsWith('refused')) {
      expect(exitCode).toBe(4);
      expect(JSON.parse(err).error).toMatchObject({ exitCode: 4, problems: [{ flag: expect.stringContaining('line 4') }] });
      if (wanted.includes('comma')) expect(err).toContain('decimal comma');
      if (wanted.includes('known')) expect(err).toContain('genuine, mated, same or 1');
    } else if (wanted.startsWith('taken')) expect(report.counts.genuine.finished).toBe(2);
    else {
      expect(report.counts.genuine).toMatchObject({ finished: 2, withScore: 1 });
      expect(report.operatingPoint?.frr).toMatchObject({ n: 2 });
      expect(report.warnings.map(({ code }) => code)).toContain('failures-to-acquire');
    }
  });
});

describe('figures of other implementations', () => {
  it.each(edge.probit as [number, number][])('give the probit of %d', (share, wanted) => near(probit(share), wanted, 1e-9));

  it.each(edge.sampleSize as Record<string, number>[])(
    'give the number of trials that shows $bar',
    ({ bar = 0, zeroErrors, oneError, threeErrors }) => {
      expect([0, 1, 3].map((errors) => trialsNeeded(bar, errors, 0.95))).toEqual([zeroErrors, oneError, threeErrors]);
      for (const [errors, trials] of [
        [0, zeroErrors],
        [1, oneError],
        [3, threeErrors],
      ] as [number, number][]) {
        expect(upperBound(errors, trials, 0.95)).toBeLessThanOrEqual(bar * (1 + 1e-7));
        expect(upperBound(errors, trials - 1, 0.95)).toBeGreaterThan(bar * (1 - 1e-7));
      }
    },
  );
});
