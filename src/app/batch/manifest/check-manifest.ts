import { type Problem, usageProblem } from '../../../core/errors.ts';
import type { Runtime } from '../../../runtime.ts';
import { inFlight } from '../in-flight.ts';
import { rowKey } from '../row-key.ts';
import { type PreparedRow, prepareRow, type RowReader, writtenDigest } from './prepare-row.ts';
import { lineName, type ManifestRow, readManifest } from './read-manifest.ts';
import { createRowIndex, type RowIndex } from './row-index.ts';

/** Disk and processor have something to do at the same time, and few files are in memory. */
const filesAtOnce = 4;

/** What is known of a row before it is checked: the digest of its values as they were when it was called. */
type KnownRow = { written: string | undefined } | undefined;

interface ManifestCheck {
  path: string;
  batchKey: string;
  reader: RowReader;
  preflight: boolean;
  known(key: string): Promise<KnownRow>;
  /** Told how many rows have been checked. */
  progress(rows: number): void;
}

/** A manifest whose rows have all been read once. */
export interface CheckedManifest {
  index: RowIndex;
  /** In the order of their lines. */
  faults: readonly Problem[];
  /** Rows that will not be called because of them. */
  faultyRows: number;
  /** What to tell, each sentence once, with the number of rows that it is true of. */
  notices: ReadonlyMap<string, number>;
  /** Rows that have the same files and values as an earlier one. */
  repeated: number;
  /** Keys that the manifest has. */
  has(key: string): boolean;
}

/** Its own name, or its number and what is written in it. */
export const idOf = ({ id, row, given }: ManifestRow): string => id ?? `${row}-${writtenDigest(given).slice(0, 8)}`;

const changed = (): Problem => usageProblem('id', 'was called with other values before', 'give the row a new id, and it is called again');

/** Problems of a row's flags, at its line and column. */
const located = (path: string, { line }: ManifestRow, problem: Problem): Problem => ({
  ...problem,
  flag: lineName(path, line, problem.flag.replace(/^--/, '')),
});

/**
 * Reads every row with all of its files and finds every fault, before the first call. Rows that the journal knows are not read again:
 * their files may be gone. Throws IdvError `usage` where the manifest cannot be read at all.
 */
export async function checkManifest(check: ManifestCheck, runtime: Pick<Runtime, 'fs' | 'readStdin'>): Promise<CheckedManifest> {
  const { path, batchKey, reader, preflight } = check;
  const index = createRowIndex();
  const faults: { line: number; problem: Problem }[] = [];
  const ids = new Map<string, number>();
  const digests = new Set<string>();
  const notices = new Map<string, number>();
  let [faultyRows, repeated, done] = [0, 0, 0];
  const keys = new Set<string>();

  async function checkRow(row: ManifestRow): Promise<void> {
    const id = idOf(row);
    const key = rowKey(batchKey, id);
    const earlier = ids.get(id);
    ids.set(id, earlier ?? row.line);
    const known = await check.known(key);
    const prepared: Pick<PreparedRow, 'digest' | 'problems'> & { notices: readonly string[] } = known
      ? { digest: '', problems: known.written === undefined || known.written === writtenDigest(row.given) ? [] : [changed()], notices: [] }
      : await prepareRow(row, reader, preflight).then(({ digest, problems, input }) => ({ digest, problems, notices: input.notices }));
    const problems = [...prepared.problems];
    if (earlier !== undefined) problems.push(usageProblem('id', `is that of line ${earlier} too`, 'give each row its own'));
    faults.push(...problems.map((problem) => ({ line: row.line, problem: located(path, row, problem) })));
    for (const notice of prepared.notices) notices.set(notice, (notices.get(notice) ?? 0) + 1);
    if (problems.length > 0) faultyRows += 1;
    else if (!known) {
      if (digests.has(prepared.digest)) repeated += 1;
      digests.add(prepared.digest);
    }
    // Of two rows with one name the first one keeps what the journal knows of it.
    if (earlier === undefined) keys.add(key);
    index.set(row.row, { key, digest: prepared.digest, kind: problems.length > 0 ? 'faulty' : known ? 'known' : 'new' });
    done += 1;
    check.progress(done);
  }

  async function* rows(): AsyncGenerator<ManifestRow> {
    for await (const item of readManifest(path, reader.columns, runtime)) {
      if ('row' in item) yield item.row;
      else {
        faults.push({ line: Number(/ line (\d+)/.exec(item.fault.flag)?.[1] ?? 0), problem: item.fault });
        faultyRows += 1;
      }
    }
  }

  await inFlight(rows(), filesAtOnce, checkRow);
  faults.sort((a, b) => a.line - b.line);
  return { index, faults: faults.map(({ problem }) => problem), faultyRows, notices, repeated, has: (key) => keys.has(key) };
}
