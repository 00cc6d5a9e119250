import { IdvError } from '../../../core/errors.ts';
import { plainText, plural } from '../../../core/text/printable.ts';
import type { Runtime } from '../../../runtime.ts';
import { peekFirst } from '../../records/peek-first.ts';
import { readCsv } from '../../records/read-csv.ts';
import { readJsonLines } from '../../records/read-json.ts';
import { eachLine, readText } from '../../records/read-text.ts';
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

export interface RowReceiver extends RowReading {
  fields: Fields;
  addRow(row: Row, record: RecordFields): void;
  addColumn(field: FieldName): void;
}

export const nameOf = (path: string): string => (path === '-' ? 'standard input' : plainText(path));

const unusableFileError = (path: string, message: string, hint: string): IdvError =>
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
  if (records.doubled.length > 0)
    throw unusableFileError(path, `has two columns named ${records.doubled.join(', ')}`, 'rename one of them');
  const missing = !has('label') && !(has('subject') && has('reference')) ? 'label' : !has('score') && !has('verdict') ? 'score' : undefined;
  if (missing) {
    const shown = header.map((name) => name.trim().slice(0, 30)).slice(0, 12);
    throw unusableFileError(
      path,
      `has no column ${missing}`,
      `its columns are ${shown.join(', ')}; name the right one with --field ${missing}=…`,
    );
  }
  return records;
}

async function readCsvRows(path: string, pieces: AsyncIterable<string>, receiver: RowReceiver): Promise<void> {
  let records: CsvRecords | undefined;
  const stopped = await readCsv(pieces, (cells, line) => {
    if (!records) {
      records = openRecords(path, cells, receiver.fields);
      for (const field of records.columns) receiver.addColumn(field);
      return;
    }
    if (cells.length !== records.width) {
      receiver.fault({ line, field: undefined, ...widthFault(cells, records) });
      return;
    }
    records.turnTo(cells);
    readRecord(records, line, receiver);
  });
  if (stopped) receiver.fault({ field: undefined, ...stopped });
}

function readRecord(record: RecordFields, line: number, receiver: RowReceiver): void {
  const row = readRow(record, line, receiver);
  if (row) receiver.addRow(row, record);
}

async function readJsonRows(pieces: AsyncIterable<string>, receiver: RowReceiver): Promise<void> {
  await readJsonLines(
    pieces,
    (object, line) => {
      const record = jsonRecord(object, receiver.fields);
      for (const field of fieldNames) if (record.values[field] !== undefined) receiver.addColumn(field);
      readRecord(record, line, receiver);
    },
    (line, kind, fix) => receiver.fault({ line, field: undefined, kind, fix }),
  );
}

async function readScores(pieces: AsyncIterable<string>, receiver: RowReceiver): Promise<void> {
  receiver.addColumn('score');
  await eachLine(pieces, (text, line) => {
    if (text.trim() === '' || text.startsWith('#')) return;
    readRecord({ values: { score: text }, media: () => [] }, line, receiver);
  });
}

/** Reads one input to its end. Throws IdvError `media` if none of its rows can be read; other problems go to `receiver.fault`. */
export async function readOneInput(
  { path, label }: InputFile,
  runtime: Pick<Runtime, 'fs' | 'readStdin' | 'signal'>,
  receiver: RowReceiver,
): Promise<Omit<InputFacts, 'rows'>> {
  const { pieces, sha256 } = readText(path, runtime);
  const source = pieces[Symbol.asyncIterator]();
  try {
    const { first, all } = await peekFirst(source);
    if (first === '') throw unusableFileError(path, 'is empty', 'check the path');
    if (first.startsWith('[')) throw unusableFileError(path, 'is a JSON list', "give one JSON object per line, as jq -c '.[]' does");
    const format = label ? 'scores' : first.startsWith('{') ? 'json' : 'csv';
    if (format === 'scores') await readScores(all, receiver);
    else if (format === 'json') await readJsonRows(all, receiver);
    else await readCsvRows(path, all, receiver);
    return { name: nameOf(path), format, sha256: sha256() };
  } finally {
    // Closes the file also if it was not read to its end.
    await source.return?.();
  }
}
