import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readAxis, ticksOf } from '../../../support/drawn-axes.ts';
import { type Drawn, drawnOn, evalPage, type PageRun, type Picture, pictureOf } from '../../../support/eval-page.ts';
import { setPath } from '../../../support/eval-run.ts';

interface Line {
  name: string;
  shown: string;
  colour: string | undefined;
  low: number;
  rate: number;
  high: number;
  text: string;
}

/** The lines of the picture from the top, with what they show in pixels. */
function linesOf({ elements }: Picture): Line[] {
  const names = elements.flatMap((each, index) => (each.at['class'] === 'name' ? [index] : []));
  return names.map((from, index) => {
    const [name, shown, ...rest] = elements.slice(from, names[index + 1]) as [Drawn, Drawn, ...Drawn[]];
    const [, low, high] =
      /^M([\d.]+),[\d.]+v12m0,-6H([\d.]+)m0,-6v12$/.exec(rest.find((each) => each.name === 'path')?.at['d'] ?? '') ?? [];
    const circle = rest.find((each) => each.name === 'circle')?.at ?? {};
    const text = rest.find((each) => each.name === 'text');
    const ends = { low: Number(low), rate: Number(circle['cx']), high: Number(high) };
    return { name: name.text, shown: shown.text, colour: circle['class'], ...ends, text: text?.text ?? '' };
  });
}

function expectFigures(run: PageRun, wanted: readonly string[]): void {
  const picture = drawnOn(run, 'species');
  const liveness = run.report.operatingPoint?.liveness;
  const x = readAxis(ticksOf(picture, 'x'));
  const lines = linesOf(picture);
  expect(lines.map(({ name }) => name)).toEqual([...wanted, 'real users refused']);
  for (const line of lines) {
    const figure = line.name === 'real users refused' ? liveness?.bpcer : liveness?.apcer[line.name];
    if (!figure) throw new Error(`${line.name} has no figure`);
    for (const [drawn, share] of [
      [line.low, figure.interval[0]],
      [line.rate, figure.rate],
      [line.high, figure.interval[1]],
    ] as const)
      expect(Math.abs(drawn - x(share)), line.name).toBeLessThan(0.2);
    expect(line.colour).toBe(line.name === 'real users refused' ? 'dot genuine' : 'dot impostor');
  }
}

