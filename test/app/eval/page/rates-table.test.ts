import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { acceptedOf, wilsonBand } from '../../../support/counted-rates.ts';
import { drawnOn, evalPage } from '../../../support/eval-page.ts';
import { scoresCsv, setPath } from '../../../support/eval-run.ts';
import { expectShares } from '../../../support/shown-figures.ts';

/** The scores of a set with the columns `label` and `score`, by label. */
async function scoresOf(name: string): Promise<Record<string, number[]>> {
  const scores: Record<string, number[]> = { genuine: [], impostor: [] };
  for (const line of (await readFile(setPath(name), 'utf8')).trimEnd().split('\n').slice(1)) {
    const [label = '', score] = line.split(',');
    scores[label]?.push(Number(score));
  }
  return scores;
}

describe('the table of both error rates', () => {
  it.each([false, true])(
    'has the rates that a separate count finds at each round threshold, with Wilson intervals (distances: %s)',
    async (distances) => {
      const { genuine = [], impostor = [] } = await scoresOf('01-normal');
      const run = await evalPage(scoresCsv(genuine, impostor), '--threshold', '50', ...(distances ? ['--distances'] : []));
      const [head, ...rows] = drawnOn(run, 'rates').table;
      expect(head).toEqual(['threshold', 'strangers accepted (FMR)', 'genuine refused (FNMR)']);
      expect(rows.length).toBeGreaterThan(5);
      for (const [threshold = '', ...cells] of rows) {
        const at = Number(threshold);
        const counted = [
          [acceptedOf(impostor, at, distances), impostor.length],
          [genuine.length - acceptedOf(genuine, at, distances), genuine.length],
        ] as const;
        for (const [index, [k, n]] of counted.entries()) expectShares(cells[index] ?? '', [k / n, ...wilsonBand(k, n)], `${at}, ${index}`);
      }
    },
  );

  it('says in its description how many rows each curve has, and which thresholds are stricter', async () => {
    const rows = scoresCsv([5, 6, 7], [1, 2, 3, 4]);
    const curves = 'strangers accepted (FMR), of 4 rows; genuine refused (FNMR), of 3 rows. ';
    const [scores, distances] = [await evalPage(rows, '--threshold', '5'), await evalPage(rows, '--threshold', '5', '--distances')];
    expect(drawnOn(scores, 'rates').description).toBe(`${curves}Higher thresholds accept fewer strangers and refuse more users.`);
    expect(drawnOn(distances, 'rates').description).toBe(`${curves}Lower thresholds accept fewer strangers and refuse more users.`);
  });

  it('has one column for each species, in the order of the legend', async () => {
    const picture = drawnOn(await evalPage(await readFile(setPath('08-species'), 'utf8'), '--threshold', '70'), 'rates');
    const names = ['cutout', 'mask-3d', 'print', 'screen'].map((species) => `${species} let through (APCER)`);
    expect(picture.legend).toEqual(['real users refused (BPCER)', ...names]);
    expect(picture.table[0]).toEqual(['threshold', ...picture.legend]);
    expect(picture.description).toContain('real users refused (BPCER), of 489 rows');
    expect(picture.description).toContain('mask-3d let through (APCER), of 55 rows');
    expect(picture.description).toMatch(/Higher thresholds accept fewer attacks and refuse more users\.$/);
    // Counted at 70 of test/vectors/eval/08-species.csv.
    const row = picture.table.find(([threshold]) => threshold === '70') ?? [];
    for (const [index, share] of [28 / 489, 0, 18 / 55, 0, 5 / 151].entries())
      expectShares((row[index + 1] ?? '').replace(/ \(.*/, ''), [share], `column ${index}`);
  });

  it('begins at the first round threshold that is not under the one of the service', async () => {
    const judged = ['genuine,pass,80.5', 'genuine,pass,130.5', 'genuine,mismatch,', 'impostor,pass,100', 'impostor,mismatch,'];
    const run = await evalPage(['label,verdict,score,threshold', ...judged.map((row) => `${row},80.2`)].join('\n'));
    expect(drawnOn(run, 'rates').table[1]?.[0]).toBe('85');
  });

  it('leaves out a class without a score', async () => {
    const rows = ['label,species,score', 'bonafide,,9', 'bonafide,,5', 'attack,mask,1', 'attack,mask,7', 'attack,paper,', 'attack,paper,'];
    const picture = drawnOn(await evalPage(rows.join('\n'), '--threshold', '5'), 'rates');
    expect(picture.table[0]).toEqual(['threshold', 'real users refused (BPCER)', 'mask let through (APCER)']);
  });
});
