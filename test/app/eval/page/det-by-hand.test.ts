import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptedOf, thresholdsOf, wilsonBand } from '../../../support/counted-rates.ts';
import { boxOf, type Corner, cornersOf, normalQuantile, type Place, readAxis, ticksOf } from '../../../support/drawn-axes.ts';
import { drawnOn, evalPage, type Picture, those } from '../../../support/eval-page.ts';
import { scoresCsv } from '../../../support/eval-run.ts';

const scores = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 25 });

interface Shares {
  k: [accepted: number, refused: number];
  low: [accepted: number, refused: number];
  high: [accepted: number, refused: number];
}

function sharesAt(genuine: readonly number[], impostor: readonly number[], threshold: number, distances: boolean): Shares {
  const [accepted, refused] = [acceptedOf(impostor, threshold, distances), genuine.length - acceptedOf(genuine, threshold, distances)];
  const [across, up] = [wilsonBand(accepted, impostor.length), wilsonBand(refused, genuine.length)];
  return { k: [accepted / impostor.length, refused / genuine.length], low: [across[0], up[0]], high: [across[1], up[1]] };
}

/** The axis of one error, read from its ticks. It begins at half a row, or at 10 % if there are few rows, and ends at 95 %. */
function axisOf(picture: Picture, axis: 'x' | 'y', rows: number): Place {
  const place = readAxis(ticksOf(picture, axis), normalQuantile);
  return (share) => place(Math.min(0.95, Math.max(Math.min(0.1, 0.5 / rows), share)));
}

function expectCorners(found: readonly Corner[], wanted: readonly Corner[], where: string): void {
  expect(found.length, where).toBe(wanted.length);
  for (const [index, [x, y]] of wanted.entries()) {
    const [foundX, foundY] = found[index] as Corner;
    expect(Math.max(Math.abs(foundX - x), Math.abs(foundY - y)), `${where}, ${index}`).toBeLessThan(0.4);
  }
}

const withoutRepeats = (corners: readonly Corner[]): Corner[] =>
  corners.filter(([x, y], index) => {
    const [beforeX, beforeY] = corners[index - 1] ?? [Number.NaN, Number.NaN];
    return !(Math.abs(x - beforeX) < 0.05 && Math.abs(y - beforeY) < 0.05);
  });

async function checkDet(genuine: readonly number[], impostor: readonly number[], distances: boolean, threshold: number): Promise<void> {
  const run = await evalPage(scoresCsv(genuine, impostor), '--threshold', `${threshold}`, ...(distances ? ['--distances'] : []));
  const picture = drawnOn(run, 'det');
  const [x, y] = [axisOf(picture, 'x', impostor.length), axisOf(picture, 'y', genuine.length)];
  const corner = ([accepted, refused]: readonly [number, number]): Corner => [x(accepted), y(refused)];
  const ascending = thresholdsOf([...genuine, ...impostor]);
  const points = (distances ? ascending.reverse() : ascending).map((at) => sharesAt(genuine, impostor, at, distances));
  const drawn = cornersOf(those(picture, 'path', 'line this')[0]?.at['d']);
  // Between two points there is a corner of a vertical and a horizontal line.
  const ends = drawn.filter((_, index) => index % 2 === 0);
  expectCorners(ends, withoutRepeats(points.map(({ k }) => corner(k))), 'line');
  const seen = points.filter(({ k: [accepted, refused] }) => accepted > 0 && refused > 0);
  const band = [...seen.map(({ low }) => corner(low)), ...seen.map(({ high }) => corner(high)).reverse()];
  expectCorners(cornersOf(those(picture, 'path', 'band this')[0]?.at['d']), seen.length < 2 ? [] : band, 'band');
  const dots = those(picture, 'circle', 'dot main').map(({ at }): Corner => [Number(at['cx']), Number(at['cy'])]);
  expectCorners(dots, [corner(sharesAt(genuine, impostor, threshold, distances).k)], 'operating point');
  expect(those(picture, 'text', 'mark main').map(({ text }) => text)).toEqual([`${threshold}`]);
  const { left, bottom } = boxOf(picture);
  expectCorners([corner([0, 0])], [[left, bottom]], 'a rate of 0 is at the corner of the grid');
}

describe('the DET curve', () => {
  it('joins the rates that a separate count finds at each threshold, on axes of the normal quantile', async () => {
    await fc.assert(fc.asyncProperty(scores, scores, fc.boolean(), fc.integer({ min: -1, max: 31 }), checkDet), { numRuns: 25 });
  });
});
