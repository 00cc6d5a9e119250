import { describe, expect, it } from 'vitest';
import { boxOf, cornersOf, heightsAt, readAxis, shownValue, ticksOf } from '../../../support/drawn-axes.ts';
import { drawnOn, evalPage, pictureOf, those } from '../../../support/eval-page.ts';
import { scoresCsv } from '../../../support/eval-run.ts';

describe('the pictures of a single score', () => {
  it.each([5, 0, -3, 1000])('have room on both sides of %d', async (score) => {
    const run = await evalPage(scoresCsv([score, score], [score]), '--threshold', `${score}`);
    const room = Math.max(1, Math.abs(score) * 0.05);
    for (const id of ['histogram', 'rates'] as const) {
      const picture = drawnOn(run, id);
      const x = readAxis(ticksOf(picture, 'x'));
      const { left, right } = boxOf(picture);
      expect(Math.abs(x(score) - (left + right) / 2)).toBeLessThan(0.4);
      expect(Math.abs(x(score - room) - left)).toBeLessThan(0.4);
      expect(Math.abs(x(score + room) - right)).toBeLessThan(0.4);
    }
  });

  it('has one bar of 100 %, which contains the score', async () => {
    const picture = drawnOn(await evalPage(scoresCsv([5, 5], [5]), '--threshold', '5'), 'histogram');
    const [, ...rows] = picture.table;
    const full = rows.filter(([, genuine, impostor]) => genuine === '100 %' && impostor === '100 %');
    expect(rows.length).toBe(40);
    expect(full.map(([bar]) => bar)).toEqual(['5 to 5.05']);
    expect(rows.filter((row) => !full.includes(row)).every(([, genuine, impostor]) => genuine === '0 %' && impostor === '0 %')).toBe(true);
    const [x, y] = [readAxis(ticksOf(picture, 'x')), readAxis(ticksOf(picture, 'y'))];
    for (const name of ['bar genuine', 'bar impostor']) {
      const corners = cornersOf(those(picture, 'path', name)[0]?.at['d']);
      expect(heightsAt(corners, x(5.025)).every((height) => Math.abs(height - y(1)) < 0.2)).toBe(true);
      expect(heightsAt(corners, x(4.975)).every((height) => Math.abs(height - y(0)) < 0.2)).toBe(true);
    }
    expect(shownValue(ticksOf(picture, 'y').at(-1)?.label ?? '')).toBe(1);
  });

  it('are drawn for scores whose distance is as large as a double can be, and left out beyond', async () => {
    const largest = await evalPage('label,score\ngenuine,4e307\nimpostor,-4e307\n', '--threshold', '1');
    const beyond = await evalPage('label,score\ngenuine,5e307\nimpostor,-5e307\n', '--threshold', '1');
    for (const id of ['histogram', 'rates'] as const) {
      expect(pictureOf(largest.page, id), id).toBeDefined();
      expect(pictureOf(beyond.page, id), id).toBeUndefined();
    }
  });
});