describe('the picture of the species', () => {
  it('draws the rate and the interval of the report for each species, the worst on top', async () => {
    const run = await evalPage(await readFile(setPath('08-species'), 'utf8'), '--threshold', '70');
    expectFigures(run, ['mask-3d', 'screen', 'cutout', 'print']);
    expect(linesOf(drawnOn(run, 'species')).map(({ shown }) => shown)).toEqual(
      ['60', '160', '100', '180', '500'].map((count) => `${count} shown`),
    );
    expect(linesOf(drawnOn(run, 'species')).map(({ text }) => text)).toEqual(['32.7 %', '3.3 %', '0 %', '0 %', '5.7 %']);
  });

  it('has one line under the other, inside of the picture', async () => {
    const { elements, height } = drawnOn(await evalPage(await readFile(setPath('08-species'), 'utf8'), '--threshold', '70'), 'species');
    const names = elements.filter(({ at }) => at['class'] === 'name').map(({ at }) => Number(at['y']));
    const dots = elements.filter(({ name }) => name === 'circle').map(({ at }) => Number(at['cy']));
    const whiskers = elements.flatMap(({ at }) => /^M[\d.]+,([\d.]+)v12/.exec(at['d'] ?? '')?.[1] ?? []).map((top) => Number(top) + 6);
    expect(whiskers).toEqual(dots);
    for (const [index, y] of dots.entries()) {
      expect(y > 26 && y < height - 24).toBe(true);
      expect(Math.abs(y - (names[index] ?? 0))).toBeLessThan(5);
      if (index > 0) expect(y - (dots[index - 1] ?? 0)).toBe(40);
    }
  });

  it('has ticks from 0 % to 100 %', async () => {
    const picture = drawnOn(await evalPage(await readFile(setPath('08-species'), 'utf8'), '--threshold', '70'), 'species');
    const ticks = ticksOf(picture, 'x');
    expect(ticks.map(({ label }) => label)).toEqual(['0 %', '25 %', '50 %', '75 %', '100 %']);
    const places = ticks.map(({ at }) => at);
    expect(
      places.every((at, index) => index === 0 || Math.abs(at - (places[index - 1] ?? 0) - (places[1] ?? 0) + (places[0] ?? 0)) < 0.2),
    ).toBe(true);
  });

  it('has the same numbers in its table and in its description', async () => {
    const picture = drawnOn(await evalPage(await readFile(setPath('08-species'), 'utf8'), '--threshold', '70'), 'species');
    const [, ...rows] = picture.table;
    // Counted by hand: answers and errors at 70 of test/vectors/eval/08-species.csv.
    expect(rows).toEqual([
      ['mask-3d', '60', '55', '18', '32.7 % (20.7 to 46.7)'],
      ['screen', '160', '151', '5', '3.3 % (1.1 to 7.6)'],
      ['cutout', '100', '95', '0', '0 % (0 to 3.8)'],
      ['print', '180', '174', '0', '0 % (0 to 2.1)'],
      ['real users refused', '500', '489', '28', '5.7 % (3.8 to 8.2)'],
    ]);
    expect(picture.description).toBe(`${rows.map(([name, , , , text]) => `${name}: ${text}`).join('; ')}.`);
  });

  it('puts a species without an answer on top, and says so', async () => {
    const rows = ['label,species,score', 'bonafide,,9', 'bonafide,,8', 'attack,mask,1', 'attack,mask,7', 'attack,paper,', 'attack,paper,'];
    const picture = drawnOn(await evalPage(rows.join('\n'), '--threshold', '5'), 'species');
    const [top, ...others] = linesOf(picture);
    expect([top?.name, top?.shown, top?.text, top?.rate]).toEqual(['paper', '2 shown', 'no answer', Number.NaN]);
    expect(others.map(({ name }) => name)).toEqual(['mask', 'real users refused']);
    expect(picture.table[1]).toEqual(['paper', '2', '0', '0', 'no answer']);
  });

  it('puts the species with the wider interval on top if two rates are equal', async () => {
    const attacks = [...Array.from({ length: 9 }, () => 'attack,often,1'), ...Array.from({ length: 3 }, () => 'attack,seldom,1')];
    const run = await evalPage(['label,species,score', 'bonafide,,9', 'bonafide,,4', ...attacks].join('\n'), '--threshold', '5');
    expectFigures(run, ['seldom', 'often']);
  });

  it('writes the rate to the left of an interval that reaches the right end', async () => {
    const attacks = Array.from({ length: 30 }, (_, i) => `attack,${i < 15 ? 'all' : 'none'},${i < 15 ? 9 : 1}`);
    const picture = drawnOn(await evalPage(['label,species,score', 'bonafide,,9', ...attacks].join('\n'), '--threshold', '5'), 'species');
    const [all, none] = linesOf(picture);
    const texts = picture.elements
      .filter(({ name, at, text }) => name === 'text' && at['class'] === 'tick' && /^(100|0) %$/.test(text))
      .slice(-3);
    expect(Number(texts[0]?.at['x'])).toBeLessThan(all?.low ?? 0);
    expect(texts[0]?.at['text-anchor']).toBe('end');
    expect(Number(texts[1]?.at['x'])).toBeGreaterThan(none?.high ?? 0);
    expect(texts[1]?.at['text-anchor']).toBe('start');
  });

  it('is left out if no row is an attack', async () => {
    const { page } = await evalPage('label,score\nbonafide,9\nbonafide,8\n', '--threshold', '5');
    expect(pictureOf(page, 'species')).toBeUndefined();
  });
});
