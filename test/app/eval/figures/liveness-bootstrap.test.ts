import { describe, expect, it } from 'vitest';
import { type NamedRow, spreadOf, type Weighted, weightedShare } from '../../../support/counted-resamples.ts';
import { evalText } from '../../../support/eval-run.ts';

type Presentation = NamedRow & { species: string };

const name = (index: number): string => `p${String(index).padStart(2, '0')}`;

/** Ten people, each with two presentations of their own and one of each species. */
const presentations: Presentation[] = Array.from({ length: 10 }, (_, i) => {
  const of = (species: string, score: number): Presentation => ({
    label: species === '' ? 'genuine' : 'impostor',
    species,
    subject: name(i),
    reference: name(i),
    score,
  });
  return [of('', 20 + ((i * 7) % 13)), of('', 18 + ((i * 5) % 17)), of('mask', 10 + ((i * 3) % 19)), of('print', 8 + ((i * 11) % 15))];
}).flat();

const speciesOf = (rows: Weighted, species: string): Weighted =>
  rows.filter((row) => (row as Weighted[number] & Presentation).species === species);
const acceptedOf = (rows: Weighted, threshold: number): number => weightedShare(rows, ({ score }) => score >= threshold);
const refusedOf = (rows: Weighted, threshold: number): number => weightedShare(rows, ({ score }) => score < threshold);

const thresholds = [...new Set(presentations.map(({ score }) => score)), 999].sort((a, b) => a - b);

const expectEnds = (interval: readonly number[] | null | undefined, { low, high }: { low: number; high: number }): void =>
  expect(interval).toEqual([expect.closeTo(low, 9), expect.closeTo(high, 9)]);

describe('the bootstrap of liveness scores', () => {
  it('chooses the lowest threshold that is safe for every species again in each resample', async () => {
    const table = presentations.map(
      ({ species, subject, score }) => `${species === '' ? 'bona fide' : 'attack'},${species},${subject},${score}`,
    );
    const flags = ['--threshold', '22', '--seed', '9', '--resamples', '250'];
    const { report } = await evalText(['label,species,subject,score', ...table].join('\n'), ...flags);
    const point = report.bpcerAtApcer?.find(({ maxApcer }) => maxApcer === 0.1);
    const bpcer = (rows: Weighted): number => {
      const safe = thresholds.find((each) => ['mask', 'print'].every((species) => acceptedOf(speciesOf(rows, species), each) <= 0.1));
      return refusedOf(speciesOf(rows, ''), safe ?? Number.NaN);
    };
    expectEnds(point?.bpcer?.bootstrap, spreadOf(presentations, 9, 250, bpcer));
    const liveness = report.atThresholds[0]?.liveness;
    expectEnds(
      liveness?.apcer['mask']?.bootstrap,
      spreadOf(presentations, 9, 250, (rows) => acceptedOf(speciesOf(rows, 'mask'), 22)),
    );
    expectEnds(
      liveness?.bpcer?.bootstrap,
      spreadOf(presentations, 9, 250, (rows) => refusedOf(speciesOf(rows, ''), 22)),
    );
  });
});
