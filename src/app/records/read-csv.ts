import { CsvError, parse } from 'csv-parse';

/** One record of a CSV file: its cells, and the line on which it begins. */
export type OnRecord = (cells: readonly string[], line: number) => void;

export interface CsvFault {
  line: number;
  kind: string;
  fix: string;
}

const faults: Readonly<Record<string, Omit<CsvFault, 'line'>>> = {
  CSV_QUOTE_NOT_CLOSED: { kind: 'a quote that is never closed', fix: 'close it; write a quote inside quotes twice' },
  INVALID_OPENING_QUOTE: { kind: 'a quote in the middle of a value', fix: 'put the complete value in quotes, and write the quote twice' },
  CSV_INVALID_CLOSING_QUOTE: { kind: 'text after a closing quote', fix: 'put the complete value in quotes' },
};

/** Spreadsheets write semicolons if the comma is the decimal sign. */
function delimiterOf(header: string): string {
  const line = header.split('\n')[0] ?? '';
  return [',', ';', '\t'].find((delimiter) => line.includes(delimiter)) ?? ',';
}

/** Line breaks in a record: one at its end, and those inside quotes. */
function linesOf(cells: readonly string[]): number {
  let lines = 1;
  for (const cell of cells) if (cell.includes('\n')) lines += cell.split('\n').length - 1;
  return lines;
}

/**
 * Reads comma-separated values according to RFC 4180; empty lines are not records. Returns the error that stopped it, if there was one, and
 * throws what `onRecord` throws.
 */
export async function readCsv(pieces: AsyncIterable<string>, onRecord: OnRecord): Promise<CsvFault | undefined> {
  let parser: ReturnType<typeof parse> | undefined;
  let line = 1;
  let failure: unknown;
  // Lines are counted here, because the parser's information about each record takes longer than the reading.
  const take = (cells: string[]): void => {
    if (failure) return;
    const begin = line;
    line += linesOf(cells);
    try {
      if (cells.length > 1 || cells[0] !== '') onRecord(cells, begin);
    } catch (thrown) {
      failure = thrown;
    }
  };
  for await (const piece of pieces) {
    if (piece === '') continue;
    parser ??= parse({ delimiter: delimiterOf(piece), relax_column_count: true })
      .on('data', take)
      .on('error', (error) => {
        failure ??= error;
      });
    if (failure) break;
    parser.write(piece);
  }
  const read = parser;
  // The end and an error both close the stream.
  if (read && !failure) await new Promise<void>((resolve) => read.once('close', resolve).end());
  if (failure && !(failure instanceof CsvError)) throw failure;
  return failure instanceof CsvError
    ? { line, ...(faults[failure.code] ?? { kind: 'not CSV', fix: `csv-parse says ${failure.code}` }) }
    : undefined;
}
