import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { boxOf, cornersOf, normalQuantile, readAxis, ticksOf } from '../../../support/drawn-axes.ts';
import { drawnOn, evalPage } from '../../../support/eval-page.ts';
import { scoresCsv, setPath } from '../../../support/eval-run.ts';

const rows = scoresCsv([4, 6, 8, 9], [1, 2, 5, 7]);

describe('the operating points on a DET curve', () => {
  it('have one larger dot, of the first threshold, and a number to the upper right of each', async () => {
    const picture = drawnOn(await evalPage(rows, '--threshold', '6', '--threshold', '3', '--threshold', '8'), 'det');
    const dots = picture.elements.filter(({ name }) => name === 'circle');
    const numbers = picture.elements.filter(({ at }) => at['class']?.startsWith('mark'));
    expect(numbers.map(({ text }) => text)).toEqual(['6', '3', '8']);
    expect(dots.map(({ at }) => at['class'])).toEqual(['dot main', 'dot', 'dot']);
    expect(numbers.map(({ at }) => at['class'])).toEqual(['mark main', 'mark', 'mark']);
    const [main = 0, ...others] = dots.map(({ at }) => Number(at['r']));
    expect(others.every((radius) => radius < main)).toBe(true);
    for (const [index, { at }] of numbers.entries()) {
      const dot = dots[index]?.at ?? {};
      expect(Number(at['x']) - Number(dot['cx'])).toBeGreaterThan(main);
      expect(Number(at['y'])).toBeLessThan(Number(dot['cy']));
    }
  });
});

describe('the operating points of a liveness check', () => {
  it('stand at the worst APCER and the BPCER of the report', async () => {
    const run = await evalPage(await readFile(setPath('08-species'), 'utf8'), '--threshold', '70', '--threshold', '50');
    const picture = drawnOn(run, 'det');
    const [x, y] = [readAxis(ticksOf(picture, 'x'), normalQuantile), readAxis(ticksOf(picture, 'y'), normalQuantile)];
    const points = [...run.report.atThresholds].reverse().map(({ liveness }) => liveness);
    const dots = picture.elements.filter(({ name }) => name === 'circle');
    expect(dots.length).toBe(points.length);
    for (const [index, point] of points.entries()) {
      const rates = Object.values(point?.apcer ?? {}).map((figure) => figure?.rate ?? 0);
      expect(Math.abs(Number(dots[index]?.at['cx']) - x(Math.max(...rates)))).toBeLessThan(0.4);
      expect(Math.abs(Number(dots[index]?.at['cy']) - y(point?.bpcer?.rate ?? Number.NaN))).toBeLessThan(0.4);
    }
  });
});

describe('the diagonal of a DET curve', () => {
  it('joins points of two equal errors, from the larger of both beginnings to 95 %', async () => {
    const many = Array.from({ length: 400 }, (_, i) => i / 100);
    const picture = drawnOn(await evalPage(scoresCsv([2, 3, 4, 5, 6, 7, 8, 9], many), '--threshold', '3'), 'det');
    const [x, y] = [readAxis(ticksOf(picture, 'x'), normalQuantile), readAxis(ticksOf(picture, 'y'), normalQuantile)];
    const corners = cornersOf(picture.elements.find(({ at }) => at['class'] === 'diagonal')?.at['d']);
    // 8 genuine rows: the axis of their errors begins at half a row, 6.25 %.
    const shares = [0.0625, 0.2, 0.5, 0.8, 0.95];
    expect(corners.length).toBe(shares.length);
    for (const [index, share] of shares.entries()) {
      expect(Math.abs((corners[index]?.[0] ?? 0) - x(share))).toBeLessThan(0.4);
      expect(Math.abs((corners[index]?.[1] ?? 0) - y(share))).toBeLessThan(0.4);
    }
    const { right, top, bottom } = boxOf(picture);
    expect(Math.abs((corners[0]?.[1] ?? 0) - bottom)).toBeLessThan(0.4);
    expect(Math.max(Math.abs((corners.at(-1)?.[0] ?? 0) - right), Math.abs((corners.at(-1)?.[1] ?? 0) - top))).toBeLessThan(0.4);
  });
});
