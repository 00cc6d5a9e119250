import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../../src/app/eval/report.ts';
import { cellsOf, elementsOf, evalPage, type PageRun } from '../../../support/eval-page.ts';
import { scoresCsv, setPath } from '../../../support/eval-run.ts';
import { expectShares, numbersIn } from '../../../support/shown-figures.ts';

type Point = NonNullable<Report['operatingPoint']>;
type Figure = NonNullable<Point['far']>;

const tableOf = ({ page }: PageRun): string => /<section class="points">(.*?)<\/section>/s.exec(page)?.[1] ?? '';
const runOf = async (name: string, ...flags: string[]): Promise<PageRun> => evalPage(await readFile(setPath(name), 'utf8'), ...flags);
const thresholds = (...values: readonly number[]): string[] => values.flatMap((value) => ['--threshold', `${value}`]);

/** The figure of the report that a column shows. */
const figures: Readonly<Record<string, (point: Point) => Figure | null | undefined>> = {
  'strangers who pass': ({ far }) => far,
  'users turned away': ({ turnedAway }) => turnedAway,
  'must retake': ({ mustRetake, liveness }) => liveness?.bonafideNonResponse ?? mustRetake,
  'to a person': ({ toAPerson }) => toAPerson,
  'attacks of the worst species let through': ({ liveness }) => liveness?.apcer[liveness.worstSpecies ?? ''],
  'real users refused': ({ liveness }) => liveness?.bpcer,
};

function expectText(text: string, figure: Figure, column: string): void {
  if (column !== 'strangers who pass') {
    expectShares(text, [figure.rate, ...figure.interval], column);
    return;
  }
  const numbers = numbersIn(text);
  const odds = (share: number): number[] => (share > 0.2 ? [] : [1, 1 / share]);
  const wanted = figure.k === 0 ? [figure.n, ...odds(figure.upper)] : [...odds(figure.rate), figure.k, figure.n, ...odds(figure.upper)];
  expect(text.startsWith('none of')).toBe(figure.k === 0);
  // Above 20 % there are percentages in place of odds.
  const shares = [figure.rate, figure.upper].filter((share) => share > 0.2);
  expect(text.match(/ %/g)?.length ?? 0).toBe(shares.length);
  for (const number of wanted)
    expect(
      numbers.some((shown) => Math.abs(shown - number) <= 0.5),
      `${text} shows ${number}`,
    ).toBe(true);
  for (const share of shares)
    expect(
      numbers.some((shown) => Math.abs(shown - share * 100) <= 0.0501),
      `${text} shows ${share}`,
    ).toBe(true);
}

/** The small bar of a cell as shares of the largest bound in its column. */
function gaugeOf(cell: string): { low: number; high: number; rate: number } {
  const [grid, bar, mark] = elementsOf(cell).filter(({ name }) => name !== 'td');
  const [left, right] = [Number(grid?.at['x1']), Number(grid?.at['x2'])];
  const share = (x: number): number => (x - left) / (right - left);
  const from = Number(bar?.at['x']);
  expect(mark?.at['x1']).toBe(mark?.at['x2']);
  return { low: share(from), high: share(from + Number(bar?.at['width'])), rate: share(Number(mark?.at['x1'])) };
}

async function checkTable(run: PageRun, columns: readonly string[]): Promise<void> {
  const table = tableOf(run);
  const [head = [], ...rows] = cellsOf(table);
  expect(head).toEqual(['threshold', ...columns]);
  const cells = [...table.matchAll(/<tr>(.*?)<\/tr>/gs)]
    .slice(1)
    .map(([, row = '']) => [...row.matchAll(/<td.*?<\/td>/gs)].map(([cell]) => cell));
  const { operatingPoint, atThresholds } = run.report;
  const points = [operatingPoint as Point, ...atThresholds.filter(({ threshold }) => threshold !== operatingPoint?.threshold)];
  expect(rows.map(([name = '']) => Number.parseFloat(name))).toEqual(points.map(({ threshold }) => threshold));
  for (const [index, column] of columns.entries()) {
    const shown = points.map((point) => figures[column]?.(point) as Figure);
    const most = Math.max(...shown.map(({ interval }) => interval[1]));
    for (const [row, figure] of shown.entries()) {
      expectText(rows[row]?.[index + 1] ?? '', figure, column);
      const { low, high, rate } = gaugeOf(cells[row]?.[index] ?? '');
      const wide = Math.max(figure.interval[1], figure.interval[0] + most / 116);
      for (const [drawn, share] of [
        [low, figure.interval[0]],
        [high, wide],
        [rate, figure.rate],
      ] as const)
        expect(Math.abs(drawn - share / most), `${column} at ${points[row]?.threshold}`).toBeLessThan(0.003);
    }
  }
}

