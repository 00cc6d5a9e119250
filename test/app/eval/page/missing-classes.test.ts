import { describe, expect, it } from 'vitest';
import { drawnOn, elementsOf, evalPage, pictureOf, those } from '../../../support/eval-page.ts';
import { scoresCsv } from '../../../support/eval-run.ts';

describe('a page of one class', () => {
  it.each([
    ['genuine', scoresCsv([5, 7, 9], [])],
    ['impostor', scoresCsv([], [5, 7, 9])],
  ])('draws only %s rows, and no DET curve', async (name, rows) => {
    const run = await evalPage(rows, '--threshold', '6');
    const other = name === 'genuine' ? 'impostor' : 'genuine';
    expect(pictureOf(run.page, 'det')).toBeUndefined();
    for (const [id, part] of [
      ['histogram', 'bar'],
      ['rates', 'line'],
    ] as const) {
      const picture = drawnOn(run, id);
      expect(those(picture, 'path', `${part} ${name}`).length, id).toBe(1);
      expect(those(picture, 'path', `${part} ${other}`).length, id).toBe(0);
      expect(picture.legend.length).toBe(1);
      expect(picture.table.every((cells) => cells.length === 2)).toBe(true);
    }
  });

  it('draws no DET curve against a species without an answer', async () => {
    const rows = ['label,species,score', 'bonafide,,9', 'bonafide,,5', 'attack,mask,1', 'attack,mask,7', 'attack,paper,', 'attack,paper,'];
    const picture = drawnOn(await evalPage(rows.join('\n'), '--threshold', '5'), 'det');
    expect(picture.elements.filter(({ at }) => at['class']?.startsWith('line')).length).toBe(1);
    expect(picture.description).toContain('DET curve of mask;');
    expect(picture.legend).toEqual([]);
  });
});

describe('the bands of a DET curve', () => {
  it.each([
    [2, true],
    [3, false],
  ])('are drawn for up to two species, of %i: %s', async (count, isDrawn) => {
    const species = ['mask', 'paper', 'screen'].slice(0, count);
    const attacks = species.flatMap((name) => [1, 4, 6, 7].map((score) => `attack,${name},${score}`));
    const users = [9, 8, 7, 5, 3].map((score) => `bonafide,,${score}`);
    const picture = drawnOn(await evalPage(['label,species,score', ...users, ...attacks].join('\n'), '--threshold', '5'), 'det');
    const bands = picture.elements.filter(({ at }) => at['class']?.startsWith('band'));
    expect(bands.map(({ at }) => at['class'])).toEqual(isDrawn ? species.map((_, index) => `band impostor dash-${index}`) : []);
    expect(picture.legend).toEqual(species);
  });
});

describe('a page without a known rate', () => {
  it('draws no curve, only what the service decided, if a pass has no score and no threshold is known', async () => {
    const rows = ['label,verdict,score', 'genuine,pass,', 'genuine,mismatch,30', 'impostor,mismatch,20'];
    const run = await evalPage(rows.join('\n'));
    expect(pictureOf(run.page, 'histogram')).toBeDefined();
    expect(pictureOf(run.page, 'rates')).toBeUndefined();
    const picture = drawnOn(run, 'det');
    expect(those(picture, 'path', 'line this').map(({ at }) => at['d'])).toEqual(['']);
    expect(picture.elements.filter(({ at }) => at['class'] === 'dot main').length).toBe(1);
    expect(picture.description).toContain('as decided: 0 % accepted, 50 % refused');
  });

  it('shows a point without its figures in the table of the DET curve, and not in the picture', async () => {
    const rows = [
      'label,verdict,score,threshold',
      'genuine,pass,90,70',
      'genuine,pass,80,70',
      'genuine,mismatch,,70',
      'impostor,mismatch,20,70',
      'impostor,pass,85,70',
    ];
    const run = await evalPage(rows.join('\n'), '--threshold', '50', '--threshold', '85');
    expect(run.report.operatingPoint?.fmr).toBeNull();
    const picture = drawnOn(run, 'det');
    expect(picture.table.slice(1).map(([name, accepted]) => [name, accepted])).toEqual([
      ['50', '-'],
      ['85', '50 %'],
    ]);
    expect(picture.elements.filter(({ name }) => name === 'circle').length).toBe(1);
    expect(picture.description).not.toContain('50: ');
    const rates = drawnOn(run, 'rates');
    expect(
      rates.table
        .slice(1)
        .map(([threshold]) => Number(threshold))
        .every((threshold) => threshold >= 70),
    ).toBe(true);
    // The bar of the known rate takes the complete width, because the unknown one has no bound.
    const cells = [...run.page.matchAll(/<td data-label="strangers who pass">.*?<\/td>/gs)].map(([cell]) => cell);
    expect(cells[0]).toContain('>not known<');
    const [, bar] = elementsOf(cells[1] ?? '').filter(({ name }) => name !== 'td');
    expect(Number(bar?.at['x']) + Number(bar?.at['width'])).toBe(118);
  });
});
