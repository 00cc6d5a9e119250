import { IdvError } from '../../../core/errors.ts';
import { plainText, plural } from '../../../core/text/printable.ts';
import type { Runtime } from '../../../runtime.ts';
import { readCsv } from '../../records/read-csv.ts';
import { readJsonLines } from '../../records/read-json.ts';
import { eachLine, readText } from '../../records/read-text.ts';
import { sniffed } from '../../records/sniffed.ts';
import { type FieldName, type Fields, fieldNames, type RecordFields } from './fields.ts';
import { type RowReading, readRow } from './read-row.ts';
import { type CsvRecords, csvRecords, jsonRecord } from './records.ts';
import type { Label, Row } from './row.ts';

/** A file of rows, or, if it has a label, a list of scores. */
export interface InputFile {
  path: string;
  label?: Label;
}

export interface InputFacts {
  name: string;
  format: 'csv' | 'json' | 'scores';
  rows: number;
  sha256: string;
}

export interface Taking extends RowReading {
  fields: Fields;
  take(row: Row, record: RecordFields): void;
  column(field: FieldName): void;
}

export const nameOf = (path: string): string => (path === '-' ? 'standard input' : plainText(path));

const unusable = (path: string, message: string, hint: string): IdvError =>
  new IdvError('media', `${nameOf(path)} ${message}`, { code: 'unreadable-file', hint });

/** If a record has one cell too many, right after the score, it was written with decimal commas. */
function widthFault(cells: readonly string[], { width, scoreAt }: CsvRecords): { kind: string; fix: string } {
  const digits = (text: string | undefined): boolean => /^\s*\d+\s*$/.test(text ?? '');
  const comma = cells.length === width + 1 && scoreAt >= 0 && digits(cells[scoreAt + 1]);
  return {
    kind: `${plural(cells.length, 'value')} where the header has ${width}`,
    fix: comma ? 'probably a decimal comma: write a decimal point' : 'put a value that contains a comma in quotes',
  };
}

function openRecords(path: string, header: readonly string[], fields: Fields): CsvRecords {
  const records = csvRecords(header, fields);
  const has = (field: FieldName): boolean => records.columns.includes(field);
  if (records.doubled.length > 0) throw unusable(path, `has two columns named ${records.doubled.join(', ')}`, 'rename one of them');
  const missing = !has('label') && !(has('subject') && has('reference')) ? 'label' : !has('score') && !has('verdict') ? 'score' : undefined;
  if (missing) {
    const shown = header.map((name) => name.trim().slice(0, 30)).slice(0, 12);
    throw unusable(path, `has no column ${missing}`, `its columns are ${shown.join(', ')}; name the right one with --field ${missing}=…`);
  }
  return records;
}

async function takeCsv(path: string, pieces: AsyncIterable<string>, taking: Taking): Promise<void> {
  let records: CsvRecords | undefined;
  const stopped = await readCsv(pieces, (cells, line) => {
    if (!records) {
      records = openRecords(path, cells, taking.fields);
      for (const field of records.columns) taking.column(field);
      return;
    }
    if (cells.length !== records.width) {
      taking.fault({ line, field: undefined, ...widthFault(cells, records) });
      return;
    }
    records.turnTo(cells);
    takeRecord(records, line, taking);
  });
  if (stopped) taking.fault({ field: undefined, ...stopped });
}

function takeRecord(record: RecordFields, line: number, taking: Taking): void {
  const row = readRow(record, line, taking);
  if (row) taking.take(row, record);
}

async function takeJson(pieces: AsyncIterable<string>, taking: Taking): Promise<void> {
  await readJsonLines(
    pieces,
    (object, line) => {
      const record = jsonRecord(object, taking.fields);
      for (const field of fieldNames) if (record.values[field] !== undefined) taking.column(field);
      takeRecord(record, line, taking);
    },
    (line, kind, fix) => taking.fault({ line, field: undefined, kind, fix }),
  );
}

async function takeScores(pieces: AsyncIterable<string>, taking: Taking): Promise<void> {
  taking.column('score');
  await eachLine(pieces, (text, line) => {
    if (text.trim() === '' || text.startsWith('#')) return;
    takeRecord({ values: { score: text }, media: () => [] }, line, taking);
  });
}

/** Reads one input to its end. Throws IdvError `media` if none of its rows can be read; other problems go to `taking.fault`. */
export async function readLabelledSets(
  { path, label }: InputFile,
  runtime: Pick<Runtime, 'fs' | 'readStdin' | 'signal'>,
  taking: Taking,
): Promise<Omit<InputFacts, 'rows'>> {
  const { pieces, sha256 } = readText(path, runtime);
  const source = pieces[Symbol.asyncIterator]();
  try {
    const { first, all } = await sniffed(source);
    if (first === '') throw unusable(path, 'is empty', 'check the path');
    if (first.startsWith('[')) throw unusable(path, 'is a JSON list', "give one JSON object per line, as jq -c '.[]' does");
    const format = label ? 'scores' : first.startsWith('{') ? 'json' : 'csv';
    if (format === 'scores') await takeScores(all, taking);
    else if (format === 'json') await takeJson(all, taking);
    else await takeCsv(path, all, taking);
    return { name: nameOf(path), format, sha256: sha256() };
  } finally {
    // Closes the file also if it was not read to its end.
    await source.return?.();
  }
}
