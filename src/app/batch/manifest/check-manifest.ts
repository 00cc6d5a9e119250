import { type Problem, usageProblem } from '../../../core/errors.ts';
import type { Runtime } from '../../../runtime.ts';
import type { RawInput } from '../../input/raw-input.ts';
import { forEachConcurrently } from '../for-each-concurrently.ts';
import { rowKey } from '../row-key.ts';
import { type PreparedRow, prepareRow, type RowReader, writtenDigest } from './prepare-row.ts';
import { lineName, type ManifestRow, readManifest } from './read-manifest.ts';
import { type CalledFiles, replacedFiles } from './replaced-files.ts';
import { RowIndex } from './row-index.ts';

/** Several, so that disk and processor work at the same time; few, so that not many files are in memory. */
const filesAtOnce = 4;

/** What is known about a row before it is checked. */
export interface KnownRow {
  /** The tag of the values that the row had; undefined if it is not known. */
  tag: string | undefined;
  /** True if the row has been called and must not be called again. */
  isCalled: boolean;
  /** For a called row: the files of today are compared with these. */
  files?: CalledFiles;
}

interface ManifestCheck {
  path: string;
  batchKey: string;
  reader: RowReader;
  preflight: boolean;
  /** The tag of a row's values. Another tag shows that they have changed. */
  tagOf(given: RawInput): string;
  known(key: string): Promise<KnownRow | undefined>;
  /** Called with the number of rows that have been checked. */
  progress(rows: number): void;
}

/** A manifest whose rows have all been read once. */
export interface CheckedManifest {
  index: RowIndex;
  /** In the order of their lines. */
  faults: readonly Problem[];
  /** The number of rows that will not be called because of faults. */
  faultyRows: number;
  /** Each different notice, with the number of rows that it applies to. */
  notices: ReadonlyMap<string, number>;
  /** The number of rows that have the same files and values as an earlier row. */
  repeated: number;
}

/** The id of a row: from the manifest, or else its number and the digest of its values. */
export const idOf = ({ id, row, given }: ManifestRow): string => id ?? `${row}-${writtenDigest(given).slice(0, 8)}`;

const changed = (isCalled: boolean): Problem =>
  isCalled
    ? usageProblem('id', 'was called with other values before', 'keep the row as it was, and add a row with a new id for the other values')
    : usageProblem('id', 'was submitted with other values before', 'idv batch cancel takes back what was not called; then submit again');

/** Replaces the flag of a problem by the line and column of the manifest. */
const located = (path: string, { line }: ManifestRow, problem: Problem): Problem => ({
  ...problem,
  flag: lineName(path, line, problem.flag.replace(/^--/, '')),
});

type Inspected = Pick<PreparedRow, 'digest' | 'problems'> & { notices: readonly string[]; isKnown: boolean };

/** Checks one row without the other rows. */
async function inspect(row: ManifestRow, key: string, { reader, preflight, known, tagOf }: ManifestCheck): Promise<Inspected> {
  const earlier = await known(key);
  const isSame = earlier?.tag === undefined || earlier.tag === tagOf(row.given);
  const changes = isSame ? [] : [changed(earlier?.isCalled === true)];
  if (earlier?.isCalled) {
    const { files } = earlier;
    const problems = changes.length > 0 || !files ? changes : await replacedFiles(row, files, reader);
    return { digest: '', problems, notices: [], isKnown: true };
  }
  const { digest, problems, input, release } = await prepareRow(row, reader, preflight);
  release();
  return { digest, problems: [...changes, ...problems], notices: input.notices, isKnown: false };
}

/** What was found so far in each row, and in all rows together. */
class Findings {
  readonly #path: string;
  readonly #index = new RowIndex();
  readonly #faults: { line: number; problem: Problem }[] = [];
  readonly #notices = new Map<string, number>();
  #faultyRows = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** Records the key of a row. Rows must come in their order. If an earlier row has the key, returns its line: keys must be unique. */
  takeKey({ row, line }: ManifestRow, key: string): number | undefined {
    return this.#index.take(row, line, key);
  }

  /** Records a line that is not a row. */
  noteUnreadable(fault: Problem): void {
    this.#faults.push({ line: Number(/ line (\d+)/.exec(fault.flag)?.[1] ?? 0), problem: fault });
    this.#faultyRows += 1;
  }

  noteRow(row: ManifestRow, { digest, isKnown, notices, ...inspected }: Inspected, earlier: number | undefined): void {
    const problems = [...inspected.problems];
    if (earlier !== undefined) problems.push(usageProblem('id', `is that of line ${earlier} too`, 'give each row its own'));
    this.#faults.push(...problems.map((problem) => ({ line: row.line, problem: located(this.#path, row, problem) })));
    for (const notice of notices) this.#notices.set(notice, (this.#notices.get(notice) ?? 0) + 1);
    const isFaulty = problems.length > 0;
    if (isFaulty) this.#faultyRows += 1;
    this.#index.set(row.row, isFaulty ? 'faulty' : isKnown ? 'known' : 'new', digest);
  }

  checked(): CheckedManifest {
    const index = this.#index;
    return {
      index,
      faults: this.#faults.toSorted((a, b) => a.line - b.line).map(({ problem }) => problem),
      faultyRows: this.#faultyRows,
      notices: this.#notices,
      repeated: index.countRepeated(),
    };
  }
}

/**
 * Reads every row with all of its files, and finds every fault before the first call. The files of a row that was called before may be
 * missing, but they must not have changed. Throws IdvError `usage` if the manifest cannot be read at all.
 */
export async function checkManifest(check: ManifestCheck, runtime: Pick<Runtime, 'fs' | 'readStdin' | 'signal'>): Promise<CheckedManifest> {
  const { path, batchKey, reader } = check;
  const findings = new Findings(path);
  let done = 0;

  async function checkRow(row: ManifestRow): Promise<void> {
    const key = rowKey(batchKey, idOf(row));
    const earlier = findings.takeKey(row, key);
    findings.noteRow(row, await inspect(row, key, check), earlier);
    done += 1;
    check.progress(done);
  }

  async function* rows(): AsyncGenerator<ManifestRow> {
    for await (const item of readManifest(path, reader.columns, runtime)) {
      if ('row' in item) yield item.row;
      else findings.noteUnreadable(item.fault);
    }
  }

  await forEachConcurrently(rows(), filesAtOnce, checkRow);
  return findings.checked();
}