describe('the table of the operating points', () => {
  it('shows the figures of the report at each threshold, as text and as small bars', async () => {
    await checkTable(await runOf('01-normal', ...thresholds(60, 40, 70, 85)), ['strangers who pass', 'users turned away']);
  });

  it('shows retakes and reviews of rows with verdicts', async () => {
    const columns = ['strangers who pass', 'users turned away', 'must retake', 'to a person'];
    await checkTable(await runOf('05-verdicts', ...thresholds(70, 60, 80)), columns);
  });

  it('shows the worst species and the real users of a liveness check', async () => {
    const columns = ['attacks of the worst species let through', 'real users refused', 'must retake'];
    await checkTable(await runOf('08-species', ...thresholds(70, 50)), columns);
  });

  it('answers each limit at each threshold as a separate run with that threshold does', async () => {
    const limits = ['--max-apcer', '10%', '--max-bpcer', '20%'];
    const all = [50, 70, 90];
    const [, ...rows] = cellsOf(tableOf(await runOf('08-species', ...thresholds(...all), ...limits)));
    const words: Readonly<Record<string, string>> = { met: '✔ met', missed: '✖ missed', 'not shown': '? not shown' };
    const answers = new Set<string>();
    for (const [index, threshold] of all.entries()) {
      const { report } = await runOf('08-species', ...thresholds(threshold), ...limits);
      const wanted = report.gate?.limits.map(({ answer, flag, wouldShow }, at) => {
        answers.add(answer);
        return `${words[answer]} ${flag.slice('--max-'.length).toUpperCase()} ≤ ${at === 0 ? '10 %' : '20 %'}${wouldShow === null ? '' : `: ${wouldShow} would show it`}`;
      });
      expect(rows[index]?.at(-1)).toBe(wanted?.join(''));
    }
    expect([...answers].sort()).toEqual(['met', 'missed']);
  });

  it('answers a single limit', async () => {
    const [head, row] = cellsOf(tableOf(await runOf('08-species', ...thresholds(70), '--max-apcer', '50%')));
    expect(head?.at(-1)).toBe('limits');
    expect(row?.at(-1)).toBe('✔ met APCER ≤ 50 %');
  });

  it('has no column of limits without a limit', async () => {
    const [head] = cellsOf(tableOf(await runOf('08-species', ...thresholds(70))));
    expect(head).not.toContain('limits');
  });
});

describe('the columns of the operating points', () => {
  it('are those of the figures, and leave out retakes and reviews that never happened', async () => {
    const judged = (verdict: string): string =>
      [
        'label,verdict,score',
        'genuine,pass,90',
        'genuine,pass,80',
        `genuine,${verdict}`,
        'impostor,mismatch,20',
        'impostor,mismatch,75',
      ].join('\n');
    const heads = async (verdict: string): Promise<string[]> => {
      const run = await evalPage(judged(verdict), '--threshold', '78');
      return cellsOf(tableOf(run))[0] ?? [];
    };
    const usual = ['threshold', 'strangers who pass', 'users turned away'];
    expect(await heads('pass,95')).toEqual(usual);
    expect(await heads('retake,')).toEqual([...usual, 'must retake']);
    expect(await heads('review,85')).toEqual([...usual, 'to a person']);
  });

  it('have small bars of the complete width for the largest bound, and never thinner than a line', async () => {
    const run = await evalPage(scoresCsv([4, 6, 8, 9], [1, 2, 5, 7]), '--threshold', '0', '--threshold', '10');
    const table = tableOf(run);
    const bars = elementsOf(table).filter(({ name, at }) => name === 'rect' && at['class']?.startsWith('bar'));
    expect(bars.length).toBe(4);
    expect(bars.map(({ at }) => Number(at['x']) + Number(at['width'])).filter((right) => right === 118).length).toBeGreaterThanOrEqual(2);
    expect(bars.every(({ at }) => Number(at['width']) >= 1)).toBe(true);
  });
});
