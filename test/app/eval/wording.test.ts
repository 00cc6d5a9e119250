import { describe, expect, it } from 'vitest';
import {
  confidenceOf,
  oddsOrPercent,
  oneIn,
  oneSided,
  percent,
  percentagePoints,
  percentRange,
  shownNumber,
} from '../../../src/app/eval/wording.ts';

describe('a share', () => {
  it.each([
    [0, '0 %'],
    [1, '100 %'],
    [0.0000009, 'under 0.0001 %'],
    [0.0000011, '0.00011 %'],
    [0.00000123, '0.00012 %'],
    [0.0446, '4.5 %'],
    [0.0999, '10 %'],
    [0.1, '10 %'],
    [0.1004, '10 %'],
    [0.1006, '10.1 %'],
    [0.5, '50 %'],
    [0.9994, '99.9 %'],
    [1999 / 2000, 'over 99.9 %'],
    [0.9996, 'over 99.9 %'],
    [0.9999999, 'over 99.9 %'],
  ])('of %d is %s', (share, wanted) => expect(percent(share)).toBe(wanted));

  it.each([
    [0, 'none'],
    [1, '1 in 1'],
    [0.4, '1 in 2.5'],
    [1 / 9.94, '1 in 9.9'],
    [1 / 9.95, '1 in 10'],
    [1 / 10.4, '1 in 10'],
    [0.00443, '1 in 226'],
    [0.0001, '1 in 10,000'],
  ])('of %d is %s', (share, wanted) => expect(oneIn(share)).toBe(wanted));

  it.each([
    [0, 'none'],
    [0.2, '1 in 5'],
    [0.2001, '20 %'],
    [0.75, '75 %'],
  ])('of strangers of %d is %s', (share, wanted) => expect(oddsOrPercent(share)).toBe(wanted));

  it('has two ends without their sign', () => {
    expect(percentRange([0.025, 0.073])).toBe('2.5 to 7.3');
    expect(percentRange([0, 1])).toBe('0 to 100');
  });

  it.each([
    [0.0123, '+1.2'],
    [-0.0123, '-1.2'],
    [0, '0'],
    [0.5, '+50'],
  ])('minus another of %d is %s points', (difference, wanted) => expect(percentagePoints(difference)).toBe(wanted));
});

describe('a number', () => {
  it('has at most 8 digits as a score', () => {
    expect(shownNumber(69.87 + 0.003)).toBe('69.873');
    expect(shownNumber(12345678.9)).toBe('12345679');
    expect(shownNumber(0.123456789)).toBe('0.12345679');
  });

  it('has the digits of a confidence', () => {
    expect([0.95, 0.999, 0.99999].map(confidenceOf)).toEqual(['95 %', '99.9 %', '99.999 %']);
    expect(confidenceOf(0.12345678)).toBe('12.3457 %');
    expect(oneSided(0.9)).toBe('one-sided 90 %');
  });
});
