import { describe, expect, it } from 'vitest';
import { linePlot, type Point, straightLine } from '../../bench/draw/line-plot.mjs';

describe('straightLine', () => {
  it('finds slope and start of points on a line, and explains all of them', () => {
    const points = [0, 1, 4, 10].map((x): Point => [x, 3 + 2 * x]);
    const { slope, start, explained } = straightLine(points);
    expect([slope, start, explained].map((value) => Number(value.toFixed(9)))).toEqual([2, 3, 1]);
  });

  it('explains less of points on a curve', () => {
    const points = [0, 1, 2, 3, 4, 5].map((x): Point => [x, 2 ** x]);
    expect(straightLine(points).explained).toBeLessThan(0.9);
  });
});

describe('linePlot', () => {
  const points: Point[] = [
    [0, 0],
    [10, 100],
  ];
  const panel = { title: 'One call', xName: 'MB', yName: 'ms', series: [{ name: 'idv', points }] };

  it('draws zero at the origin and the largest point at the end of both axes', () => {
    expect(linePlot([panel])).toContain('<path class="s0" d="M56 216L404 34"/>');
  });

  it('puts panels next to each other, with colours for a dark page', () => {
    const text = linePlot([panel, panel]);
    expect(text).toContain('viewBox="0 0 840 260"');
    expect(text).toContain('translate(420 0)');
    expect(text).toContain('prefers-color-scheme: dark');
  });
});
