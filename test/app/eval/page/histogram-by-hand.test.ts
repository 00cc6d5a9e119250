import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxOf, cornersOf, heightsAt, readAxis, shownValue, ticksOf } from '../../../support/drawn-axes.ts';
import { drawnOn, evalPage, type Picture, those } from '../../../support/eval-page.ts';

const bins = 40;

/** Scores of both classes in quarters of a bar, so that many of them stand exactly between two bars. Both ends of the axis have a score. */
const sets = fc
  .record({
    low: fc.integer({ min: -50, max: 50 }),
    wide: fc.integer({ min: 1, max: 3 }),
    genuine: fc.array(fc.integer({ min: 0, max: 4 * bins }), { maxLength: 30 }),
    impostor: fc.array(fc.integer({ min: 0, max: 4 * bins }), { maxLength: 30 }),
    genuineWithout: fc.integer({ min: 0, max: 12 }),
    impostorWithout: fc.integer({ min: 0, max: 12 }),
    distances: fc.boolean(),
  })
  .map(({ low, wide, genuine, impostor, ...rest }) => {
    const score = (quarter: number): number => low + (quarter * wide) / 4;
    return { low, wide, genuine: [...genuine, 4 * bins].map(score), impostor: [0, ...impostor].map(score), ...rest };
  });

type Set = typeof sets extends fc.Arbitrary<infer T> ? T : never;

const csvOf = ({ genuine, impostor, genuineWithout, impostorWithout }: Set): string =>
  [
    'label,score',
    ...genuine.map((score) => `genuine,${score}`),
    ...impostor.map((score) => `impostor,${score}`),
    ...Array.from({ length: genuineWithout }, () => 'genuine,'),
    ...Array.from({ length: impostorWithout }, () => 'impostor,'),
  ].join('\n');

/** The share of these scores in each bar. A score between two bars belongs to the right one, and the highest score to the last bar. */
function sharesOf(scores: readonly number[], { low, wide }: Set): number[] {
  const bars = scores.map((score) => Math.min(bins - 1, Math.floor((score - low) / wide)));
  return Array.from({ length: bins }, (_, bar) => bars.filter((each) => each === bar).length / scores.length);
}

/** The height of the drawn outline over the middle of each bar, as a share. */
function drawnShares(picture: Picture, name: string, { low, wide }: Set): number[] {
  const [x, y] = [readAxis(ticksOf(picture, 'x')), readAxis(ticksOf(picture, 'y'))];
  const [bottom, one] = [y(0), y(1)];
  const corners = cornersOf(those(picture, 'path', `bar ${name}`)[0]?.at['d']);
  return Array.from({ length: bins }, (_, bar) => {
    const [height = Number.NaN, ...others] = heightsAt(corners, x(low + (bar + 0.5) * wide));
    expect(others, `one height over bar ${bar}`).toEqual([]);
    return (height - bottom) / (one - bottom);
  });
}

/** The drawn share of rows without a score, and where its bar stands. */
function drawnStubs(picture: Picture): { name: string; share: number; left: number; right: number }[] {
  const y = readAxis(ticksOf(picture, 'y'));
  const rects = picture.elements.filter(({ name, at }) => name === 'rect' && at['class']?.startsWith('bar '));
  return rects.map(({ at }) => {
    const [left, top, wide, high] = ['x', 'y', 'width', 'height'].map((key) => Number(at[key])) as [number, number, number, number];
    expect(Math.abs(top + high - y(0))).toBeLessThan(0.4);
    return { name: at['class']?.slice('bar '.length) ?? '', share: high / (y(0) - y(1)), left, right: left + wide };
  });
}

const sum = (shares: readonly number[]): number => shares.reduce((total, share) => total + share, 0);

/** One pixel of a picture of 250 pixels, at most. */
const expectNear = (found: number, wanted: number, where: string): void => expect(Math.abs(found - wanted), where).toBeLessThan(0.004);

async function checkHistogram(set: Set): Promise<void> {
  const run = await evalPage(csvOf(set), '--threshold', '0', ...(set.distances ? ['--distances'] : []));
  const picture = drawnOn(run, 'histogram');
  const [, ...rows] = picture.table;
  expect(rows.length).toBe(bins);
  for (const [column, name] of (['genuine', 'impostor'] as const).entries()) {
    const [wanted, drawn] = [sharesOf(set[name], set), drawnShares(picture, name, set)];
    expect(Math.abs(sum(drawn) - 1), `all bars of ${name}`).toBeLessThan(0.02);
    for (const [bar, share] of wanted.entries()) {
      const cell = shownValue(rows[bar]?.[column + 1] ?? '');
      expect(Math.abs(cell - share), `table, ${name}, bar ${bar}`).toBeLessThanOrEqual(share >= 0.1 ? 0.0005 : share * 0.051);
      expectNear(drawn[bar] as number, share, `${name}, bar ${bar}`);
      expect(rows[bar]?.[0]).toBe(`${set.low + bar * set.wide} to ${set.low + (bar + 1) * set.wide}`);
    }
  }
  const stubs = [
    { name: 'genuine', without: set.genuineWithout, scored: set.genuine.length },
    { name: 'impostor', without: set.impostorWithout, scored: set.impostor.length },
  ];
  const drawn = drawnStubs(picture);
  expect(drawn.map(({ name }) => name)).toEqual(stubs.some(({ without }) => without > 0) ? stubs.map(({ name }) => name) : []);
  const words = picture.elements.filter(({ text }) => text === 'no score').map(({ at }) => ({ x: Number(at['x']), y: Number(at['y']) }));
  expect(words.length).toBe(drawn.length > 0 ? 1 : 0);
  for (const { x, y } of words) expect(x > (drawn[0]?.left ?? 0) && x < (drawn.at(-1)?.right ?? 0) && y > boxOf(picture).bottom).toBe(true);
  for (const [index, { share, left, right }] of drawn.entries()) {
    const { name, without, scored } = stubs[index] as (typeof stubs)[number];
    expectNear(share, without / (without + scored), `${name} without a score`);
    expect(left).toBeGreaterThan(Math.max(boxOf(picture).left, drawn[index - 1]?.right ?? 0));
    expect(right).toBeLessThan(readAxis(ticksOf(picture, 'x'))(set.low));
  }
}

describe('the histogram', () => {
  it('draws the share of each class in each bar, and without a score, that a separate count finds', async () => {
    await fc.assert(fc.asyncProperty(sets, checkHistogram), { numRuns: 30 });
  });
});
