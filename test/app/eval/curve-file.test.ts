import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countedPoints } from '../../support/counted-figures.ts';
import { wilsonBand } from '../../support/counted-rates.ts';
import { fileOf, runEval, testFolder } from '../../support/eval-run.ts';

async function curveOf(csv: string, ...flags: readonly string[]): Promise<string[][]> {
  const path = join(await testFolder(), 'curve.csv');
  const { exitCode } = await runEval(await fileOf(csv), '--curve', path, ...flags);
  expect(exitCode).toBe(0);
  return (await readFile(path, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
}

const textOf = (value: number | null): string => (value === null ? '' : String(value));

function expectFigures(cells: readonly string[], k: number, n: number): void {
  expect(cells.slice(0, 2)).toEqual([String(k), String(n)]);
  const [low, high] = wilsonBand(k, n);
  for (const [index, wanted] of [k / n, low, high].entries()) expect(Number(cells[index + 2])).toBeCloseTo(wanted, 6);
}

const scores = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 8 });

describe('the file of a curve', () => {
  it('has each threshold at which a rate can change, from the lowest on, with the rates that a separate count finds', async () => {
    await fc.assert(
      fc.asyncProperty(scores, scores, fc.boolean(), async (genuine, impostor, distances) => {
        const sign = distances ? -1 : 1;
        const rows = [...genuine.map((score) => `genuine,${sign * score}`), ...impostor.map((score) => `impostor,${sign * score}`)];
        const [head, ...lines] = await curveOf(['label,score', ...rows].join('\n'), ...(distances ? ['--distances'] : []));
        expect(head?.slice(0, 2)).toEqual(distances ? ['threshold_from', 'threshold_below'] : ['threshold_above', 'threshold_up_to']);
        const points = countedPoints(genuine, impostor);
        const shown = distances ? points.toReversed() : points;
        expect(lines).toHaveLength(shown.length);
        for (const [index, { above, upTo, accepted, refused }] of shown.entries()) {
          const cells = lines[index] as string[];
          const negative = (value: number | null): number | null => (value === null ? null : 0 - value);
          expect(cells.slice(0, 2)).toEqual((distances ? [negative(upTo), negative(above)] : [above, upTo]).map(textOf));
          expectFigures(cells.slice(2, 7), refused, genuine.length);
          expectFigures(cells.slice(7, 12), accepted, impostor.length);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('has every species, and a name with a comma or a quote in quotes', async () => {
    const rows = ['bona fide,,5', 'bona fide,,7', 'attack,"a, b",5', 'attack,"c""d",6', 'attack,"c""d",4', 'attack,plain,'];
    const [head, ...lines] = await curveOf(['label,species,score', ...rows].join('\n'));
    expect(head?.join(',')).toBe(
      [
        'threshold_above,threshold_up_to,bpcer_errors,bpcer_rows,bpcer,bpcer_low,bpcer_high',
        ...['a, b', 'c""d'].flatMap((name) => ['_errors', '_rows', '', '_low', '_high'].map((end) => `"apcer ${name}${end}"`)),
        'apcer plain_errors,apcer plain_rows,apcer plain,apcer plain_low,apcer plain_high',
      ].join(','),
    );
    expect(lines.map((cells) => [...cells.slice(0, 4), ...cells.slice(7, 9), ...cells.slice(12, 14)].join(' '))).toEqual([
      ' 4 0 2 1 1 2 2',
      '4 5 0 2 1 1 1 2',
      '5 6 1 2 0 1 1 2',
      '6 7 1 2 0 1 0 2',
      '7  2 2 0 1 0 2',
    ]);
    // A species without a score has empty cells.
    for (const cells of lines) expect(cells.slice(17)).toEqual(['', '', '', '', '']);
  });

  it('follows --confidence', async () => {
    const [, first] = await curveOf('label,score\ngenuine,5\nimpostor,5\n', '--confidence', '80');
    const z = 1.2815515655446004;
    expect(Number(first?.[6])).toBeCloseTo((z * z) / (1 + z * z), 9);
  });

  it('begins at the threshold of the service, if refusals have no score', async () => {
    const csv = 'label,verdict,score,threshold\ngenuine,pass,75,70\ngenuine,mismatch,,70\nimpostor,mismatch,,70\nimpostor,pass,80,70\n';
    const [, ...lines] = await curveOf(csv);
    expect(lines.map((cells) => [...cells.slice(0, 4), ...cells.slice(7, 9)].join(' '))).toEqual([
      '69.99999999999999 75 1 2 1 2',
      '75 80 2 2 1 2',
      '80  2 2 0 2',
    ]);
  });
});
