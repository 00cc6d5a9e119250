import { describe, expect, it } from 'vitest';
import { cornersOf, heightsAt, readAxis, readLogAxis, ticksOf } from '../../../support/drawn-axes.ts';
import { drawnOn, evalPage, those } from '../../../support/eval-page.ts';

const curves = { 'line genuine': 'fnmr', 'line impostor': 'fmr' } as const;

/** 2,000 scores of each class, all different, so that there are more steps than the page draws. */
const many = [
  'label,score',
  ...Array.from({ length: 4000 }, (_, i) => `${i % 2 === 0 ? 'genuine' : 'impostor'},${(i * 1009) % 4001}`),
].join('\n');

describe('the curves of many scores', () => {
  it('draw each of the first 40 errors of a class, and no threshold a pixel off', async () => {
    const run = await evalPage(many, '--threshold', '2000');
    const [x, y] = [readAxis(ticksOf(drawnOn(run, 'rates'), 'x')), readLogAxis(ticksOf(drawnOn(run, 'rates'), 'y'))];
    for (const [path, column] of Object.entries(curves)) {
      const corners = cornersOf(those(drawnOn(run, 'rates'), 'path', path)[0]?.at['d']);
      expect(corners.length / 2).toBeLessThan(1200);
      const steps = corners.filter(([, height], index) => height !== corners[index - 1]?.[1]);
      const rates = run.curve.filter((line) => (line[`${column}_errors`] ?? 0) > 0);
      const rare = rates.filter((line) => (line[`${column}_errors`] ?? 0) <= 40);
      expect(rare.length).toBeGreaterThan(40);
      for (const line of rare) {
        const wanted = y(line[column] ?? 0);
        expect(Math.min(...steps.map(([, height]) => Math.abs(height - wanted))), `${line[`${column}_errors`]} errors`).toBeLessThan(0.06);
      }
      const drawn = rates.map((line) => ({ x: x(line['to'] ?? Number.NaN), y: y(line[column] ?? 0) }));
      for (const step of drawn.filter((_, index) => index % 10 === 5)) {
        const heights = drawn.filter((other) => Math.abs(other.x - step.x) < 1).map((other) => other.y);
        const [height = Number.NaN] = heightsAt(corners, step.x + 0.0321);
        expect(height, `${column} at pixel ${step.x}`).toBeGreaterThan(Math.min(...heights) - 0.4);
        expect(height, `${column} at pixel ${step.x}`).toBeLessThan(Math.max(...heights) + 0.4);
      }
    }
  });
});
