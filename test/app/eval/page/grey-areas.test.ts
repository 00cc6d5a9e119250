import { describe, expect, it } from 'vitest';
import { boxOf, readAxis, readLogAxis, ticksOf } from '../../../support/drawn-axes.ts';
import { drawnOn, evalPage, type PageRun, those } from '../../../support/eval-page.ts';
import { scoresCsv } from '../../../support/eval-run.ts';

interface Area {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The areas of the picture of both error rates in which nothing was measured. */
function areasOf(run: PageRun): Area[] {
  return those(drawnOn(run, 'rates'), 'rect', 'unmeasured').map(({ at }) => {
    const [left, top, wide, high] = ['x', 'y', 'width', 'height'].map((key) => Number(at[key])) as [number, number, number, number];
    return { left, top, right: left + wide, bottom: top + high };
  });
}

const expectArea = (found: Area | undefined, wanted: Area): void => {
  for (const side of ['left', 'right', 'top', 'bottom'] as const)
    expect(Math.abs((found?.[side] ?? Number.NaN) - wanted[side]), side).toBeLessThan(0.4);
};

const noteOf = ({ page }: PageRun): string => /<p class="note">(Grey.*?)<\/p>/.exec(page)?.[1]?.replaceAll('&#39;', "'") ?? '';

/** Rows of a service with a threshold; the verdicts follow from it. */
const judged = (threshold: number, genuine: readonly number[], impostor: readonly number[], distances = false): string =>
  [
    'label,verdict,score,threshold',
    ...[...genuine.map((score) => ['genuine', score] as const), ...impostor.map((score) => ['impostor', score] as const)].map(
      ([label, score]) => `${label},${score >= threshold !== distances || score === threshold ? 'pass' : 'mismatch'},${score},${threshold}`,
    ),
  ].join('\n');

describe('the grey areas', () => {
  it('begin under one row of the larger class, over the complete width', async () => {
    const run = await evalPage(
      scoresCsv(
        [50, 60],
        Array.from({ length: 40 }, (_, i) => i),
      ),
      '--threshold',
      '45',
    );
    const picture = drawnOn(run, 'rates');
    const { left, right, bottom } = boxOf(picture);
    const y = readLogAxis(ticksOf(picture, 'y'));
    const areas = areasOf(run);
    expect(areas.length).toBe(1);
    expectArea(areas[0], { left, right, top: y(1 / 40), bottom });
    expect(noteOf(run)).toBe(
      'Grey below: under 1 in 40, nothing was measured there; thin dots: no error was seen; the rate is at most this.',
    );
  });

  it.each([false, true])("end at the service's threshold, on the side that it refuses (distances: %s)", async (distances) => {
    const run = await evalPage(judged(40, [30, 50, 90, 100], [0, 10, 45], distances), ...(distances ? ['--distances'] : []));
    const picture = drawnOn(run, 'rates');
    const { left, right, top, bottom } = boxOf(picture);
    const x = readAxis(ticksOf(picture, 'x'));
    const [side] = areasOf(run);
    expectArea(side, { top, bottom, left: distances ? x(40) : left, right: distances ? right : x(40) });
    expect(noteOf(run)).toContain("; grey at the side: under the service's threshold, by score alone;");
  });

  it.each([
    ['under all scores', 10, false],
    ['far under all scores', -400, false],
    ['over all distances', 100, true],
  ])("are only at the bottom if the service's threshold is %s", async (_, threshold, distances) => {
    const run = await evalPage(judged(threshold, [50, 60, 90], [50, 55, 80], distances), ...(distances ? ['--distances'] : []));
    const { left, right, bottom } = boxOf(drawnOn(run, 'rates'));
    const [area, ...others] = areasOf(run);
    expect(others).toEqual([]);
    expect([area?.left, area?.right, area?.bottom]).toEqual([left, right, bottom]);
    expect(noteOf(run)).not.toContain('at the side');
  });

  it("cover the complete picture if the service's threshold is over all scores", async () => {
    const run = await evalPage(judged(400, [50, 60, 90], [50, 55, 80]));
    expectArea(areasOf(run)[0], boxOf(drawnOn(run, 'rates')));
    expect(noteOf(run)).toContain('at the side');
  });
});
