import { plural, withCommas } from '../../../core/text/printable.ts';
import type { Study } from '../study.ts';
import { percent, percentRange, shownNumber } from '../wording.ts';
import { axisSteps, box, canBeDrawn, logScale, type Pixel, picture, scoreScale, scoreTicks, stepBand } from './axes.ts';
import { type CurvePoint, curvePointAt } from './curve-points.ts';
import { legend, type Mark, thresholdMarks, unmeasured } from './marks.ts';
import { escapedMarkup, numbersTable, tag, textTable } from './markup.ts';

interface Curve {
  name: string;
  label: string;
  index: number;
  rows: number;
}

const curvesOf = ({ kind, sample, ladder }: Study): Curve[] =>
  kind === 'liveness'
    ? [
        { name: 'line genuine', label: 'real users refused (BPCER)', index: 0, rows: sample.genuine.scored },
        ...sample.attacks.map(({ species, stratum }, at) => ({
          name: `line impostor dash-${at % 4}`,
          label: `${species} let through (APCER)`,
          index: at + 1,
          rows: stratum.scored,
        })),
      ]
    : [
        { name: 'line impostor', label: 'strangers accepted (FMR)', index: 1, rows: ladder.strata[1]?.scored ?? 0 },
        { name: 'line genuine', label: 'genuine refused (FNMR)', index: 0, rows: sample.genuine.scored },
      ];

/** A few rows of the curve, at round thresholds, for its table. */
function tableOf(study: Study, curves: readonly Curve[], ticks: readonly number[], confidence: number): string {
  const rows = ticks.flatMap((tick) => {
    const point = curvePointAt(study, tick, confidence);
    if (!point) return [];
    const cells = curves.map(({ index }) => {
      const found = point.rates[index];
      return found && !Number.isNaN(found.rate) ? `${percent(found.rate)} (${percentRange([found.low, found.high])})` : '-';
    });
    return [[shownNumber(tick), ...cells]];
  });
  return textTable('Rates by threshold, with the band of the curve (Wilson)', [
    ['threshold', ...curves.map(({ label }) => label)],
    ...rows,
  ]);
}

/** The upper bound of an error that was never seen. It is a thin line, because a rate of 0 cannot be drawn on a log axis. */
const ceiling = (name: string, points: readonly Pixel[]): string =>
  points.length < 2 ? '' : tag('path', { class: name.replace('line', 'ceiling'), d: axisSteps(points) });

/** The points for which a test holds. Each height applies from the point before it, so they begin at the last point for which it fails. */
const stretch = <T extends { x: number }>(points: readonly T[], holds: (point: T) => boolean): T[] =>
  points.flatMap((point, index) => {
    const before = points[index - 1];
    if (!holds(point)) return [];
    return before && !holds(before) ? [{ ...point, x: before.x }, point] : [point];
  });

/** One rate with its band; without an error, only the upper bound. */
function curve(
  points: readonly CurvePoint[],
  { name, index }: Curve,
  at: (point: CurvePoint) => number,
  y: (share: number) => number,
): string {
  const seen = points.map((point) => ({ x: at(point), ...(point.rates[index] ?? { rate: 0, low: 0, high: 0 }) }));
  const isSeen = ({ rate }: { rate: number }): boolean => rate > 0;
  const path = axisSteps(seen.map(({ x, rate }): Pixel => [x, y(rate)]));
  const band = stepBand(stretch(seen, isSeen).map(({ x, low, high }) => [x, y(low), y(high)]));
  const none = stretch(seen, (each) => !isSeen(each)).map(({ x, high }): Pixel => [x, y(high)]);
  return `${tag('path', { class: name.replace('line', 'band'), d: band })}${ceiling(name, none)}${tag('path', { class: name, d: path })}`;
}

/** What the grey areas and the thin dots mean. */
function notesOf(most: number, hasSide: boolean): string {
  const asides = [
    `grey below: under 1 in ${withCommas(most)}, nothing was measured there`,
    ...(hasSide ? ["grey at the side: under the service's threshold, by score alone"] : []),
    'thin dots: no error was seen; the rate is at most this',
  ];
  return tag('p', { class: 'note' }, escapedMarkup(`${asides.join('; ')}.`.replace(/^g/, 'G')));
}

/** Both error rates over the threshold, on a log axis, with bands. Areas in which nothing was measured are grey. */
export function ratesPlot(
  study: Study,
  points: readonly CurvePoint[],
  marks: readonly Mark[],
  serviceThreshold: number | null,
  confidence: number,
): string {
  const scores = points.flatMap(({ threshold }) => threshold ?? []);
  const curves = curvesOf(study).filter(({ rows }) => rows > 0);
  const ends = [Math.min(...scores), Math.max(...scores)] as const;
  if (scores.length === 0 || curves.length === 0 || !canBeDrawn(ends)) return '';
  const most = Math.max(...curves.map(({ rows }) => rows));
  const y = logScale(10 ** Math.floor(Math.log10(0.5 / most)));
  const x = scoreScale(ends, box.left);
  const [left, right] = study.sign === 1 ? [box.left, box.right] : [box.right, box.left];
  const at = ({ threshold }: CurvePoint): number => (threshold === undefined ? right : x(threshold));
  const drawn = curves.map((each) => curve([{ ...(points[0] as CurvePoint), threshold: x.invert(left) }, ...points], each, at, y.at));
  const stricter = study.sign === 1 ? 'Higher' : 'Lower';
  const frame = {
    id: 'rates',
    title: 'Error rates by threshold',
    description: `${curves.map(({ label, rows }) => `${label}, of ${plural(rows, 'row')}`).join('; ')}. ${stricter} thresholds accept fewer ${study.kind === 'liveness' ? 'attacks' : 'strangers'} and refuse more users.`,
    x: { ticks: scoreTicks(x), at: x, label: 'threshold' },
    y: { ticks: y.ticks, at: y.at, label: 'share of rows (powers of ten)' },
  };
  // All scores can be on one side of the service's threshold, so that it is outside of the axis.
  const served = serviceThreshold === null ? left : Math.min(box.right, Math.max(box.left, x(serviceThreshold)));
  const grey = [
    served === left ? '' : unmeasured([left, box.top], [served, box.bottom]),
    unmeasured([box.left, y.at(1 / most)], [box.right, box.bottom]),
  ];
  const key = legend(curves.map(({ name, label }) => ({ name, label })));
  const table = tableOf(study, curves, x.ticks(12), confidence);
  return `${key}${picture(frame, [...grey, ...drawn, ...thresholdMarks(marks, x)])}${notesOf(most, served !== left)}${numbersTable(table)}`;
}
