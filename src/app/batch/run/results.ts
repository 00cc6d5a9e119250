import { exactJson } from '../../../core/exact-number.ts';
import { idOf } from '../manifest/check-manifest.ts';
import type { ManifestRow } from '../manifest/read-manifest.ts';
import type { RowBody } from './row-body.ts';

/** Takes the results of rows, and writes one line of JSON for each. */
export interface Results {
  write(row: ManifestRow, body: RowBody): void;
  /** A row that will have no line in this run. */
  skip(row: number): void;
}

/** A result with what the manifest says of its row, as `idv eval` reads it. */
export function resultLine(row: ManifestRow, body: RowBody): string {
  const extra = Object.keys(row.extra).length > 0 ? { extra: row.extra } : {};
  return `${exactJson({ schemaVersion: 1, id: idOf(row), row: row.row, ...row.passed, ...body, ...extra })}\n`;
}

/** Lines as they come; or with `ordered`, in the order of the manifest: one that is early waits for those before it. */
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
