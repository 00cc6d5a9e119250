import type { Study } from '../study.ts';
import { percent } from '../wording.ts';
import { box, type Pixel, picture, probitScale, probitTicks } from './axes.ts';
import type { CurvePoint } from './curve-points.ts';
import { legend } from './marks.ts';
import { escapedMarkup, numbersTable, tag, textTable } from './markup.ts';

/** An operating point: its share of strangers or attacks accepted, and of genuine people refused. */
export interface OperatingMark {
  label: string;
  accepted: number | undefined;
  refused: number | undefined;
  main: boolean;
}

/** One curve: a stratum of strangers or attacks against the genuine people of a study. */
export interface DetCurve {
  name: string;
  label: string;
  study: Study;
  points: readonly CurvePoint[];
  /** Index of the stratum. */
  against: number;
}

/** The axis begins at half a row of the larger class, because nothing smaller can be measured. */
const rangeOf = (rows: readonly number[]): readonly [number, number] => [Math.min(0.1, 0.5 / Math.max(1, ...rows)), 0.95];

/** The curve has only horizontal and vertical lines, because there is no threshold between two neighbours. */
function stepped(pixels: readonly Pixel[]): string {
  const [first, ...rest] = pixels.map(([x, y]) => [Number(x.toFixed(1)), Number(y.toFixed(1))] as const);
  if (!first) return '';
  const kept = rest.filter(([x, y], index) => x !== rest[index - 1]?.[0] || y !== rest[index - 1]?.[1]);
  return `M${first[0]},${first[1]}${kept.map(([x, y]) => `V${y}H${x}`).join('')}`;
}

type ShareAt = (share: number) => number;

function drawn({ name, points, against }: DetCurve, x: ShareAt, y: ShareAt, hasBand: boolean): string {
  const pairs = points.flatMap(({ rates }) => {
    const [refused, accepted] = [rates[0], rates[against]];
    return refused && accepted && !Number.isNaN(refused.rate + accepted.rate) ? [{ refused, accepted }] : [];
  });
  const line = stepped(pairs.map(({ refused, accepted }): Pixel => [x(accepted.rate), y(refused.rate)]));
  // If one of the errors was never seen, its band would fill half of the picture and say nothing.
  const seen = pairs.filter(({ refused, accepted }) => refused.rate > 0 && accepted.rate > 0);
  const corner = (bound: 'low' | 'high') =>
    seen.map(({ refused, accepted }) => `${x(accepted[bound]).toFixed(1)},${y(refused[bound]).toFixed(1)}`);
  const band =
    !hasBand || seen.length < 2
      ? ''
      : tag('path', { class: name.replace('line', 'band'), d: `M${[...corner('low'), ...corner('high').reverse()].join('L')}Z` });
  return `${band}${tag('path', { class: name, d: line })}`;
}

/** The line on which both errors are equal, on axes that begin at different shares. */
function diagonal(from: number, x: ShareAt, y: ShareAt): string {
  const shares = [from, 0.001, 0.01, 0.05, 0.2, 0.5, 0.8, 0.95].filter((share) => share >= from);
  return tag('path', { class: 'diagonal', d: `M${shares.map((share) => `${x(share).toFixed(1)},${y(share).toFixed(1)}`).join('L')}` });
}

const dot = ({ label, accepted, refused, main }: OperatingMark, x: ShareAt, y: ShareAt): string => {
  if (accepted === undefined || refused === undefined) return '';
  const [px, py] = [x(accepted), y(refused)];
  const text = tag('text', { class: main ? 'mark main' : 'mark', x: px + 8, y: py - 6 }, escapedMarkup(label));
  return `${tag('circle', { class: main ? 'dot main' : 'dot', cx: px, cy: py, r: main ? 5 : 4 })}${text}`;
};

/**
 * A DET curve: one error over the other, on axes of the normal quantile, with one point for each threshold. Empty if a class is missing.
 */
export function detPlot(
  curves: readonly DetCurve[],
  marks: readonly OperatingMark[],
  names: { accepted: string; refused: string },
): string {
  const rows = ({ study }: DetCurve, index: number): number => study.ladder.strata[index]?.scored ?? 0;
  const complete = curves.filter((curve) => rows(curve, 0) > 0 && rows(curve, curve.against) > 0);
  if (complete.length === 0) return '';
  const across = rangeOf(complete.map((curve) => rows(curve, curve.against)));
  const up = rangeOf(complete.map((curve) => rows(curve, 0)));
  const [x, y] = [probitScale(across, [box.left, box.right]), probitScale(up, [box.bottom, box.top])];
  const described = marks.flatMap(({ label, accepted, refused }) =>
    accepted === undefined || refused === undefined ? [] : [`${label}: ${percent(accepted)} accepted, ${percent(refused)} refused`],
  );
  const frame = {
    id: 'det',
    title: `${names.refused} against ${names.accepted}`,
    description: `DET curve of ${complete.map(({ label }) => label).join(', ')}; nearer to the lower left corner is better. ${described.join('; ')}.`,
    x: { ticks: probitTicks(across), at: x, label: names.accepted },
    y: { ticks: probitTicks(up), at: y, label: names.refused },
  };
  const content = [
    diagonal(Math.max(across[0], up[0]), x, y),
    ...complete.map((curve) => drawn(curve, x, y, complete.length <= 2)),
    ...marks.map((mark) => dot(mark, x, y)),
  ];
  const cell = (share: number | undefined): string => (share === undefined ? '-' : percent(share));
  const table = textTable('Operating points', [
    ['threshold', names.accepted, names.refused],
    ...marks.map(({ label, accepted, refused }) => [label, cell(accepted), cell(refused)]),
  ]);
  return `${complete.length > 1 ? legend(complete) : ''}${picture(frame, content)}${numbersTable(table)}`;
}
