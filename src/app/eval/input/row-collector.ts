import { isFinished, type Row } from './row.ts';

/** Rows that no figure counts, for a reason other than their verdict. */
export interface UncountedRows {
  /** The same media again; only one answer counts. */
  duplicates: number;
  /** How many of the duplicates have a different answer. */
  differing: number;
  /** Genuine rows that compare a file with itself. */
  sameFile: number;
}

const fileCount = (media: string): number => media.split('\n').length;

const comparesWithItself = ({ label, media }: Row): boolean =>
  label === 'genuine' && media !== undefined && new Set(media.split('\n')).size < fileCount(media);

/** Finds rows about the same pair. If an earlier row contradicts a row, `add` returns the problem. */
export function rowCollector() {
  const rows: Row[] = [];
  const setAside: UncountedRows = { duplicates: 0, differing: 0, sameFile: 0 };
  const byPair = new Map<string, number>();
  const add = (row: Row): string | undefined => {
    if (comparesWithItself(row)) {
      setAside.sameFile += 1;
      return undefined;
    }
    const pair = row.media;
    const at = pair === undefined ? undefined : byPair.get(pair);
    const earlier = at === undefined ? undefined : rows[at];
    if (at === undefined || !earlier) {
      rows.push(row);
      if (pair !== undefined) byPair.set(pair, rows.length - 1);
      return undefined;
    }
    if (earlier.label !== row.label) return `labelled ${row.label}, and the same files ${earlier.label} on line ${earlier.line}`;
    setAside.duplicates += 1;
    // If the earlier call had failed, its repeat is the answer.
    if (!isFinished(earlier)) rows[at] = row;
    else if (isFinished(row) && (earlier.score !== row.score || earlier.verdict !== row.verdict)) setAside.differing += 1;
    return undefined;
  };
  return { rows, setAside, add };
}
