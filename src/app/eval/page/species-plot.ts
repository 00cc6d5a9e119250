import { withCommas } from '../../../core/text/printable.ts';
import type { Figure } from '../figures/question.ts';
import type { FinishedPoint } from '../operating-point.ts';
import { percent, percentRange } from '../wording.ts';
import { escapedMarkup, numbersTable, tag, textTable } from './markup.ts';

const size = { width: 480, left: 150, right: 464, row: 40, top: 26 };

interface Row {
  name: string;
  label: string;
  figure: Figure | null;
  presentations: number;
}

const rowText = ({ figure }: Row): string => (figure ? `${percent(figure.rate)} (${percentRange(figure.interval)})` : 'no answer');

/** One share with its interval, the number of presentations in its label. */
function drawn(row: Row, index: number): string {
  const { name, label, figure, presentations } = row;
  const y = size.top + index * size.row + 18;
  const x = (share: number): number => size.left + share * (size.right - size.left);
  const heading = `${tag('text', { class: 'name', x: 4, y: y - 2 }, escapedMarkup(label))}${tag('text', { class: 'tick', x: 4, y: y + 13 }, `${withCommas(presentations)} shown`)}`;
  if (!figure) return `${heading}${tag('text', { class: 'tick', x: size.left, y }, 'no answer')}`;
  const [low, high] = figure.interval;
  const whisker = tag('path', { class: `whisker ${name}`, d: `M${x(low).toFixed(1)},${y - 6}v12m0,-6H${x(high).toFixed(1)}m0,-6v12` });
  const dot = tag('circle', { class: `dot ${name}`, cx: x(figure.rate), cy: y, r: 5 });
  const end = x(high) > size.right - 100;
  const text = tag(
    'text',
    { class: 'tick', x: end ? x(low) - 8 : x(high) + 8, y: y + 4, 'text-anchor': end ? 'end' : 'start' },
    escapedMarkup(percent(figure.rate)),
  );
  return `${heading}${whisker}${dot}${text}`;
}

/** Every species of attack with the share that got through, the worst on top, and below them the real users who were refused. */
export function speciesPlot({ liveness }: FinishedPoint, presentations: Readonly<Record<string, number>>, bonafide: number): string {
  if (!liveness || Object.keys(liveness.apcer).length === 0) return '';
  const species = Object.entries(liveness.apcer)
    .map(([label, figure]): Row => ({ name: 'impostor', label, figure, presentations: presentations[label] ?? 0 }))
    .sort((a, b) => (b.figure?.rate ?? 2) - (a.figure?.rate ?? 2) || (b.figure?.upper ?? 0) - (a.figure?.upper ?? 0));
  const users: Row = { name: 'genuine', label: 'real users refused', figure: liveness.bpcer, presentations: bonafide };
  const rows = [...species, users];
  const height = size.top + rows.length * size.row + 24;
  const x = (share: number): number => size.left + share * (size.right - size.left);
  const ticks = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      `${tag('line', { class: 'grid', x1: x(share), x2: x(share), y1: size.top, y2: height - 24 })}${tag('text', { class: 'tick', x: x(share), y: height - 8, 'text-anchor': 'middle' }, percent(share))}`,
  );
  const table = textTable('Attacks that liveness let through, and real users whom it refused', [
    ['presented', 'presentations', 'with an answer', 'errors', 'rate (interval)'],
    ...rows.map((row) => [
      row.label,
      withCommas(row.presentations),
      withCommas(row.figure?.n ?? 0),
      withCommas(row.figure?.k ?? 0),
      rowText(row),
    ]),
  ]);
  const description = rows.map((row) => `${row.label}: ${rowText(row)}`).join('; ');
  const svg = tag(
    'svg',
    { viewBox: `0 0 ${size.width} ${height}`, role: 'img', 'aria-labelledby': 'species-title species-desc' },
    tag('title', { id: 'species-title' }, 'Attacks that liveness lets through, by species'),
    tag('desc', { id: 'species-desc' }, escapedMarkup(`${description}.`)),
    tag('text', { class: 'axis', x: 4, y: 14 }, 'let through, with the interval (APCER; users: BPCER)'),
    ...ticks,
    ...rows.map(drawn),
  );
  return `${svg}${numbersTable(table)}`;
}
