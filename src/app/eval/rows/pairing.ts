import { IdvError } from '../../../core/errors.ts';
import type { Pair } from '../figures/two-systems.ts';
import type { InputRows } from '../input/read-inputs.ts';
import { isFinished, type Row } from '../input/row.ts';

/** Rows of two runs that are about the same pair of people or files. */
export interface Pairing {
  joinedBy: 'the same row' | 'id' | 'media' | 'label, subject and reference';
  pairs: readonly (readonly [row: Row, baseline: Row])[];
  /** Rows that the other run does not have. */
  alone: { here: number; baseline: number };
}

const everyRowHas = (name: 'id' | 'media', sets: readonly (readonly Row[])[]): boolean =>
  sets.every((rows) => rows.every((row) => row[name] !== undefined));

/** One key for each row. If people have several rows, the third row is paired with the third row. */
function keyed(rows: readonly Row[], people: readonly string[], joinedBy: Pairing['joinedBy']): Map<string, Row> {
  const counts = new Map<string, number>();
  const nameOf = (person: number): string => people[person] ?? '';
  const keyOf = (row: Row): string => {
    if (joinedBy === 'id') return row.id ?? '';
    return joinedBy === 'media' ? (row.media ?? '') : [nameOf(row.subject), nameOf(row.reference), row.species ?? ''].join('\n');
  };
  return new Map(
    rows.map((row) => {
      const key = `${row.label}\n${keyOf(row)}`;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return [`${key}\n${count}`, row];
    }),
  );
}

/** Pairs from rows with two scores each. */
export const pairWithin = (rows: readonly Row[]): Pairing => {
  const [both, one] = [rows.filter(({ baseline }) => baseline !== undefined), rows.filter(({ baseline }) => baseline === undefined)];
  return {
    joinedBy: 'the same row',
    pairs: both.map((row) => [row, { ...row, score: row.baseline }] as const),
    alone: { here: one.length, baseline: 0 },
  };
};

/** Pairs the rows of two files. */
export function pairAcross(here: InputRows, baseline: InputRows): Pairing {
  const sets = [here.rows, baseline.rows];
  const joinedBy = everyRowHas('id', sets) ? 'id' : everyRowHas('media', sets) ? 'media' : 'label, subject and reference';
  if (joinedBy !== 'id' && joinedBy !== 'media' && !(here.columns.has('subject') && baseline.columns.has('subject'))) {
    throw new IdvError('usage', '--baseline: nothing says which rows of the two runs are the same pair', {
      code: 'no-pairs',
      hint: 'give both files the columns subject and reference, or id',
    });
  }
  const others = keyed(baseline.rows, baseline.people, joinedBy);
  const pairs: [Row, Row][] = [];
  let alone = 0;
  for (const [key, row] of keyed(here.rows, here.people, joinedBy)) {
    const other = others.get(key);
    if (other) pairs.push([row, other]);
    else alone += 1;
  }
  return { joinedBy, pairs, alone: { here: alone, baseline: others.size - pairs.length } };
}

/** Whether a threshold decides a row wrongly; undefined if the row has no score. Without a threshold the verdict decides. */
function isWrong({ label, score, verdict }: Row, threshold: number | undefined, distances: boolean): boolean | undefined {
  const genuine = label === 'genuine' || label === 'bonafide';
  if (threshold === undefined) return verdict === undefined ? undefined : (verdict === 'pass') !== genuine;
  if (score === undefined || (verdict !== undefined && verdict !== 'pass' && verdict !== 'mismatch')) return undefined;
  return (distances ? score <= threshold : score >= threshold) !== genuine;
}

/** Pairs that both runs decided. */
export function decidedPairs(
  { pairs }: Pairing,
  thresholds: readonly [number | undefined, number | undefined],
  distances: boolean,
): Pair[] {
  return pairs.flatMap(([row, other]) => {
    if (!isFinished(row) || !isFinished(other)) return [];
    const [wrong, baselineWrong] = [isWrong(row, thresholds[0], distances), isWrong(other, thresholds[1], distances)];
    return wrong === undefined || baselineWrong === undefined ? [] : [{ row, wrong, baselineWrong }];
  });
}
