import { describe, expect, it } from 'vitest';
import { evalJson } from '../../../support/eval-run.ts';

const row = (label: string, verdict: string, score: number | null, threshold: number) => ({ label, verdict, score, threshold });

describe('thresholds with known rates', () => {
  it.each([
    [70, 69.99999999999999],
    [0, -5e-324],
    [-70, -70.00000000000001],
    [0.5, 0.49999999999999994],
    [1, 0.9999999999999999],
    [-1, -1.0000000000000002],
  ])('begin exactly at %d, the threshold of the service, if refusals have no score', async (service, justBelow) => {
    const rows = [
      row('genuine', 'pass', service + 5, service),
      row('genuine', 'mismatch', null, service),
      row('impostor', 'mismatch', null, service),
    ];
    const { report } = await evalJson(rows);
    for (const point of report.figures?.maxFmr ?? [])
      expect(point).toMatchObject({ threshold: { above: justBelow, upTo: service + 5 }, fmr: { k: 0, n: 1 }, fnmr: { k: 1, n: 2 } });
    for (const point of report.figures?.maxFnmr ?? []) expect(point).toMatchObject({ threshold: null, fmr: null, fnmr: null });
  });

  it('begin at a score that equals it', async () => {
    const rows = [
      row('genuine', 'pass', 70, 70),
      row('genuine', 'pass', 60, 70),
      row('genuine', 'mismatch', null, 70),
      row('impostor', 'mismatch', null, 70),
    ];
    const { report } = await evalJson(rows);
    expect(report.figures?.maxFmr[0]).toMatchObject({ threshold: { above: 69.99999999999999, upTo: 70 }, fnmr: { k: 2, n: 3 } });
  });

  it('end at it if passes have no score', async () => {
    const rows = [
      row('genuine', 'pass', null, 70),
      row('genuine', 'mismatch', 60, 70),
      row('impostor', 'mismatch', 50, 70),
      row('impostor', 'mismatch', 65, 70),
    ];
    const { report } = await evalJson(rows);
    expect(report.figures?.maxFmr.at(-1)).toMatchObject({ name: 'zeroFMR', threshold: { above: 65, upTo: null }, fnmr: { k: 1, n: 2 } });
    expect(report.figures?.maxFnmr.at(-1)).toMatchObject({ name: 'zeroFNMR', threshold: { above: 50, upTo: 60 }, fmr: { k: 1, n: 2 } });
    expect(report.figures?.auc).toBeNull();
  });

  it('are none if the threshold of the service is not known, so there are no equal errors', async () => {
    const rows = [
      { label: 'genuine', verdict: 'mismatch', score: null },
      { label: 'genuine', verdict: 'mismatch', score: 80 },
      { label: 'impostor', verdict: 'mismatch', score: 10 },
    ];
    const { report } = await evalJson(rows);
    expect(report.figures).toMatchObject({ eer: null, auc: null, dPrime: null });
    for (const point of report.figures?.maxFmr ?? []) expect(point.threshold).toBeNull();
  });

  it('have no equal errors if the rates cross below the first one', async () => {
    const at = async (score: number | null) => {
      const rows = [
        row('genuine', 'mismatch', null, 70),
        row('genuine', 'pass', 90, 70),
        row('impostor', 'mismatch', score, 70),
        row('impostor', 'pass', 80, 70),
      ];
      return (await evalJson(rows)).report.figures?.eer;
    };
    // At the first known rung, one of two is refused and one of two is accepted.
    expect(await at(null)).toMatchObject({ value: 0.5, threshold: { above: 69.99999999999999, upTo: 80 } });
    const more = [
      row('genuine', 'mismatch', null, 70),
      row('genuine', 'mismatch', null, 70),
      row('genuine', 'pass', 90, 70),
      row('impostor', 'mismatch', null, 70),
      row('impostor', 'pass', 80, 70),
    ];
    expect((await evalJson(more)).report.figures?.eer).toBeNull();
  });
});
