import { withCommas } from '../../core/text/printable.ts';

/** Enough digits to distinguish shares, but not more than the measurement supports. */
function digits(percent: number): string {
  if (percent >= 10) return percent.toFixed(1).replace(/\.0$/, '');
  return String(Number(percent.toPrecision(2)));
}

/** `0.0446` -> `4.5 %`. Never 0 or 100 unless it is exactly that. */
export function percent(share: number): string {
  if (share === 0 || share === 1) return `${share * 100} %`;
  const value = share * 100;
  if (value >= 99.95) return 'over 99.9 %';
  return value < 0.0001 ? 'under 0.0001 %' : `${digits(value)} %`;
}

/** The same without the sign, for the second of two. */
const bare = (share: number): string => percent(share).replace(/ %$/, '');

/** `2.5 to 7.3`, as it follows a percentage. */
export const percentRange = ([low, high]: readonly [number, number]): string => `${bare(low)} to ${bare(high)}`;

/** A difference of shares in percentage points, with its sign. */
export const percentagePoints = (difference: number): string => `${difference > 0 ? '+' : ''}${Number((difference * 100).toPrecision(2))}`;

/** `0.00443` -> `1 in 226`. */
export function oneIn(share: number): string {
  if (share === 0) return 'none';
  const one = 1 / share;
  return `1 in ${one >= 9.95 ? withCommas(Math.round(one)) : String(Number(one.toFixed(1)))}`;
}

/** A rate of strangers: "1 in 226". Above one in five it is a percentage, which is clearer than "1 in 1.3". */
export const oddsOrPercent = (share: number): string => (share > 0.2 ? percent(share) : oneIn(share));

/** A score in few digits. A threshold is shown in full: a user who copies it must get the same figures. */
export const shownNumber = (value: number): string => String(Number(value.toPrecision(8)));

/** Marks a bound next to intervals with two ends: `one-sided 95 %`. */
export const oneSided = (confidence: number): string => `one-sided ${confidenceOf(confidence)}`;

/** The confidence as a report shows it: `95 %`. */
export const confidenceOf = (confidence: number): string => `${Number((confidence * 100).toFixed(4))} %`;
