import { exactJson } from '../../../core/exact-number.ts';
import { idOf } from '../manifest/check-manifest.ts';
import type { ManifestRow } from '../manifest/read-manifest.ts';
import type { RowBody } from './row-body.ts';

/** Writes one line of JSON for the result of each row. */
export interface Results {
  /** Resolves when there is room for the line of a further row. */
  room(): Promise<void>;
  /** Is called for each row, in the order of the manifest, before anything else is done with the row. */
  begin(row: number): void;
  write(row: ManifestRow, body: RowBody): void;
  /** Says that a row gets no line in this run. A row that has one already keeps it. */
  skip(row: number): void;
}

/** The line of a row: its result, with the columns that are copied from the manifest. `idv eval` reads these lines. */
export function resultLine(row: ManifestRow, body: RowBody): string {
  const extra = Object.keys(row.extra).length > 0 ? { extra: row.extra } : {};
  return `${exactJson({ schemaVersion: 1, id: idOf(row), row: row.row, ...row.copied, ...body, ...extra })}\n`;
}

/** Writes lines as soon as they come. With `ordered`, in the order of the manifest: a line waits until all earlier rows are written. */
export const resultsTo = (output: (line: string) => void, ordered: boolean): Results =>
  ordered
    ? new OrderedResults(output)
    : {
        room: async () => undefined,
        begin: () => undefined,
        write: (row, body) => output(resultLine(row, body)),
        skip: () => undefined,
      };

/** Lines of this length together may wait for an earlier row. Then no further row is begun until that one is written. */
const mostWaiting = 32 * 2 ** 20;

/** Keeps lines until all earlier rows have one. Each row that was begun gets a line or is skipped, so that no line waits for ever. */
export class OrderedResults implements Results {
  readonly #output: (line: string) => void;
  readonly #most: number;
  /** The rows that are not written yet, in their order. The line is undefined until it comes, and empty for a row that is skipped. */
  readonly #lines = new Map<number, string | undefined>();
  #waiting = 0;
  #roomy = Promise.resolve();
  #wake = (): void => undefined;

  constructor(output: (line: string) => void, most = mostWaiting) {
    this.#output = output;
    this.#most = most;
  }

  room(): Promise<void> {
    return this.#roomy;
  }

  begin(row: number): void {
    this.#lines.set(row, undefined);
  }

  write(row: ManifestRow, body: RowBody): void {
    this.#put(row.row, resultLine(row, body));
  }

  skip(row: number): void {
    if (this.#lines.get(row) === undefined) this.#put(row, '');
  }

  #put(row: number, line: string): void {
    if (!this.#lines.has(row)) return;
    const wasFull = this.#waiting >= this.#most;
    this.#lines.set(row, line);
    this.#waiting += line.length;
    for (const [first, waiting] of this.#lines) {
      if (waiting === undefined) break;
      this.#lines.delete(first);
      this.#waiting -= waiting.length;
      if (waiting !== '') this.#output(waiting);
    }
    const isFull = this.#waiting >= this.#most;
    if (wasFull && !isFull) this.#wake();
    if (isFull && !wasFull)
      this.#roomy = new Promise((resolve) => {
        this.#wake = resolve;
      });
  }
}
