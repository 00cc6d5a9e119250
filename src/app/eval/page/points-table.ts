import { withCommas } from '../../../core/text/printable.ts';
import type { Evaluation } from '../evaluate.ts';
import type { Figure } from '../figures/question.ts';
import { answersAt, type LimitAnswer } from '../gate.ts';
import type { FinishedPoint } from '../operating-point.ts';
import type { EvalSettings } from '../settings.ts';
import { oddsOrPercent, oneIn, percent, percentRange } from '../wording.ts';
import { escapedMarkup, tag } from './markup.ts';

const origins: Readonly<Record<FinishedPoint['from'], string>> = {
  flag: '',
  service: 'the service decided by it',
  vendor: 'named in the vendor’s manual',
  chosen: 'chosen on other rows',
  picked: 'picked on these same rows',
};

/** A share and its interval as a small bar. `most` is the right end of all bars of a column. */
function gauge({ rate, interval: [low, high] }: Figure, name: string, most: number): string {
  const x = (share: number): number => (share / most) * 116 + 2;
  return tag(
    'svg',
    { class: 'gauge', viewBox: '0 0 120 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    tag('line', { class: 'grid', x1: 2, x2: 118, y1: 5, y2: 5 }),
    tag('rect', { class: `bar ${name}`, x: x(low), y: 3, width: Math.max(1, x(high) - x(low)), height: 4 }),
    tag('line', { class: 'mark main', x1: x(rate), x2: x(rate), y1: 0, y2: 10 }),
  );
}

interface Column {
  label: string;
  name: 'genuine' | 'impostor';
  figure(point: FinishedPoint): Figure | null | undefined;
  text(figure: Figure): string;
}

const share = (figure: Figure): string => `${percent(figure.rate)} (${percentRange(figure.interval)})`;
const strangers = (figure: Figure): string =>
  figure.k === 0
    ? `none of ${withCommas(figure.n)}; at most ${oneIn(figure.upper)}`
    : `${oddsOrPercent(figure.rate)} (${withCommas(figure.k)} of ${withCommas(figure.n)}; at most ${oddsOrPercent(figure.upper)})`;

const columnsFor = (kind: Evaluation['kind'], points: readonly FinishedPoint[]): Column[] => {
  const columns: Column[] =
    kind === 'liveness'
      ? [
          {
            label: 'attacks of the worst species let through',
            name: 'impostor',
            figure: ({ liveness }) => liveness?.apcer[liveness.worstSpecies ?? ''],
            text: share,
          },
          { label: 'real users refused', name: 'genuine', figure: ({ liveness }) => liveness?.bpcer, text: share },
          { label: 'must retake', name: 'genuine', figure: ({ liveness }) => liveness?.bonafideNonResponse, text: share },
        ]
      : [
          { label: 'strangers who pass', name: 'impostor', figure: ({ far }) => far, text: strangers },
          { label: 'users turned away', name: 'genuine', figure: ({ turnedAway }) => turnedAway, text: share },
          { label: 'must retake', name: 'genuine', figure: ({ mustRetake }) => mustRetake, text: share },
          { label: 'to a person', name: 'genuine', figure: ({ toAPerson }) => toAPerson, text: share },
        ];
  // Rows without verdicts have no retakes and no reviews.
  return columns.filter(({ figure }, index) => index < 2 || points.some((point) => (figure(point)?.k ?? 0) > 0));
};

const answerText = ({ flag, limit, answer, wouldShow }: LimitAnswer): string =>
  tag(
    'div',
    {},
    `${tag('span', { class: `answer ${answer.replace(' ', '-')}` }, escapedMarkup(`${{ met: '✔', missed: '✖', 'not shown': '?' }[answer]} ${answer}`))} ${escapedMarkup(`${flag.replace('--max-', '').toUpperCase()} ≤ ${percent(limit)}`)}${wouldShow === null ? '' : escapedMarkup(`: ${wouldShow} would show it`)}`,
  );

function pointRow(
  point: FinishedPoint,
  columns: readonly Column[],
  mosts: readonly number[],
  answers: readonly LimitAnswer[],
  hasLimits: boolean,
): string {
  const aside = [origins[point.from], point.byScoreAlone ? 'under the service’s threshold: by score alone' : '']
    .filter((text) => text !== '')
    .join('; ');
  const name = point.threshold === null ? 'as the service decided' : String(point.threshold);
  const cells = columns.map(({ label, name: hue, figure, text }, index) => {
    const found = figure(point);
    return tag('td', { 'data-label': label }, found ? `${escapedMarkup(text(found))}${gauge(found, hue, mosts[index] ?? 1)}` : 'not known');
  });
  const verdicts = hasLimits ? [tag('td', { 'data-label': 'limits' }, ...answers.map(answerText))] : [];
  const heading = tag('th', { scope: 'row' }, escapedMarkup(name), aside === '' ? '' : tag('div', { class: 'note' }, escapedMarkup(aside)));
  return tag('tr', {}, heading, ...cells, ...verdicts);
}

/** The operating points to choose from, each with its costs and its answer to every limit. */
export function pointsTable(points: readonly FinishedPoint[], evaluation: Evaluation, settings: EvalSettings): string {
  if (points.length === 0) return '';
  const columns = columnsFor(evaluation.kind, points);
  const mosts = columns.map(({ figure }) => Math.max(1e-9, ...points.map((point) => figure(point)?.interval[1] ?? 0)));
  const hasLimits = settings.limits.length > 0;
  const head = ['threshold', ...columns.map(({ label }) => label), ...(hasLimits ? ['limits'] : [])].map((label) =>
    tag('th', { scope: 'col' }, escapedMarkup(label)),
  );
  const rows = points.map((point) => pointRow(point, columns, mosts, answersAt(point, evaluation, settings), hasLimits));
  return tag('table', {}, tag('thead', {}, tag('tr', {}, ...head)), tag('tbody', {}, ...rows));
}
