import type { ChalkInstance } from 'chalk';
import { forWriting } from '../../core/exact-number.ts';
import { isRecord } from '../../core/json.ts';
import type { OutputFormat } from '../../core/setting-shape.ts';
import { escapedJson, plainText, shownLines } from '../../core/text/printable.ts';
import { yamlText } from '../../core/text/yaml.ts';
import type { OutputStream, Runtime } from '../../runtime.ts';
import { fitTable } from './fit-table.ts';
import { query } from './query.ts';
import { tabSeparated } from './tab-separated.ts';

/** JSON on one line or on several. Control characters are escaped, so that they cannot change the terminal. */
export function toJson(given: unknown, indent = 2): string {
  const { value, restore } = forWriting(given);
  return `${restore(escapedJson(JSON.stringify(value, undefined, indent)))}\n`;
}

/** YAML escapes only the characters that it forbids. Other control characters could still change the terminal, so they are replaced. */
async function toYaml(given: unknown): Promise<string> {
  const { value, restore } = forWriting(given);
  return restore(shownLines(await yamlText(value)));
}

/** For characters of double width or with separate accents, the library's time grows with the square of the length of a cell. */
const longestCell = 4096;

function cell(value: unknown): string {
  const text = plainText(typeof value === 'string' ? value : value === undefined ? '' : toJson(value, 0).trimEnd());
  return text.length > longestCell ? `${text.slice(0, longestCell)}…` : text;
}

/** A list of records gets one column for each member. Any other value gets rows of name and value. */
function tableRows(value: unknown): string[][] {
  if (Array.isArray(value) && value.length > 0 && value.every(isRecord)) {
    const names = [...new Set(value.flatMap((record) => Object.keys(record)))];
    return [names.map(cell), ...value.map((record) => names.map((name) => cell(record[name])))];
  }
  const entries =
    typeof value === 'object' && value !== null && !(value instanceof Number) ? Object.entries(value) : [['value', value] as const];
  return entries.map(([name, member]) => [cell(name), cell(member)]);
}

/** Columns of plain text without borders, so that `awk` and a narrow terminal can both read it. */
async function toTable(value: unknown, columns?: number): Promise<string> {
  const { default: Table } = await import('cli-table3');
  const noBorders = {
    top: '',
    'top-mid': '',
    'top-left': '',
    'top-right': '',
    bottom: '',
    'bottom-mid': '',
    'bottom-left': '',
    'bottom-right': '',
  };
  const chars = { ...noBorders, left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ' };
  const table = new Table({ chars, style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] } });
  table.push(...fitTable(tableRows(value), columns));
  const lines = table.toString().split('\n');
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

/**
 * Text of a queried value: a scalar without quotes, lists of scalars separated by tabs, anything else as JSON. A program gets a text
 * unchanged; for a terminal, control characters are replaced.
 */
export function toPlain(value: unknown, isTerminal = false): string {
  if (typeof value !== 'string') {
    const fields = tabSeparated(value);
    if (fields === undefined) return toJson(value ?? null);
    return isTerminal ? fields.replace(/[^\t\n]+/g, shownLines) : fields;
  }
  return `${isTerminal ? shownLines(value) : value}\n`;
}

/** A value in one of the formats for machines. */
export async function structured(value: unknown, format: Exclude<OutputFormat, 'text'>, columns?: number): Promise<string> {
  if (format === 'yaml') return toYaml(value);
  return format === 'table' ? toTable(value, columns) : toJson(value ?? null);
}

/** How the value of a command is printed. */
export interface ShowOptions {
  output: OutputFormat;
  query: string | undefined;
  isTerminal: boolean;
  /** The width of the terminal. A table is made to fit. */
  columns?: number | undefined;
}

/**
 * The value of any command as it is printed: in the requested format and, if there is a query, queried. `text` makes the command's own
 * text for people. It is called only if that text is shown.
 */
export async function formatted(
  value: unknown,
  text: () => string | Promise<string>,
  { output, query: expression, isTerminal, columns }: ShowOptions,
): Promise<string> {
  if (expression !== undefined) {
    const queried = await query(value, expression);
    return output === 'text' ? toPlain(queried, isTerminal) : structured(queried, output, columns);
  }
  if (output !== 'text') return structured(value, output, columns);
  const fullText = await text();
  // A terminal would break words, so lines are wrapped for it. A pipe gets each line unchanged.
  return isTerminal && columns !== undefined ? (await import('./fit-text.ts')).fitText(fullText, columns) : fullText;
}

export interface Painter {
  bold(text: string): string;
  red(text: string): string;
  green(text: string): string;
  /** Replaces yellow, which is not readable on white. */
  magenta(text: string): string;
}

const plain: Painter = { bold: (t) => t, red: (t) => t, green: (t) => t, magenta: (t) => t };

/**
 * Colour is decided separately for each stream: --no-color, then FORCE_COLOR, NO_COLOR, TERM=dumb, then the terminal. An empty variable is
 * unset.
 */
export function wantsColour(stream: Pick<OutputStream, 'isTTY'>, env: Runtime['env'], flag: boolean): boolean {
  if (!flag) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return !env.NO_COLOR && env.TERM !== 'dumb' && stream.isTTY;
}

/**
 * Colours that can be read on black and on white. Words are bold and have the terminal's own colour, because many terminals show bold
 * colours in a bright shade, and dim text is hard to read. chalk is loaded only if there is colour to show.
 */
export async function painter(colour: boolean): Promise<Painter> {
  if (!colour) return plain;
  const { Chalk } = await import('chalk');
  const chalk: ChalkInstance = new Chalk({ level: 1 });
  return { bold: chalk.bold, red: chalk.red, green: chalk.green, magenta: chalk.magenta };
}
