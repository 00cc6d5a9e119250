import { basename } from 'node:path';
import { IdvError, type Problem, usageProblem } from '../../../core/errors.ts';
import { parseExactly } from '../../../core/exact-number.ts';
import { plainText, plural } from '../../../core/text/printable.ts';
import type { Runtime } from '../../../runtime.ts';
import type { RawInput, RawValue } from '../../input/raw-input.ts';
import { generatorFrom } from '../../records/generator-from.ts';
import { peekFirst } from '../../records/peek-first.ts';
import { readCsv } from '../../records/read-csv.ts';
import { readJsonLines } from '../../records/read-json.ts';
import { readText } from '../../records/read-text.ts';
import { type CellProblem, cellValue, plainCell } from './cell-value.ts';
import { type Column, type Columns, type CopiedColumns, extraPrefix } from './columns.ts';

/** One row of a manifest as it was written. Each row is one call. */
export interface ManifestRow {
  /** Counts from 1, without the header and empty lines. */
  row: number;
  /** The line on which the row begins, for messages. */
  line: number;
  /** The id in the manifest; undefined if it has none. */
  id: string | undefined;
  given: RawInput;
  copied: CopiedColumns;
  extra: Readonly<Record<string, unknown>>;
}

export type ManifestItem = { row: ManifestRow } | { fault: Problem };

/** The name of a line of a manifest in messages. */
export const lineName = (path: string, line: number, column?: string): string =>
  `${plainText(basename(path))} line ${line}${column === undefined ? '' : `, column ${plainText(column).slice(0, 40)}`}`;

type Cells = Iterable<readonly [name: string, value: unknown]>;

/** Makes a row from the cells of a record. Empty cells are ignored. */
function rowOf(
  cells: Cells,
  of: (name: string) => Column,
  place: Pick<ManifestRow, 'row' | 'line'>,
  fault: (name: string, problem: CellProblem) => void,
) {
  const given: Record<string, RawValue> = {};
  const copied: CopiedColumns = {};
  const extra: Record<string, unknown> = {};
  let id: string | undefined;
  for (const [name, value] of cells) {
    if (value === '' || value === null || value === undefined) continue;
    const column = of(name);
    const unnamed = column === 'id' || 'copied' in column ? plainCell(value) : undefined;
    if (unnamed) fault(name, unnamed);
    else if (column === 'id') id = String(value).trim() || undefined;
    else if ('copied' in column) copied[column.copied] = value;
    else if ('extra' in column) extra[column.extra] = value;
    else if ('key' in column) {
      const held = cellValue(value, column);
      if (typeof held === 'object' && 'problem' in held) fault(name, held);
      else given[column.key] = held;
    }
  }
  return { id, given, copied, extra, ...place } satisfies ManifestRow;
}

/** Checks the column names of a manifest. */
function nameProblems(path: string, names: readonly string[], columns: Columns, line: number): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, string>();
  let flags = 0;
  for (const name of names) {
    const column = columns.of(name);
    const at = lineName(path, line, name);
    if (typeof column === 'object' && 'meant' in column)
      problems.push(
        usageProblem(
          at,
          'is not a flag of the action',
          `did you mean ${column.meant}? A name that begins with ${extraPrefix} is copied to the result`,
        ),
      );
    if (typeof column === 'object' && 'ofCommand' in column)
      problems.push(
        usageProblem(
          at,
          'is a flag of the command, and idv does not read it from a row',
          `give --${column.ofCommand} for all rows if the command accepts it, or rename the column: ${extraPrefix}${column.ofCommand} is copied to the result`,
        ),
      );
    const what = JSON.stringify(typeof column === 'object' && 'key' in column ? column.key : column);
    if (typeof column === 'object' && 'key' in column) flags += 1;
    const earlier = seen.get(what);
    if (earlier !== undefined) problems.push(usageProblem(at, `says the same as column ${plainText(earlier)}`, 'leave one of them out'));
    seen.set(what, name);
  }
  if (flags > 0 || problems.length > 0) return problems;
  const hint = `the first line names the columns; flags of the action are ${columns.names.slice(0, 12).join(', ')}`;
  return [usageProblem(lineName(path, line), 'names no flag of the action', hint)];
}

type Emit = (item: ManifestItem) => void;

async function takeCsv(path: string, pieces: AsyncIterable<string>, columns: Columns, emit: Emit): Promise<void> {
  let header: readonly string[] | undefined;
  let known: ReadonlyMap<string, Column> = new Map();
  let broken = false;
  let row = 0;
  const stopped = await readCsv(pieces, (cells, line) => {
    if (!header) {
      const problems = nameProblems(path, cells, columns, line);
      for (const fault of problems) emit({ fault });
      broken = problems.length > 0;
      header = cells;
      known = new Map(cells.map((name) => [name, columns.of(name)]));
      return;
    }
    if (broken) return;
    row += 1;
    if (cells.length !== header.length) {
      const message = `has ${plural(cells.length, 'value')} where the header has ${header.length}`;
      emit({ fault: usageProblem(lineName(path, line), message, 'put a value that contains a comma in quotes') });
      return;
    }
    const values = header.map((name, index) => [name, cells[index]] as const);
    emit({
      row: rowOf(
        values,
        (name) => known.get(name) as Column,
        { row, line },
        () => undefined,
      ),
    });
  });
  if (stopped) emit({ fault: usageProblem(lineName(path, stopped.line), stopped.kind, stopped.fix) });
}

async function takeJson(path: string, pieces: AsyncIterable<string>, columns: Columns, emit: Emit): Promise<void> {
  const known = new Map<string, Column>();
  const of = (name: string): Column => {
    const column = known.get(name) ?? columns.of(name);
    known.set(name, column);
    return column;
  };
  let row = 0;
  await readJsonLines(
    pieces,
    (object, line) => {
      row += 1;
      const problems = nameProblems(path, Object.keys(object), columns, line);
      const wrong = (name: string, { problem, fix }: CellProblem): void => {
        problems.push(usageProblem(lineName(path, line, name), problem, fix));
      };
      const read = rowOf(Object.entries(object), of, { row, line }, wrong);
      for (const fault of problems) emit({ fault });
      if (problems.length === 0) emit({ row: read });
    },
    (line, kind, fix) => emit({ fault: usageProblem(lineName(path, line), kind, fix) }),
    parseExactly,
  );
}

const unusable = (path: string, message: string, hint: string): IdvError =>
  new IdvError('usage', `${plainText(path)} ${message}`, { code: 'unreadable-manifest', hint });

/** The rows of a manifest and the faults of its lines, in their order. It is CSV with a header, or one JSON object per line. */
export async function* readManifest(
  path: string,
  columns: Columns,
  runtime: Pick<Runtime, 'fs' | 'readStdin' | 'signal'>,
): AsyncGenerator<ManifestItem> {
  const source = readText(path, runtime).pieces[Symbol.asyncIterator]();
  try {
    const { first, all } = await peekFirst(source);
    if (first === '') throw unusable(path, 'is empty', 'write a header and one row for each call');
    if (first.startsWith('[')) throw unusable(path, 'is a JSON list', "give one JSON object per line, as jq -c '.[]' does");
    const takeRows = first.startsWith('{') ? takeJson : takeCsv;
    yield* generatorFrom<ManifestItem>(all, (pieces, emit) => takeRows(path, pieces, columns, emit));
  } finally {
    // Closes the file, even if it was not read to its end.
    await source.return?.();
  }
}
