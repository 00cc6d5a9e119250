import type { ChalkInstance } from 'chalk';
import type { Artifact } from '../../app/files/artifacts.ts';
import type { Result } from '../../app/result/result.ts';
import type { Asked } from '../../core/declare/personal.ts';
import type { Verdict } from '../../core/exit.ts';
import { type Score, scoreName } from '../../core/judge/judgement.ts';
import { printable } from '../../core/text/printable.ts';
import type { OutputStream, Runtime } from '../../runtime.ts';
import { type ReadableRow, type ReadableView, readableRows } from './readable.ts';

const headline: Readonly<Record<Verdict, { mark: string; colour: 'green' | 'red' | 'magenta' }>> = {
  pass: { mark: '✔', colour: 'green' },
  mismatch: { mark: '✖', colour: 'red' },
  spoof: { mark: '✖', colour: 'red' },
  retake: { mark: '↻', colour: 'magenta' },
  pending: { mark: '…', colour: 'magenta' },
  expired: { mark: '✖', colour: 'red' },
  review: { mark: '?', colour: 'magenta' },
};

export interface Painter {
  bold(text: string): string;
  red(text: string): string;
  green(text: string): string;
  /** In place of yellow, which nobody can read on white. */
  magenta(text: string): string;
}

const plain: Painter = { bold: (t) => t, red: (t) => t, green: (t) => t, magenta: (t) => t };

/** Colour is decided for each stream separately: --no-color, then FORCE_COLOR, NO_COLOR, TERM=dumb, then the terminal. An empty variable is unset. */
export function wantsColour(stream: Pick<OutputStream, 'isTTY'>, env: Runtime['env'], flag: boolean): boolean {
  if (!flag) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return !env.NO_COLOR && env.TERM !== 'dumb' && stream.isTTY;
}

/**
 * Colours that can be read on black and on white. Words are bold and have the terminal's own colour: many terminals show bold colours
 * in a bright shade, and dim text hardly at all. chalk is loaded only where there is colour to show.
 */
export async function painter(colour: boolean): Promise<Painter> {
  if (!colour) return plain;
  const { Chalk } = await import('chalk');
  const chalk: ChalkInstance = new Chalk({ level: 1 });
  return { bold: chalk.bold, red: chalk.red, green: chalk.green, magenta: chalk.magenta };
}

function summaryRows(result: Result, score: Score | undefined): [string, string][] {
  const { code, message } = result.reason;
  const rows: [string, string][] = [['checked', result.checked.join(', ') || 'nothing']];
  if (result.score !== null)
    rows.push([
      scoreName(score).split(' ').at(-1) ?? '',
      `${result.score}${result.threshold === null ? '' : ` (threshold ${result.threshold})`}`,
    ]);
  rows.push(['reason', code === message ? code : `${code}: ${message}`]);
  if (result.hint) rows.push(['next', result.hint]);
  return rows;
}

const summaryLines = (rows: readonly (readonly [string, string])[]): string =>
  rows.map(([name, value]) => `  ${name.padEnd(10)}  ${printable(value)}\n`).join('');

/** Where the files of an answer are now. */
export const renderSaved = (artifacts: readonly Artifact[]): string =>
  `\n${summaryLines(artifacts.map(({ path, bytes, mediaType }) => ['saved', `${path} (${mediaType}, ${bytes} bytes)`]))}`;

/** Members of the answer, indented by how deep they stand; as wide as the widest name of their block. */
function memberLines(rows: readonly ReadableRow[]): string {
  const width = Math.max(0, ...rows.map((row) => row.depth * 2 + printable(row.name).length));
  const line = ({ depth, name, text }: ReadableRow): string =>
    `  ${' '.repeat(depth * 2)}${printable(name).padEnd(width - depth * 2)}  ${text}`.trimEnd();
  return rows.map((row) => `${line(row)}\n`).join('');
}

/** The result for people: verdict first, then what it rests on, what to do, and what else the service said; personal data masked. */
export function renderText(result: Result, asked: Asked, view: ReadableView, paint: Painter): string {
  const { judgement } = asked.action ?? {};
  // A job that is done says nothing about a person.
  const verdict = judgement === undefined || (judgement.ofJob && result.verdict === 'pass') ? null : result.verdict;
  const { mark, colour } = headline[verdict ?? 'pass'];
  const title = verdict === null ? paint.bold(result.action) : `${paint[colour](mark)} ${paint.bold(verdict)}`;
  const rows = verdict === null ? [] : summaryRows(result, judgement?.score);
  if (result.requestId !== null) rows.push(['request id', result.requestId]);
  const summary = summaryLines(rows);
  const members = memberLines(readableRows(asked, result.response, view));
  return `${title}${result.sandbox ? paint.magenta('  (sandbox)') : ''}\n${summary}${members === '' ? '' : `\n${members}`}`;
}
