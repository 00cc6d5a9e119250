import { plural, withCommas } from '../../../core/text/printable.ts';
import type { Stratum } from '../strata/stratum.ts';
import type { Study } from '../study.ts';
import { percent, shownNumber } from '../wording.ts';
import { axisSteps, binShares, box, canBeDrawn, type Pixel, picture, scoreScale, scoreTicks, shareScale, shareTicks } from './axes.ts';
import { legend, type Mark, thresholdMarks } from './marks.ts';
import { numbersTable, tag, textTable } from './markup.ts';

const bins = 40;
const stubWidth = 76;

interface Class {
  name: 'genuine' | 'impostor';
  label: string;
  scores: readonly number[];
  /** Finished rows without a score, and all finished rows. */
  without: number;
  rows: number;
}

function classesOf({ sample, kind, sign }: Study): Class[] {
  const of = (name: Class['name'], label: string, strata: readonly Stratum[]): Class => {
    const rows = strata.reduce((sum, { size }) => sum + size, 0);
    const scores = strata.flatMap(({ scores: own }) => Array.from(own, (score) => sign * score));
    return { name, label, scores, rows, without: rows - scores.length };
  };
  const others = kind === 'liveness' ? sample.attacks.map(({ stratum }) => stratum) : [sample.impostor];
  return [
    of('genuine', kind === 'liveness' ? 'real users' : 'genuine people', [sample.genuine]),
    of('impostor', kind === 'liveness' ? 'attacks' : 'strangers', others),
  ].filter(({ rows }) => rows > 0);
}

type Bars = ReturnType<typeof binShares>;

/** The outline of a class as one area: no lines between its bars. */
const outline = (bars: Bars, x: (value: number) => number, y: (value: number) => number): string => {
  const points: Pixel[] = [
    [x(bars[0]?.from ?? 0), box.bottom],
    ...bars.map(({ to, share }): Pixel => [x(to), y(share)]),
    [x(bars.at(-1)?.to ?? 0), box.bottom],
  ];
  return `${axisSteps(points)}Z`;
};

/** Rows without a score, as separate bars at the left, because they are users too. */
function stub(classes: readonly Class[], y: (share: number) => number): string {
  const bars = classes.map(({ name, without, rows }, index) => {
    const share = rows === 0 ? 0 : without / rows;
    return tag('rect', { class: `bar ${name}`, x: box.left + 12 + index * 18, y: y(share), width: 14, height: box.bottom - y(share) });
  });
  return `${bars.join('')}${tag('text', { class: 'tick', x: box.left + 28, y: box.bottom + 16, 'text-anchor': 'middle' }, 'no score')}`;
}

/** The name of each class, and how many of its rows have no score. */
const key = (classes: readonly Class[]): string =>
  legend(
    classes.map(({ name, label, rows, without }) => ({
      name: `bar ${name}`,
      label: `${label}: ${plural(rows, 'row')}, ${withCommas(without)} without a score`,
    })),
  );

/** Both classes over the score, each as shares of its own rows: otherwise a small class would not be visible next to a large one. */
export function histogram(study: Study, marks: readonly Mark[]): string {
  const classes = classesOf(study);
  const all = classes.flatMap(({ scores }) => scores);
  if (all.length === 0) return '';
  const domain = all.reduce<[number, number]>(
    ([low, high], score) => [Math.min(low, score), Math.max(high, score)],
    [all[0] as number, all[0] as number],
  );
  if (!canBeDrawn(domain)) return '';
  const hasStub = classes.some(({ without }) => without > 0);
  const x = scoreScale(domain, box.left + (hasStub ? stubWidth : 0));
  const wide = domain[0] === domain[1] ? (x.domain() as [number, number]) : domain;
  const bars = classes.map(({ scores }) => binShares(scores, wide, bins));
  const most = Math.max(...bars.flatMap((each) => each.map(({ share }) => share)), ...classes.map(({ without, rows }) => without / rows));
  const y = shareScale(most);
  const description = classes
    .map(({ label, scores, rows }) => `${plural(rows, 'row')} of ${label}, ${withCommas(scores.length)} with a score`)
    .join('; ');
  const table = textTable('Share of each class with a score, by score', [
    ['score', ...classes.map(({ label }) => label)],
    ...(bars[0] ?? []).map(({ from, to }, index) => [
      `${shownNumber(from)} to ${shownNumber(to)}`,
      ...bars.map((each) => percent(each[index]?.share ?? 0)),
    ]),
  ]);
  const frame = {
    id: 'histogram',
    title: `Scores of ${classes.map(({ label }) => label).join(' and ')}`,
    description: `Histogram of shares. ${description}.`,
    x: { ticks: scoreTicks(x), at: x, label: 'score' },
    y: { ticks: shareTicks(y), at: y, label: 'share of the class' },
  };
  const areas = classes.map(({ name }, index) => tag('path', { class: `bar ${name}`, d: outline(bars[index] as Bars, x, y) })).reverse();
  return `${key(classes)}${picture(frame, [...areas, ...(hasStub ? [stub(classes, y)] : []), ...thresholdMarks(marks, x)])}${numbersTable(table)}`;
}
