import { wrapped } from '../help/layout.ts';

const between = 2;
/** Below this width, a column has only parts of words. */
const narrowest = 12;

/** A text in pieces of at most `width` characters. */
const pieces = (text: string, width: number): string[] => {
  const letters = [...text];
  return Array.from({ length: Math.ceil(letters.length / width) }, (_, at) => letters.slice(at * width, (at + 1) * width).join(''));
};

/** Lines of a cell. A word that is too long continues in the next line, so that nothing of a value is lost. */
const cellLines = (text: string, width: number): string[] =>
  text.length <= width ? [text] : wrapped(text, width).flatMap((line) => (line.length <= width ? [line] : pieces(line, width)));

/** A row for each line of its cells: the library that draws the table takes minutes for cells of many lines. */
function rowLines(row: readonly string[], widths: readonly number[]): string[][] {
  const cells = row.map((text, at) => cellLines(text, widths[at] ?? narrowest));
  return Array.from({ length: Math.max(1, ...cells.map((lines) => lines.length)) }, (_, line) => cells.map((lines) => lines[line] ?? ''));
}

/** Makes the widest columns narrower until all fit into `columns`, or until none is wider than its floor. */
function widthsWithin(widths: readonly number[], floors: readonly number[], columns: number): number[] {
  const fitting = [...widths];
  const floor = (at: number): number => floors[at] ?? narrowest;
  for (let over = totalWidth(fitting) - columns; over > 0; ) {
    const able = fitting.map((width, at) => (width > floor(at) ? width : 0));
    const widest = Math.max(...able);
    if (widest === 0) break;
    const at = able.indexOf(widest);
    const next = Math.max(floor(at), ...fitting.filter((width) => width < widest));
    const less = Math.max(1, Math.min(over, widest - next));
    fitting[at] = widest - less;
    over -= less;
  }
  return fitting;
}

const longestWord = (text: string): number => Math.max(0, ...text.split(/\s+/).map((word) => word.length));

const totalWidth = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width, between * (widths.length - 1));

const naturalWidths = (rows: readonly string[][]): number[] => {
  const count = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: count }, (_, at) => Math.max(0, ...rows.map((row) => (row[at] ?? '').length)));
};

/** The least width of each column: that of its longest word. If there is no room for that, the columns with the longest words get less. */
function floorsOf(rows: readonly string[][], natural: readonly number[], columns: number): number[] {
  const whole = natural.map((width, at) => Math.min(width, Math.max(narrowest, ...rows.map((row) => longestWord(row[at] ?? '')))));
  return widthsWithin(whole, [], columns);
}

/** One record below the other, with a name and a value on each line: for more columns than a terminal has room for. */
const stacked = ([names = [], ...records]: readonly string[][]): string[][] =>
  records.flatMap((record, index) => [...(index > 0 ? [['', '']] : []), ...names.map((name, at) => [name, record[at] ?? ''])]);

/**
 * Rows whose cells are wrapped, so that the table fits a terminal. Without a terminal, the rows are unchanged, because each line must be
 * one record. If there are more than two columns, the first row has their names.
 */
export function fitTable(rows: readonly string[][], columns: number | undefined): string[][] {
  if (columns === undefined) return [...rows];
  const natural = naturalWidths(rows);
  const least = natural.reduce((sum, width) => sum + Math.min(width, narrowest), between * (natural.length - 1));
  if (least > columns && natural.length > 2) return fitTable(stacked(rows), columns);
  const widths = widthsWithin(natural, floorsOf(rows, natural, columns), columns);
  return rows.flatMap((row) => rowLines(row, widths));
}
