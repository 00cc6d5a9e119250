import { bin } from 'd3-array';
import { type ScaleContinuousNumeric, scaleLinear, scaleLog } from 'd3-scale';
import { area, curveStepBefore, line } from 'd3-shape';
import { probit } from '../figures/exact.ts';
import { percent, shownNumber } from '../wording.ts';
import { escapedMarkup, tag } from './markup.ts';

/** Narrow, so that the text can be read on a phone. */
const width = 480;
const height = 330;
const margin = { top: 36, right: 18, bottom: 46, left: 58 };
export const box = { left: margin.left, right: width - margin.right, top: margin.top, bottom: height - margin.bottom };

export type Scale = ScaleContinuousNumeric<number, number>;
export type Pixel = readonly [x: number, y: number];

export interface Tick {
  at: number;
  label: string;
}

/** False if the ends are so far apart that their distance is not a finite number. */
export const canBeDrawn = ([low, high]: readonly [number, number]): boolean => Number.isFinite((high - low) * 2);

/** Scores from left to right. If there is only one score, it gets room on both sides. */
export function scoreScale([low, high]: readonly [number, number], left: number): Scale {
  const room = high > low ? (high - low) * 0.02 : Math.max(1, Math.abs(low) * 0.05);
  return scaleLinear([low - room, high + room], [left, box.right]);
}

export const scoreTicks = (scale: Scale): Tick[] => scale.ticks(8).map((at) => ({ at, label: shownNumber(at) }));

/** Shares from 0, linear. */
export const shareScale = (most: number): Scale => scaleLinear([0, most], [box.bottom, box.top]).nice();
export const shareTicks = (scale: Scale): Tick[] => scale.ticks(5).map((at) => ({ at, label: percent(at) }));

/** Shares on a log axis, with a tick for each power of ten. 0 has no logarithm, so it has a separate place below. */
export function logScale(least: number): { at(share: number): number; ticks: Tick[] } {
  const scale = scaleLog([least, 1], [box.bottom - 22, box.top]);
  const powers = [1, 0.1, 0.01, 0.001, 1e-4, 1e-5, 1e-6, 1e-7].filter((at) => at >= least);
  return {
    at: (share) => (share === 0 ? box.bottom : scale(Math.max(least, share))),
    ticks: [...powers, 0].map((at) => ({ at, label: percent(at) })),
  };
}

/** A share on the axis of a DET curve: the quantile of the normal distribution, on which two normal classes make a straight line. */
export const probitScale = ([low, high]: readonly [number, number], range: readonly [number, number]): ((share: number) => number) => {
  const scale = scaleLinear([probit(low), probit(high)], [...range]);
  return (share) => scale(probit(Math.min(high, Math.max(low, share))));
};

const probitShares = [1e-6, 1e-5, 1e-4, 0.001, 0.01, 0.05, 0.2, 0.5, 0.8, 0.95];
export const probitTicks = ([low, high]: readonly [number, number]): Tick[] =>
  probitShares.filter((at) => at >= low && at <= high).map((at) => ({ at, label: percent(at) }));

/** Shares of sorted scores in `count` equal parts of a domain. */
export function binShares(scores: ArrayLike<number>, [low, high]: readonly [number, number], count: number) {
  const edges = Array.from({ length: count + 1 }, (_, index) => low + ((high - low) * index) / count);
  const bins = bin<number, number>().domain([low, high]).thresholds(edges.slice(1, -1))(Array.from(scores));
  return bins.map(({ x0 = low, x1 = high, length }) => ({ from: x0, to: x1, share: length / Math.max(1, scores.length) }));
}

/** A path in steps: each point's height applies from the point before it. */
export const axisSteps = (points: readonly Pixel[]): string => line<Pixel>().digits(1).curve(curveStepBefore)([...points]) ?? '';

export const stepBand = (points: readonly (readonly [x: number, low: number, high: number])[]): string =>
  area<readonly [number, number, number]>()
    .digits(1)
    .x(([x]) => x)
    .y0(([, low]) => low)
    .y1(([, , high]) => high)
    .curve(curveStepBefore)([...points]) ?? '';

export interface Frame {
  /** Unique on the page. */
  id: string;
  title: string;
  /** A description for readers who cannot see the picture. */
  description: string;
  x: { ticks: readonly Tick[]; at(value: number): number; label: string };
  y: { ticks: readonly Tick[]; at(value: number): number; label: string };
}

/** A picture with axes; `content` is drawn over the grid. */
export function picture({ id, title, description, x, y }: Frame, content: readonly string[]): string {
  const vertical = x.ticks.map(({ at, label }) => {
    const place = x.at(at);
    return `${tag('line', { class: 'grid', x1: place, x2: place, y1: box.top, y2: box.bottom })}${tag('text', { class: 'tick', x: place, y: box.bottom + 16, 'text-anchor': 'middle' }, escapedMarkup(label))}`;
  });
  const horizontal = y.ticks.map(({ at, label }) => {
    const place = y.at(at);
    return `${tag('line', { class: 'grid', x1: box.left, x2: box.right, y1: place, y2: place })}${tag('text', { class: 'tick', x: box.left - 6, y: place + 4, 'text-anchor': 'end' }, escapedMarkup(label))}`;
  });
  return tag(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-labelledby': `${id}-title ${id}-desc` },
    tag('title', { id: `${id}-title` }, escapedMarkup(title)),
    tag('desc', { id: `${id}-desc` }, escapedMarkup(description)),
    ...vertical,
    ...horizontal,
    ...content,
    tag('text', { class: 'axis', x: box.right, y: height - 6, 'text-anchor': 'end' }, escapedMarkup(x.label)),
    tag('text', { class: 'axis', x: 4, y: 14 }, escapedMarkup(y.label)),
  );
}
