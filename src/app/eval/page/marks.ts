import { box, type Scale } from './axes.ts';
import { escapedMarkup, tag } from './markup.ts';

/** A threshold that pictures mark: the operating point of the report, or another one. */
export interface Mark {
  threshold: number;
  main: boolean;
}

/** Vertical lines at thresholds, with their numbers above. A number that would cover another one goes one line higher. */
export function thresholdMarks(marks: readonly Mark[], x: Scale): string[] {
  const [low, high] = x.domain() as [number, number];
  let last = Number.NEGATIVE_INFINITY;
  let raised = false;
  return marks
    .filter(({ threshold }) => threshold >= low && threshold <= high)
    .toSorted((a, b) => a.threshold - b.threshold)
    .map(({ threshold, main }) => {
      const place = x(threshold);
      raised = place - last < 30 && !raised;
      last = place;
      const name = main ? 'mark main' : 'mark';
      const label = tag(
        'text',
        { class: name, x: place, y: box.top - (raised ? 18 : 5), 'text-anchor': 'middle' },
        escapedMarkup(String(threshold)),
      );
      return `${tag('line', { class: name, x1: place, x2: place, y1: box.top - (raised ? 14 : 1), y2: box.bottom })}${label}`;
    });
}

/** A part of a picture where nothing was measured. */
export function unmeasured(from: readonly [x: number, y: number], to: readonly [x: number, y: number]): string {
  const [wide, high] = [Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])];
  return tag('rect', { class: 'unmeasured', x: Math.min(from[0], to[0]), y: Math.min(from[1], to[1]), width: wide, height: high });
}

/** The meaning of the areas or lines of a picture. It is outside of the picture, so that it covers nothing and can wrap. */
export const legend = (entries: readonly { name: string; label: string }[]): string =>
  tag(
    'ul',
    { class: 'legend' },
    ...entries.map(({ name, label }) => {
      const sample = name.startsWith('bar')
        ? tag('rect', { class: name, x: 1, y: 1, width: 26, height: 10 })
        : tag('line', { class: name, x1: 0, x2: 28, y1: 6, y2: 6 });
      return tag('li', {}, tag('svg', { viewBox: '0 0 28 12', 'aria-hidden': 'true' }, sample), escapedMarkup(label));
    }),
  );
