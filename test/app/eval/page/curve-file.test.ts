import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import {
  type Corner,
  cornersOf,
  heightsAt,
  normalQuantile,
  type Place,
  readAxis,
  readLogAxis,
  ticksOf,
} from '../../../support/drawn-axes.ts';
import { drawnOn, evalPage, type PageRun, those } from '../../../support/eval-page.ts';
import { setPath } from '../../../support/eval-run.ts';

/** The class of a curve, and the column of the `--curve` file that it shows. */
type Curves = Readonly<Record<string, string>>;

const comparison: Curves = { 'line genuine': 'fnmr', 'line impostor': 'fmr' };
const species: Curves = {
  'line genuine': 'bpcer',
  'line impostor dash-0': 'apcer cutout',
  'line impostor dash-1': 'apcer mask-3d',
  'line impostor dash-2': 'apcer print',
  'line impostor dash-3': 'apcer screen',
};

const sets: readonly (readonly [name: string, curves: Curves, flags: readonly string[]])[] = [
  ['01-normal', comparison, ['--threshold', '50']],
  ['02-integers', comparison, ['--threshold', '50', '--distances']],
  ['05-verdicts', comparison, []],
  ['06-subjects', comparison, ['--threshold', '65', '--resamples', '0']],
  ['08-species', species, ['--threshold', '70']],
];

const runOf = async (name: string, flags: readonly string[]): Promise<PageRun> => evalPage(await readFile(setPath(name), 'utf8'), ...flags);

const pathOf = (run: PageRun, id: 'rates' | 'det', name: string): Corner[] => cornersOf(those(drawnOn(run, id), 'path', name)[0]?.at['d']);

/** The lines of the file whose thresholds take more than a pixel, with the pixel in the middle. */
function wideSteps(run: PageRun): { x: number; line: PageRun['curve'][number] }[] {
  const x = readAxis(ticksOf(drawnOn(run, 'rates'), 'x'));
  return run.curve.flatMap((line) => {
    const { from, to } = line;
    if (from === undefined || to === undefined || Math.abs(x(to) - x(from)) < 1) return [];
    return [{ x: (x(from) + x(to)) / 2, line }];
  });
}

describe.each(sets)('the pictures of %s', (name, curves, flags) => {
  // A set of more scores than pixels is drawn with fewer steps.
  const tolerance = name === '01-normal' ? 1 : 0.4;

  it('draw the rates of the --curve file at its thresholds', async () => {
    const run = await runOf(name, flags);
    const y = readLogAxis(ticksOf(drawnOn(run, 'rates'), 'y'));
    const steps = wideSteps(run);
    expect(steps.length).toBeGreaterThan(20);
    for (const [path, column] of Object.entries(curves)) {
      const corners = pathOf(run, 'rates', path);
      for (const { x, line } of steps) {
        const [height = Number.NaN] = heightsAt(corners, x);
        expect(Math.abs(height - y(line[column] ?? Number.NaN)), `${path} at ${line['to']}`).toBeLessThan(tolerance);
      }
    }
  });

  it('draw the pairs of rates of the --curve file as points of the DET curve', async () => {
    const run = await runOf(name, flags);
    const [x, y] = (['x', 'y'] as const).map((axis) => readAxis(ticksOf(drawnOn(run, 'det'), axis), normalQuantile));
    const refused = curves['line genuine'] ?? '';
    for (const [path, column] of Object.entries(curves)) {
      if (path === 'line genuine') continue;
      const corners = pathOf(run, 'det', curves === comparison ? 'line this' : path);
      const place = (axis: Place | undefined, of: string, line: PageRun['curve'][number]): number => {
        // All species are on one axis, which begins at half a row of the largest of them.
        const sharing = of === refused ? [of] : Object.values(curves).filter((other) => other !== refused);
        const least = Math.min(0.1, 0.5 / Math.max(...sharing.map((each) => line[`${each}_rows`] ?? 0)));
        return axis?.(Math.min(0.95, Math.max(least, line[of] ?? Number.NaN))) ?? Number.NaN;
      };
      for (const line of run.curve) {
        const [px, py] = [place(x, column, line), place(y, refused, line)];
        const nearest = Math.min(...corners.map((corner) => Math.max(Math.abs(corner[0] - px), Math.abs(corner[1] - py))));
        expect(nearest, `${column} at ${line['to']}`).toBeLessThan(tolerance);
      }
    }
  });
});

/** 2,000 scores of each class, all different, so that there are more steps than the page draws. */
const many = [
  'label,score',
  ...Array.from({ length: 4000 }, (_, i) => `${i % 2 === 0 ? 'genuine' : 'impostor'},${(i * 1009) % 4001}`),
].join('\n');

describe('the curves of many scores', () => {
  it('draw each of the first 40 errors of a class, and no threshold a pixel off', async () => {
    const run = await evalPage(many, '--threshold', '2000');
    const [x, y] = [readAxis(ticksOf(drawnOn(run, 'rates'), 'x')), readLogAxis(ticksOf(drawnOn(run, 'rates'), 'y'))];
    for (const [path, column] of Object.entries(comparison)) {
      const corners = pathOf(run, 'rates', path);
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
