import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxOf, readAxis, ticksOf } from '../../../support/drawn-axes.ts';
import { type Drawn, drawnOn, evalPage, type Picture } from '../../../support/eval-page.ts';
import { scoresCsv } from '../../../support/eval-run.ts';

/** The axis has room for 2 % of the scores on both sides. */
const rows = scoresCsv([60, 70, 80, 90, 110], [10, 15, 20, 30, 65]);

/** The marks of a picture from left to right: the line and the number of each. */
function marksOf({ elements }: Picture): { line: Drawn; number: Drawn }[] {
  const marks = elements.filter(({ at }) => at['class'] === 'mark' || at['class'] === 'mark main');
  const [lines, numbers] = ['line', 'text'].map((name) => marks.filter((each) => each.name === name)) as [Drawn[], Drawn[]];
  expect(numbers.length).toBe(lines.length);
  return lines.map((line, index) => ({ line, number: numbers[index] as Drawn }));
}

const number = (element: Drawn, key: string): number => Number(element.at[key]);

async function checkMarks(thresholds: readonly number[]): Promise<void> {
  const run = await evalPage(rows, ...thresholds.flatMap((threshold) => ['--threshold', `${threshold}`]));
  const [main] = thresholds;
  const inside = [...new Set(thresholds)].filter((threshold) => threshold >= 8 && threshold <= 112).sort((a, b) => a - b);
  for (const id of ['histogram', 'rates'] as const) {
    const picture = drawnOn(run, id);
    const { top, bottom } = boxOf(picture);
    const x = readAxis(ticksOf(picture, 'x'));
    const marks = marksOf(picture);
    expect(marks.map((mark) => mark.number.text)).toEqual(inside.map(String));
    for (const [index, mark] of marks.entries()) {
      const threshold = Number(mark.number.text);
      const places = [number(mark.line, 'x1'), number(mark.line, 'x2'), number(mark.number, 'x')];
      for (const place of places) expect(Math.abs(place - x(threshold)), `${id} at ${threshold}`).toBeLessThan(0.4);
      expect(mark.line.at['class']).toBe(threshold === main ? 'mark main' : 'mark');
      expect(mark.number.at['class']).toBe(mark.line.at['class']);
      expect(number(mark.line, 'y2')).toBe(bottom);
      expect(number(mark.line, 'y1')).toBeLessThan(top);
      expect(number(mark.number, 'y')).toBeLessThan(number(mark.line, 'y1'));
      const before = marks[index - 1]?.number;
      const isNear = before !== undefined && number(mark.number, 'x') - number(before, 'x') < 29;
      if (isNear) expect(Math.abs(number(mark.number, 'y') - number(before, 'y')), `${threshold} covers no number`).toBeGreaterThan(10);
    }
  }
}

describe('the marks of thresholds', () => {
  it('stand at the place of their threshold, one above each threshold of the axis', async () => {
    const thresholds = fc.uniqueArray(fc.integer({ min: -30, max: 130 }), { minLength: 1, maxLength: 8 });
    await fc.assert(fc.asyncProperty(thresholds, checkMarks), { numRuns: 20 });
  });

  it('are drawn up to both ends of the axis', async () => {
    await checkMarks([8, 112, 10, 110]);
    await checkMarks([7.9, 112.1, 50]);
  });

  it('go one line higher only next to another number', async () => {
    const picture = drawnOn(
      await evalPage(rows, '--threshold', '20', '--threshold', '50', '--threshold', '52', '--threshold', '90'),
      'rates',
    );
    const heights = marksOf(picture).map((mark) => number(mark.number, 'y'));
    expect(heights.map((height) => height === heights[0])).toEqual([true, true, false, true]);
    const tops = marksOf(picture).map(({ line }) => number(line, 'y1'));
    expect(tops.map((height) => height === tops[0])).toEqual([true, true, false, true]);
  });
});
