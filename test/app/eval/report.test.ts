import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type EvalRun, evalJson, evalText, fileOf, runEval, scoresCsv } from '../../support/eval-run.ts';

const csv = scoresCsv([90, 80], [10]);
const settingsOf = ({ report }: EvalRun) => report.settings;

describe('the report', () => {
  it('names its input', async () => {
    const path = await fileOf(csv);
    const { report } = await runEval(path);
    expect(report.input).toEqual({
      files: [{ name: path, format: 'csv', rows: 3, sha256: createHash('sha256').update(csv).digest('hex') }],
      rows: 3,
      people: 0,
      sandboxRows: 0,
      setAside: { duplicates: 0, differing: 0, sameFile: 0 },
      providers: [],
      actions: [],
    });
  });

  it('names its settings', async () => {
    const usual = {
      accepts: 'score >= threshold',
      unit: 'attempt',
      confidence: 0.95,
      resamples: 2000,
      seed: 1,
      generator: 'xoshiro128** 1.1, state by SplitMix64',
    };
    expect(settingsOf(await evalText(csv))).toEqual(usual);
    expect(settingsOf(await evalText(csv, '--distances'))).toEqual({ ...usual, accepts: 'score <= threshold' });
    const flags = ['--confidence', '99.5', '--resamples', '0', '--seed', '7', '--unit', 'transaction'];
    const other = await evalText('label,transaction,score\ngenuine,t,9\n', ...flags);
    expect(settingsOf(other)).toEqual({ ...usual, unit: 'transaction', confidence: 0.995, resamples: 0, seed: 7 });
  });

  it('has the confidence of its flag in every interval', async () => {
    const { report } = await evalText(csv, '--threshold', '50', '--confidence', '80');
    const low = 0.1 ** (1 / 2);
    expect(report.atThresholds[0]?.frr).toMatchObject({
      k: 0,
      n: 2,
      interval: [0, expect.closeTo(1 - low, 9)],
      upper: expect.closeTo(1 - 0.2 ** (1 / 2), 9),
    });
    const wilson = (1.2815515655446 * 1.2815515655446) / (2 + 1.2815515655446 * 1.2815515655446);
    expect(report.atThresholds[0]?.frr?.wilson).toEqual([0, expect.closeTo(wilson, 9)]);
  });

  it('counts rows of each class, also of liveness', async () => {
    const row = (label: string, more: object = {}) => ({ label, verdict: 'pass', score: 9, ...more });
    const rows = [
      row('genuine', { subject: 'a', reference: 'a' }),
      row('bona fide', { subject: 'a' }),
      row('genuine', { subject: 'b', score: null }),
      row('impostor', { subject: 'b', reference: 'c' }),
      row('impostor', { subject: 'd', verdict: 'pending' }),
      row('attack', { verdict: 'unsure' }),
      row('attack', { verdict: 'error' }),
      row('attack', { verdict: 'spoof', score: null }),
    ];
    const none = { pending: 0, expired: 0, error: 0, unsure: 0 };
    expect((await evalJson(rows)).report.counts).toEqual({
      genuine: { rows: 3, excluded: none, finished: 3, withScore: 2, people: 2 },
      impostor: { rows: 2, excluded: { ...none, pending: 1 }, finished: 1, withScore: 1, people: 2 },
      attack: { rows: 3, excluded: { ...none, error: 1, unsure: 1 }, finished: 1, withScore: 0, people: 0 },
    });
  });

  it('leaves out what nothing was asked for', async () => {
    expect((await evalText(csv, '--threshold', '50')).report).toMatchObject({
      schemaVersion: 1,
      kind: 'comparison',
      serviceThreshold: null,
      vendorClaims: [],
      asDecided: null,
      liveness: null,
      bpcerAtApcer: null,
      transactions: null,
      chosen: null,
      againstBaseline: null,
      byGroup: null,
      worstPeople: null,
      gate: null,
    });
  });

  it('has the liveness decisions of the service', async () => {
    const attack = (verdict: string) => ({ label: 'attack', species: 'mask', verdict, score: null });
    const { report } = await evalJson([attack('spoof'), attack('pass'), { label: 'genuine', verdict: 'pass', score: 9 }]);
    expect(report.liveness).toMatchObject({ apcer: { mask: { k: 1, n: 2 } }, worstSpecies: 'mask', apcerMax: 0.5, bpcer: { k: 0, n: 1 } });
    // A threshold of the comparison changes what is accepted, and not what liveness decided.
    const low = { label: 'attack', species: 'mask', verdict: 'pass', score: 5 };
    const rows = [
      attack('spoof'),
      low,
      { ...low, score: 9 },
      { label: 'genuine', verdict: 'pass', score: 9 },
      { label: 'genuine', verdict: 'pass', score: 7 },
    ];
    const at = (await evalJson(rows, '--threshold', '8')).report.atThresholds[0]?.liveness;
    expect(at).toMatchObject({
      apcer: { mask: { k: 2, n: 3 } },
      iapar: { mask: { k: 1, n: 3 } },
      bpcer: { k: 0, n: 2 },
      bonafideNotAccepted: { k: 1, n: 2 },
    });
  });
});

describe('the figures of a group', () => {
  const rows = [
    'genuine,phone,pass,90,70',
    'genuine,phone,mismatch,75,70',
    'genuine,,pass,80,70',
    'impostor,phone,mismatch,60,70',
    'impostor,laptop,pass,71,70',
  ];
  const verdicts = ['label,device,verdict,score,threshold', ...rows].join('\n');
  const shownOf = ({ report }: EvalRun) =>
    report.byGroup?.map(({ group, threshold, from, fnmr, fmr }) => [
      group,
      threshold,
      from,
      fnmr && [fnmr.k, fnmr.n],
      fmr && [fmr.k, fmr.n],
    ]);

  it('are by verdict when the service decided', async () => {
    expect(shownOf(await evalText(verdicts, '--group', 'device'))).toEqual([
      ['laptop', null, 'service', null, [1, 1]],
      ['phone', null, 'service', [1, 2], [0, 1]],
      [null, null, 'service', [0, 1], null],
    ]);
  });

  it('are at a threshold when a flag names one, also with distances', async () => {
    expect(shownOf(await evalText(verdicts, '--group', 'device', '--threshold', '74'))).toEqual([
      ['laptop', 74, 'flag', null, [0, 1]],
      ['phone', 74, 'flag', [0, 2], [0, 1]],
      [null, 74, 'flag', [0, 1], null],
    ]);
    const distances = ['label,device,score', 'genuine,a,0.2', 'genuine,a,0.4', 'impostor,a,0.3', 'impostor,b,0.9'].join('\n');
    expect(shownOf(await evalText(distances, '--group', 'device', '--threshold', '0.3', '--distances'))).toEqual([
      ['a', 0.3, 'flag', [1, 2], [1, 1]],
      ['b', 0.3, 'flag', null, [0, 1]],
    ]);
  });

  it('are at the threshold that was picked, without an HTER', async () => {
    const { report } = await evalText(['label,device,score', 'genuine,a,9', 'impostor,a,1'].join('\n'), '--group', 'device');
    expect(report.byGroup).toMatchObject([{ group: 'a', threshold: 9, from: 'picked', hter: null, byScoreAlone: false }]);
  });
});
