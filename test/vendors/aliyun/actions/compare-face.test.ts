import { describe, expect, it } from 'vitest';
import { IdvError } from '../../../../src/core/errors.ts';
import { compareFace as action } from '../../../../src/vendors/aliyun/actions/compare-face.ts';
import { aliyunCodes as codes } from '../../../../src/vendors/aliyun/codes/table.ts';
import { compareAnswer } from '../../../support/aliyun-samples.ts';
import { exitOf, outcomeOf, resultOf } from '../../../support/judged.ts';

const outcome = (data: Record<string, unknown>, threshold?: number) =>
  outcomeOf(resultOf(compareAnswer(data)), action, codes, threshold === undefined ? {} : { threshold });
const exit = (data: Record<string, unknown>): number => exitOf(resultOf(compareAnswer(data)), action, codes);

describe('the threshold', () => {
  it.each([
    [undefined, 69, '1 stranger in 10,000'],
    [61, 61, '1 stranger in 1,000'],
    [65, 65, 'fewer than 1 stranger in 1,000'],
    [69, 69, '1 stranger in 10,000'],
    [70, 70, 'fewer than 1 stranger in 10,000'],
    [75, 75, '1 stranger in 100,000'],
    [99.5, 99.5, 'fewer than 1 stranger in 100,000'],
  ])('with --threshold %s is %s, which %s reaches', (threshold, bar, odds) => {
    const message = expect.stringMatching(new RegExp(`threshold of ${bar} \\(${odds} reaches it`));
    expect(outcome({ Confidence: bar }, threshold)).toMatchObject({
      verdict: 'pass',
      checked: ['comparison'],
      score: bar,
      threshold: bar,
      reason: { message },
    });
    const under = bar - 0.01;
    expect(outcome({ Confidence: under }, threshold)).toMatchObject({
      verdict: 'mismatch',
      score: under,
      threshold: bar,
      reason: { message },
    });
  });

  it('is never lower than the lowest threshold of the vendor', () => {
    for (const threshold of [0, 30, 60.9, -5])
      expect(outcome({ Confidence: 60.9 }, threshold)).toMatchObject({ verdict: 'mismatch', threshold: 61 });
  });

  it.each([
    ['as documented', [61, 69, 75], 69],
    ['higher at its position', [61, 72, 75], 72],
    ['lower at its position', [50, 60, 70], 69],
    ['higher at another position', [68, 69, 90], 69],
    ['absent', undefined, 69],
    ['null', null, 69],
  ])('if the Thresholds of the answer are %s (%j), is %s', (_what, Thresholds, bar) => {
    expect(outcome({ Confidence: bar, Thresholds })).toMatchObject({ verdict: 'pass', threshold: bar });
    expect(outcome({ Confidence: bar - 0.01, Thresholds })).toMatchObject({ verdict: 'mismatch', threshold: bar });
  });

  it.each([
    ['empty', []],
    ['only one number', [99]],
    ['texts', ['61', '95', '99']],
    ['lists', [[61], [95], [99]]],
    ['a word', 'high'],
    ['an object', { 1: 99 }],
    ['below zero', [61, -72, 75]],
    ['above every score', [61, 690, 999]],
    ['not numbers', [Number.NaN, Number.NaN, Number.NaN]],
  ])('cannot be known if the Thresholds of the answer are %s: exit 23', (_what, Thresholds) => {
    expect(exit({ Confidence: 100, Thresholds })).toBe(23);
  });

  it.each([
    ['in the middle', [99, 69, 75]],
    ['at the end', [61, 75, 69]],
    ['everywhere', [75, 69, 61]],
  ])('contradict each other if the Thresholds of the answer descend %s: exit 23', (_what, Thresholds) => {
    expect(exit({ Confidence: 99, Thresholds })).toBe(23);
  });

  it('may be equal to each other', () => {
    expect(outcome({ Confidence: 80, Thresholds: [70, 70, 75] })).toMatchObject({ verdict: 'pass', threshold: 70 });
  });

  it('is raised by the answer at the position of the requested threshold', () => {
    expect(outcome({ Confidence: 65, Thresholds: [66, 72, 80] }, 61)).toMatchObject({ verdict: 'mismatch', threshold: 66 });
    expect(outcome({ Confidence: 79, Thresholds: [66, 72, 80] }, 76)).toMatchObject({ verdict: 'mismatch', threshold: 80 });
    expect(outcome({ Confidence: 85, Thresholds: [66, 72, 80] }, 84)).toMatchObject({ verdict: 'pass', threshold: 84 });
  });
});

describe('Confidence', () => {
  it.each([0, 100, 69])('is a score if it is %d', (Confidence) => expect(outcome({ Confidence })).toMatchObject({ score: Confidence }));

  it.each([undefined, null, '85.5', Number.NaN, Number.POSITIVE_INFINITY, 101, -0.1, true, [85.5], { valueOf: 99 }])(
    'is not a score if it is %j: exit 23',
    (Confidence) => {
      const judged = outcome({ Confidence });
      expect(judged).toBeInstanceOf(IdvError);
      expect(judged).toMatchObject({ exitCode: 23 });
    },
  );

  it('is missing if Data is not an object: exit 23', () => {
    for (const Data of [undefined, null, 'x', [{ Confidence: 99 }], 99]) expect(exitOf(resultOf({ Data }), action, codes)).toBe(23);
  });
});

describe('a picture without a face', () => {
  const noFace = { verdict: 'retake', checked: [], score: null, reason: { code: 'no-face' } };

  it.each([
    { Confidence: 0, RectAList: [] },
    { Confidence: 0, RectBList: [] },
    { Confidence: 0, RectAList: null },
    { Confidence: 0, RectAList: undefined, RectBList: undefined },
    { Confidence: 95, RectAList: [], RectBList: [] },
    { Confidence: 95, RectBList: [] },
    { Confidence: 20, RectAList: [] },
  ])('leads to retake without a score, whatever Confidence is: %j', (data) => expect(outcome(data)).toMatchObject(noFace));

  it('is not assumed if there are rectangles and Confidence is 0', () =>
    expect(outcome({ Confidence: 0 })).toMatchObject({ verdict: 'mismatch' }));

  it.each([
    undefined,
    null,
    'list',
    4,
    { 0: 1 },
    false,
    [null],
    [[1, 2, 3, 4]],
    [0, 0, 0, 0],
    [1, 2, 0, 4],
    [1, 2, 3],
    ['1', '2', '3', '4'],
    [1, 2, 3.5, 4],
  ])('is not assumed if there is a score and the list of faces is %j: exit 23', (list) => {
    for (const name of ['RectAList', 'RectBList']) expect(exit({ Confidence: 95, [name]: list }), name).toBe(23);
  });
});
