import type { Result } from '../app/result.ts';
import { IdvError, type Problem } from '../core/errors.ts';

/** A fault of the expression itself, found before anything is sent. jmespath is loaded only where there is a query. */
export async function queryProblem(expression: string): Promise<Problem | undefined> {
  const { default: jmespath } = await import('jmespath');
  try {
    jmespath.search(null, expression);
  } catch (error) {
    // Any other error is about the value, which this one only stands in for.
    if (error instanceof Error && (error.name === 'LexerError' || error.name === 'ParserError')) {
      return { category: 'usage', flag: '--query', message: error.message, cure: 'the syntax is on https://jmespath.org' };
    }
  }
  return undefined;
}

/** Applies `--query`. */
export async function query(value: unknown, expression: string): Promise<unknown> {
  const { default: jmespath } = await import('jmespath');
  try {
    return jmespath.search(value, expression) as unknown;
  } catch (error) {
    throw new IdvError('usage', `--query: ${(error as Error).message}`, {
      code: 'invalid-query',
      hint: 'the expression does not fit this result',
      cause: error,
    });
  }
}

export const toJson = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

async function toYaml(value: unknown): Promise<string> {
  const { stringify } = await import('yaml');
  return stringify(value);
}

const cell = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** Two columns of plain text without borders, so that `awk` and a narrow terminal can both read it. */
async function toTable(value: unknown): Promise<string> {
  const { default: Table } = await import('cli-table3');
  const none = {
    top: '',
    'top-mid': '',
    'top-left': '',
    'top-right': '',
    bottom: '',
    'bottom-mid': '',
    'bottom-left': '',
    'bottom-right': '',
  };
  const chars = { ...none, left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ' };
  const table = new Table({ chars, style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] } });
  const rows = typeof value === 'object' && value !== null ? Object.entries(value) : [['value', value]];
  for (const [name, member] of rows) table.push([String(name), cell(member)]);
  return `${table.toString().replace(/[ ]+$/gm, '')}\n`;
}

/** Text of a queried value: a scalar unquoted, anything else as JSON. */
export const toPlain = (value: unknown): string => (typeof value === 'string' ? `${value}\n` : toJson(value ?? null));

export type StructuredFormat = 'json' | 'yaml' | 'table';

export async function structured(value: unknown, format: StructuredFormat): Promise<string> {
  if (format === 'yaml') return toYaml(value);
  return format === 'table' ? toTable(value) : toJson(value ?? null);
}

/** A result in a machine's format, queried first where asked for. */
export const structuredResult = async (result: Result, format: StructuredFormat, expression: string | undefined): Promise<string> =>
  structured(expression === undefined ? result : await query(result, expression), format);
