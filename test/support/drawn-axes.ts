import type { Picture } from './eval-page.ts';

export type Place = (value: number) => number;

/** A tick of an axis: its label, and the pixel at which it and its line stand. */
export interface DrawnTick {
  label: string;
  at: number;
}

/** The number that a label or a cell shows: `4.5 %` is 0.045. */
export const shownValue = (label: string): number => (label.endsWith('%') ? Number(label.replace(' %', '')) / 100 : Number(label));

/** The ticks of one axis, from left to right or from bottom to top. Labels without a number are left out. */
export function ticksOf({ elements }: Picture, axis: 'x' | 'y'): DrawnTick[] {
  const anchor = axis === 'x' ? 'middle' : 'end';
  const labels = elements.filter(
    ({ name, at, text }) => name === 'text' && at['class'] === 'tick' && at['text-anchor'] === anchor && /\d/.test(text),
  );
  const lines = elements.filter(({ name, at }) => name === 'line' && at['class'] === 'grid' && at[`${axis}1`] === at[`${axis}2`]);
  return labels.map(({ text }, index) => ({ label: text, at: Number(lines[index]?.at[`${axis}1`]) }));
}

/** The rectangle that the grid fills. */
export function boxOf({ elements }: Picture): { left: number; right: number; top: number; bottom: number } {
  const grid = elements.filter(({ at }) => at['class'] === 'grid');
  const all = (keys: readonly string[]): number[] => grid.flatMap(({ at }) => keys.map((key) => Number(at[key])));
  const [xs, ys] = [all(['x1', 'x2']), all(['y1', 'y2'])];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

/** Reads an axis from its outermost two ticks, as a person with a ruler does. `scale` is the measure in which the axis is even. */
export function readAxis(ticks: readonly DrawnTick[], scale: (value: number) => number = (value) => value): Place {
  const [first, last] = [ticks[0], ticks.at(-1)];
  if (!first || !last || first === last) throw new Error(`an axis of ${ticks.length} ticks cannot be read`);
  const [from, to] = [scale(shownValue(first.label)), scale(shownValue(last.label))];
  return (value) => first.at + ((scale(value) - from) / (to - from)) * (last.at - first.at);
}

/** The axis of shares in powers of ten, on which 0 has its own place. */
export function readLogAxis(ticks: readonly DrawnTick[]): Place {
  const zero = ticks.find(({ label }) => label === '0 %');
  const place = readAxis(
    ticks.filter((tick) => tick !== zero),
    Math.log10,
  );
  return (share) => (share === 0 ? (zero?.at ?? Number.NaN) : place(share));
}

/** The normal distribution: Marsaglia's series of its density. */
function normalShare(z: number): number {
  let [term, sum] = [z, z];
  for (let i = 3; Math.abs(term) > 1e-18; i += 2) {
    term *= (z * z) / i;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}

/** Its quantile, by halving. */
export function normalQuantile(share: number): number {
  let [low, high] = [-6, 6];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (normalShare(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

export type Corner = readonly [x: number, y: number];

/** The corners of a path of absolute moves and lines. */
export function cornersOf(path: string | undefined): Corner[] {
  let [x, y] = [0, 0];
  return [...(path ?? '').matchAll(/([MLHV])([-\d.,e]+)/g)].map(([, command, text = '']): Corner => {
    const [a = 0, b = 0] = text.split(',').map(Number);
    if (command === 'V') y = a;
    else if (command === 'H') x = a;
    else [x, y] = [a, b];
    return [x, y];
  });
}

/** The heights of all horizontal parts of a path over one `x`, from the top. */
export const heightsAt = (corners: readonly Corner[], x: number): number[] =>
  corners
    .slice(1)
    .flatMap((to, index) => {
      const from = corners[index] as Corner;
      return from[1] === to[1] && Math.min(from[0], to[0]) < x && x < Math.max(from[0], to[0]) ? [to[1]] : [];
    })
    .sort((a, b) => a - b);
