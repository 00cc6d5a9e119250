import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { boxOf, type DrawnTick, normalQuantile, readAxis, readLogAxis, shownValue, ticksOf } from '../../../support/drawn-axes.ts';
import { drawnOn, evalPage, type PageRun, type Picture } from '../../../support/eval-page.ts';
import { scoresCsv, setPath } from '../../../support/eval-run.ts';

const labels = (ticks: readonly DrawnTick[]): string[] => ticks.map(({ label }) => label);

const runOf = async (name: string, ...flags: string[]): Promise<PageRun> => evalPage(await readFile(setPath(name), 'utf8'), ...flags);

/** Quantiles of the normal distribution as printed in tables. */
const printed: readonly (readonly [share: string, quantile: number])[] = [
  ['0.1 %', -3.090232],
  ['1 %', -2.326348],
  ['5 %', -1.644854],
  ['20 %', -0.841621],
  ['50 %', 0],
  ['80 %', 0.841621],
  ['95 %', 1.644854],
];

function expectInside(picture: Picture): void {
  const { left, right, top, bottom } = boxOf(picture);
  expect(left).toBeGreaterThan(40);
  expect(right).toBeLessThan(picture.width);
  expect(top).toBeGreaterThan(20);
  expect(bottom).toBeLessThan(picture.height - 30);
  for (const { at } of ticksOf(picture, 'x')) expect(at >= left && at <= right).toBe(true);
  for (const { at } of ticksOf(picture, 'y')) expect(at >= top && at <= bottom).toBe(true);
}

describe('the ticks', () => {
  it('of a DET curve stand at the quantiles of the normal distribution that tables print', async () => {
    const picture = drawnOn(await runOf('06-subjects', '--threshold', '65', '--resamples', '0'), 'det');
    expectInside(picture);
    for (const axis of ['x', 'y'] as const) {
      const ticks = ticksOf(picture, axis);
      const quantiles = new Map(printed);
      // There are 3,540 rows of strangers, and 300 of genuine people.
      expect(labels(ticks)).toEqual([...quantiles.keys()].slice(axis === 'x' ? 0 : 1));
      const place = readAxis(ticks, (share) => quantiles.get(`${Number((share * 100).toPrecision(3))} %`) ?? Number.NaN);
      for (const { label, at } of ticks) expect(Math.abs(place(shownValue(label)) - at), label).toBeLessThan(0.2);
    }
    for (const [label, quantile] of printed) expect(normalQuantile(shownValue(label))).toBeCloseTo(quantile, 5);
  });

  it('of a DET curve begin at half a row', async () => {
    const few = drawnOn(
      await evalPage(
        scoresCsv(
          [5, 7, 9],
          Array.from({ length: 50 }, (_, i) => i / 10),
        ),
        '--threshold',
        '5',
      ),
      'det',
    );
    expect(labels(ticksOf(few, 'x'))).toEqual(['1 %', '5 %', '20 %', '50 %', '80 %', '95 %']);
    expect(labels(ticksOf(few, 'y'))).toEqual(['20 %', '50 %', '80 %', '95 %']);
    const { left, right, top, bottom } = boxOf(few);
    const [x, y] = [readAxis(ticksOf(few, 'x'), normalQuantile), readAxis(ticksOf(few, 'y'), normalQuantile)];
    expect(Math.max(Math.abs(x(0.01) - left), Math.abs(x(0.95) - right))).toBeLessThan(0.2);
    expect(Math.max(Math.abs(y(0.1) - bottom), Math.abs(y(0.95) - top))).toBeLessThan(0.3);
  });

  it('of a DET curve reach shares under 0.1 % if there are enough rows', async () => {
    const many = Array.from({ length: 50_000 }, (_, i) => i);
    const picture = drawnOn(await evalPage(scoresCsv([1, 2], many), '--threshold', '2'), 'det');
    expect(labels(ticksOf(picture, 'x')).slice(0, 3)).toEqual(['0.001 %', '0.01 %', '0.1 %']);
  });

  it.each([
    [3, ['10 %', '100 %', '0 %']],
    [5, ['10 %', '100 %', '0 %']],
    [6, ['1 %', '10 %', '100 %', '0 %']],
    [60, ['0.1 %', '1 %', '10 %', '100 %', '0 %']],
    [600, ['0.01 %', '0.1 %', '1 %', '10 %', '100 %', '0 %']],
  ])('of the error rates of %i rows are the powers of ten down to half a row, and 0', async (count, wanted) => {
    const many = Array.from({ length: count }, (_, i) => i);
    const picture = drawnOn(await evalPage(scoresCsv([1, 2], many), '--threshold', '2'), 'rates');
    expectInside(picture);
    const ticks = ticksOf(picture, 'y');
    expect(labels(ticks).sort()).toEqual([...wanted].sort());
    const y = readLogAxis(ticks);
    const { top, bottom } = boxOf(picture);
    for (const { label, at } of ticks) expect(Math.abs(y(shownValue(label)) - at), label).toBeLessThan(0.2);
    expect(y(1)).toBe(top);
    expect(y(0)).toBe(bottom);
    // 0 has a place of its own, apart from the smallest share.
    expect(bottom - y(shownValue(wanted[0] as string))).toBeGreaterThan(15);
  });

  it.each([
    ['histogram', 'x'],
    ['histogram', 'y'],
    ['rates', 'x'],
  ] as const)('of the %s are even on axis %s, and each has the number of its place', async (id, axis) => {
    const picture = drawnOn(await runOf('05-verdicts'), id);
    expectInside(picture);
    const ticks = ticksOf(picture, axis);
    expect(ticks.length).toBeGreaterThanOrEqual(4);
    const place = readAxis(ticks);
    for (const { label, at } of ticks) expect(Math.abs(place(shownValue(label)) - at), label).toBeLessThan(0.2);
  });

  it.each(['histogram', 'rates', 'det'] as const)('of the %s have their label next to their line', async (id) => {
    const { elements, width, height } = drawnOn(await runOf('06-subjects', '--threshold', '65', '--resamples', '0'), id);
    for (const { at } of elements.filter(({ name, at: { id: own } }) => name === 'text' && own === undefined)) {
      expect(Number(at['x']) > 0 && Number(at['x']) < width).toBe(true);
      expect(Number(at['y']) > 0 && Number(at['y']) < height).toBe(true);
    }
    const all = elements.filter(({ at }) => at['class'] === 'grid' || at['class'] === 'tick');
    expect(all.length).toBeGreaterThan(10);
    for (const [index, { name, at }] of all.entries()) {
      if (name !== 'text') continue;
      const line = all[index - 1]?.at ?? {};
      const isOfX = line['x1'] === line['x2'];
      if (isOfX) expect(at['x']).toBe(line['x1']);
      else expect(Number(at['x'])).toBeLessThan(Number(line['x1']));
      expect(Math.abs(Number(at['y']) - Number(line['y2']) - (isOfX ? 16 : 4))).toBeLessThan(3);
    }
  });
});
