import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptedOf, thresholdsOf, wilsonBand } from '../../../support/counted-rates.ts';
import { boxOf, type Corner, cornersOf, heightsAt, readAxis, readLogAxis, shownValue, ticksOf } from '../../../support/drawn-axes.ts';
import { drawnOn, evalPage, type Picture, those } from '../../../support/eval-page.ts';
import { scoresCsv } from '../../../support/eval-run.ts';

const scores = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 25 });

/** Each stretch of the score axis that has one rate, with a pixel inside it. The outermost two end at the sides of the grid. */
function stretches(picture: Picture, all: readonly number[]): { x: number; threshold: number }[] {
  const x = readAxis(ticksOf(picture, 'x'));
  const { left, right } = boxOf(picture);
  const [low, high] = [x(Math.min(...all)), x(Math.max(...all))];
  return thresholdsOf(all).map((threshold, index, { length }) => ({
    threshold,
    x: index === 0 ? (left + low) / 2 : index === length - 1 ? (high + right) / 2 : x(threshold),
  }));
}

/** Compares heights in pixels. The ticks from which the axes are read are rounded to 0.1 pixels. */
function expectHeights(found: readonly number[], wanted: readonly number[], where: string): void {
  expect(found.length, where).toBe(wanted.length);
  for (const [index, height] of wanted.entries()) expect(Math.abs((found[index] as number) - height), where).toBeLessThan(0.4);
}

async function checkRates(genuine: readonly number[], impostor: readonly number[], distances: boolean): Promise<void> {
  const run = await evalPage(scoresCsv(genuine, impostor), '--threshold', '15', ...(distances ? ['--distances'] : []));
  const picture = drawnOn(run, 'rates');
  const ticks = ticksOf(picture, 'y');
  const y = readLogAxis(ticks);
  const least = Math.min(...ticks.map(({ label }) => shownValue(label)).filter((share) => share > 0));
  const pathOf = (name: string): Corner[] => cornersOf(those(picture, 'path', name)[0]?.at['d']);
  for (const { x, threshold } of stretches(picture, [...genuine, ...impostor])) {
    for (const [name, k, n] of [
      ['genuine', genuine.length - acceptedOf(genuine, threshold, distances), genuine.length],
      ['impostor', acceptedOf(impostor, threshold, distances), impostor.length],
    ] as const) {
      const where = `${name} at ${threshold}: ${k} of ${n}`;
      const [low, high] = wilsonBand(k, n).map((share) => y(Math.max(least, share))) as [number, number];
      expectHeights(heightsAt(pathOf(`line ${name}`), x), [y(k / n)], `line of ${where}`);
      expectHeights(heightsAt(pathOf(`band ${name}`), x), k === 0 ? [] : [high, low], `band of ${where}`);
      expectHeights(heightsAt(pathOf(`ceiling ${name}`), x), k === 0 ? [high] : [], `ceiling of ${where}`);
    }
  }
}

describe('the picture of both error rates', () => {
  it('draws at each threshold the share of rows that a separate count finds, and its Wilson interval', async () => {
    await fc.assert(
      fc.asyncProperty(scores, scores, fc.boolean(), async (genuine, impostor, distances) => {
        fc.pre(new Set([...genuine, ...impostor]).size > 1);
        await checkRates(genuine, impostor, distances);
      }),
      { numRuns: 25 },
    );
  });
});
