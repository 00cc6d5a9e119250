import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Judgement,
  lowestThreshold,
  oddsOf,
  type PublishedThreshold,
  rateInWords,
  type Score,
  scoreAt,
  thresholdOf,
} from '../../../src/core/judge/judgement.ts';

const thresholds: readonly PublishedThreshold[] = [
  { score: 40, falseAcceptRate: 0.01 },
  { score: 50, falseAcceptRate: 0.001 },
  { score: 60, falseAcceptRate: 0.0001 },
];
const single: Score = { path: 'Sim', of: 'comparison', threshold: 70, validFor: ['ok'], required: true };
const several: Score = { ...single, threshold: 50, thresholds, ownThresholds: 'Bars' };
const none: Score = { ...single, threshold: null };
const of = (score: Score): Judgement => ({
  checked: ['comparison'],
  decision: { path: 'R', type: 'String', success: 'ok', results: [] },
  score,
});

describe('scoreAt', () => {
  it.each([0, 54.4, 100])('reads the number %d', (Sim) => expect(scoreAt(single, { Sim })).toBe(Sim));

  it.each([undefined, null, '54', -0.1, 100.1, Number.NaN, Number.POSITIVE_INFINITY, true, [54], {}])('returns undefined for %j', (Sim) => {
    expect(scoreAt(single, { Sim })).toBeUndefined();
  });

  it.each([
    ['54.4566324452', 54.4566324452],
    ['100.0', 100],
    ['0', 0],
  ])('reads the text %s when the score is declared as text', (Sim, value) =>
    expect(scoreAt({ ...single, asText: true }, { Sim })).toBe(value),
  );

  it.each([54, '', '07', '007', '00.5', '-1', '+1', '100.1', '1e1', ' 1', '1 ', '.5', '5.', '1,5', '0x1', '٣', 'NaN', null, ['1']])(
    'returns undefined for %j when the score is declared as text',
    (Sim) => {
      expect(scoreAt({ ...single, asText: true }, { Sim })).toBeUndefined();
    },
  );

  it('returns a number from 0 to 100 or undefined, for every value', () => {
    fc.assert(
      fc.property(fc.anything(), fc.boolean(), (Sim, asText) => {
        const read = scoreAt(asText ? { ...single, asText } : single, { Sim });
        expect(read === undefined || (read >= 0 && read <= 100)).toBe(true);
      }),
    );
  });
});

describe('thresholdOf', () => {
  it.each([
    [undefined, 70],
    [50, 70],
    [80, 80],
  ])('with --threshold %s and one published threshold returns %d', (threshold, bar) =>
    expect(thresholdOf(of(single), {}, threshold)).toBe(bar),
  );

  it.each([
    [undefined, 50],
    [10, 40],
    [40, 40],
    [45, 45],
    [55, 55],
    [90, 90],
  ])('with --threshold %s and several published thresholds returns %d', (threshold, bar) =>
    expect(thresholdOf(of(several), {}, threshold)).toBe(bar),
  );

  it('without a published threshold returns that of the user, or null', () => {
    expect(thresholdOf(of(none), {}, 33)).toBe(33);
    expect(thresholdOf(of(none), {}, undefined)).toBeNull();
    expect(thresholdOf({ ...of(single), score: undefined } as unknown as Judgement, {}, 33)).toBeNull();
  });

  it('takes a higher threshold from the same position in the answer, and from nowhere else', () => {
    expect(thresholdOf(of(several), { Bars: [41, 52, 63] }, undefined)).toBe(52);
    expect(thresholdOf(of(several), { Bars: [41, 52, 63] }, 40)).toBe(41);
    expect(thresholdOf(of(several), { Bars: [41, 52, 63] }, 60)).toBe(63);
    expect(thresholdOf(of(several), { Bars: [90, 49, 90] }, undefined)).toBe(50);
    for (const Bars of [undefined, null, [], [90], ['90', '90', '90'], 90, 'x', { 1: 90 }])
      expect(thresholdOf(of(several), { Bars }, undefined)).toBe(50);
  });

  it('is never below the lowest published threshold or below --threshold, whatever the answer holds', () => {
    fc.assert(
      fc.property(fc.anything(), fc.option(fc.double({ min: -10, max: 100, noNaN: true }), { nil: undefined }), (Bars, threshold) => {
        const bar = thresholdOf(of(several), { Bars }, threshold);
        // NaN is allowed: no score reaches it.
        expect(Number(bar) < Math.max(40, threshold ?? 50)).toBe(false);
      }),
    );
  });
});

describe('texts about thresholds', () => {
  it('lowestThreshold is the first or the only published threshold', () => {
    expect([single, several, none].map(lowestThreshold)).toEqual([70, 40, null]);
  });

  it.each([
    [0.1, '1 stranger in 10'],
    [0.001, '1 stranger in 1,000'],
    [1e-5, '1 stranger in 100,000'],
    [1e-7, '1 stranger in 10,000,000'],
  ])('a rate of %d is "%s"', (falseAcceptRate, spoken) => expect(rateInWords({ score: 1, falseAcceptRate })).toBe(spoken));

  it('the odds are those of the highest threshold at or below the score, and absent when none are published', () => {
    expect(oddsOf(several, 50)).toContain('1 stranger in 1,000');
    expect(oddsOf(several, 50)).not.toContain('fewer');
    expect(oddsOf(several, 59)).toContain('fewer than 1 stranger in 1,000');
    expect(oddsOf(several, 39)).toBeUndefined();
    expect(oddsOf(several, null)).toBeUndefined();
    expect(oddsOf(single, 70)).toBeUndefined();
  });
});
