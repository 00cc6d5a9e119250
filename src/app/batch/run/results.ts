import { exactJson } from '../../../core/exact-number.ts';
import { idOf } from '../manifest/check-manifest.ts';
import type { ManifestRow } from '../manifest/read-manifest.ts';
import type { RowBody } from './row-body.ts';

/** Writes one line of JSON for the result of each row. */
export interface Results {
  write(row: ManifestRow, body: RowBody): void;
  /** Marks a row that gets no line in this run. */
  skip(row: number): void;
}

/** The line of a row: its result, with the columns that are copied from the manifest. `idv eval` reads these lines. */
export function resultLine(row: ManifestRow, body: RowBody): string {
  const extra = Object.keys(row.extra).length > 0 ? { extra: row.extra } : {};
  return `${exactJson({ schemaVersion: 1, id: idOf(row), row: row.row, ...row.passed, ...body, ...extra })}\n`;
}

/** Writes lines as soon as they come. With `ordered`, in the order of the manifest: a line waits until all earlier rows are written. */
export function resultsTo(output: (line: string) => void, ordered: boolean): Results {
  const early = new Map<number, string>();
  let next = 1;
  function put(row: number, line: string): void {
    if (!ordered) {
      output(line);
      return;
    }
    early.set(row, line);
    for (let waiting = early.get(next); waiting !== undefined; waiting = early.get(next)) {
      early.delete(next);
      next += 1;
      if (waiting !== '') output(waiting);
    }
  }
  return { write: (row, body) => put(row.row, resultLine(row, body)), skip: (row) => put(row, '') };
}
