import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type Corner, normalQuantile, readAxis, ticksOf } from '../../../support/drawn-axes.ts';
import { cellsOf, drawnOn, evalPage, type PageRun, those } from '../../../support/eval-page.ts';
import { setPath } from '../../../support/eval-run.ts';
import { expectShares, numbersIn } from '../../../support/shown-figures.ts';

const csv = await readFile(setPath('07-two-systems'), 'utf8');
const fields = (score: string, baseline: string): string[] => ['--field', `score=${score}`, '--field', `baseline=${baseline}`];

/** System a next to system b. No interval of this file needs a bootstrap. */
const run = (): Promise<PageRun> =>
  evalPage(csv, ...fields('score_a', 'score_b'), '--threshold', '65', '--baseline-threshold', '62', '--resamples', '0');

/** The decisions of both systems about the rows of a label, counted from the file. */
function decisions(label: string): { onlyA: number; onlyB: number; both: number; pairs: number } {
  const rows = csv
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  const pairs = rows.filter((row) => row[1] === label);
  const wrong = (score: string | undefined, threshold: number): boolean => Number(score) >= threshold !== (label === 'genuine');
  const [a, b] = [pairs.map((row) => wrong(row[4], 65)), pairs.map((row) => wrong(row[5], 62))] as const;
  const count = (isCounted: (index: number) => boolean | undefined): number => pairs.filter((_, index) => isCounted(index)).length;
  return {
    pairs: pairs.length,
    onlyA: count((index) => a[index] && !b[index]),
    onlyB: count((index) => !a[index] && b[index]),
    both: count((index) => a[index] && b[index]),
  };
}

describe('the page of two systems', () => {
  it('counts the pairs that one or both decided wrongly', async () => {
    const { page, report } = await run();
    const section = /<section class="against">(.*?)<\/section>/s.exec(page)?.[1] ?? '';
    const [, ...rows] = cellsOf(section);
    expect(rows.map(([name]) => name)).toEqual(['genuine pairs', 'impostor pairs']);
    for (const [index, label] of ['genuine', 'impostor'].entries()) {
      const { pairs, onlyA, onlyB, both } = decisions(label);
      const [, ...cells] = rows[index] as string[];
      expect(cells.slice(0, 4).flatMap(numbersIn)).toEqual([pairs, onlyA, onlyB, both]);
      expect(numbersIn(cells[4] ?? '')[0]).toBeCloseTo((100 * (onlyA - onlyB)) / pairs, 1);
      const found = report.againstBaseline?.[index === 0 ? 'fnmr' : 'fmr'];
      expect(cells[5]).toBe(found?.mcnemarExactP.toPrecision(2));
      if (found?.interval)
        expect(numbersIn(cells[4] ?? '').slice(1)).toEqual(found.interval.map((bound) => Number((bound * 100).toPrecision(2))));
    }
  });

  it('leaves out a class without pairs', async () => {
    const genuine = csv.split('\n').filter((line) => !line.includes('impostor'));
    const { page } = await evalPage(genuine.join('\n'), ...fields('score_a', 'score_b'), '--threshold', '65', '--resamples', '0');
    const [, ...rows] = cellsOf(/<section class="against">(.*?)<\/section>/s.exec(page)?.[1] ?? '');
    expect(rows.map(([name]) => name)).toEqual(['genuine pairs']);
  });

  it('has no such section without a baseline', async () => {
    const { page } = await evalPage(csv, '--field', 'score=score_a', '--threshold', '65', '--resamples', '0');
    expect(page).not.toContain('class="against"');
    expect(page).not.toContain('line other');
  });

  it('draws the curve of the baseline as the page of the baseline itself does', async () => {
    const turned = await evalPage(
      csv,
      ...fields('score_b', 'score_a'),
      '--threshold',
      '62',
      '--baseline-threshold',
      '65',
      '--resamples',
      '0',
    );
    const [here, there] = [drawnOn(await run(), 'det'), drawnOn(turned, 'det')];
    expect(here.legend).toEqual(['this run', 'the baseline']);
    for (const part of ['line', 'band']) {
      const path = those(here, 'path', `${part} other`)[0]?.at['d'] ?? '';
      expect(path.length).toBeGreaterThan(1000);
      expect(path).toBe(those(there, 'path', `${part} this`)[0]?.at['d']);
      expect(path).not.toBe(those(here, 'path', `${part} this`)[0]?.at['d']);
    }
  });

  it('marks the operating point of each, in the picture, its table and its description', async () => {
    const found = await run();
    const picture = drawnOn(found, 'det');
    const { operatingPoint, againstBaseline } = found.report;
    const points = [operatingPoint, againstBaseline?.baseline].map((point): Corner => [point?.fmr?.rate ?? -1, point?.fnmr?.rate ?? -1]);
    const [x, y] = [readAxis(ticksOf(picture, 'x'), normalQuantile), readAxis(ticksOf(picture, 'y'), normalQuantile)];
    const dots = picture.elements.filter(({ name }) => name === 'circle');
    expect(dots.map(({ at }) => at['class'])).toEqual(['dot main', 'dot']);
    const [, ...rows] = picture.table;
    const names = ['65', '62 (baseline)'];
    expect(rows.map(([name]) => name)).toEqual(names);
    expect(picture.elements.filter(({ at }) => at['class']?.startsWith('mark')).map(({ text }) => text)).toEqual(names);
    for (const [index, [accepted, refused]] of points.entries()) {
      expect(Math.abs(Number(dots[index]?.at['cx']) - x(accepted))).toBeLessThan(0.3);
      expect(Math.abs(Number(dots[index]?.at['cy']) - y(refused))).toBeLessThan(0.3);
      expectShares(rows[index]?.[1] ?? '', [accepted], 'accepted');
      expectShares(rows[index]?.[2] ?? '', [refused], 'refused');
      expect(picture.description).toContain(`${names[index]}: ${rows[index]?.[1]} accepted, ${rows[index]?.[2]} refused`);
    }
  });
});
