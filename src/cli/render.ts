import type { ChalkInstance } from 'chalk';
import type { Result } from '../app/result.ts';
import type { Verdict } from '../core/exit.ts';
import type { OutputStream, Runtime } from '../runtime.ts';

const headline: Readonly<Record<Verdict, { mark: string; colour: 'green' | 'red' | 'yellow'; text: string }>> = {
  pass: { mark: '✔', colour: 'green', text: 'pass' },
  mismatch: { mark: '✖', colour: 'red', text: 'mismatch' },
  spoof: { mark: '✖', colour: 'red', text: 'spoof' },
  retake: { mark: '↻', colour: 'yellow', text: 'retake' },
  pending: { mark: '…', colour: 'yellow', text: 'pending' },
  expired: { mark: '✖', colour: 'red', text: 'expired' },
  review: { mark: '?', colour: 'yellow', text: 'review' },
};

export interface Painter {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
}

const plain: Painter = { bold: (t) => t, dim: (t) => t, red: (t) => t, green: (t) => t, yellow: (t) => t };

/** Colour is decided for each stream by itself: FORCE_COLOR, then --no-color, NO_COLOR, TERM=dumb, then the terminal. */
export function wantsColour(stream: OutputStream, env: Runtime['env'], flag: boolean): boolean {
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '' && env.FORCE_COLOR !== '0') return true;
  if (!flag || (env.NO_COLOR !== undefined && env.NO_COLOR !== '') || env.TERM === 'dumb' || env.FORCE_COLOR === '0') return false;
  return stream.isTTY;
}

/** chalk is loaded only where there is colour to show. */
export async function painter(colour: boolean): Promise<Painter> {
  if (!colour) return plain;
  const { Chalk } = await import('chalk');
  const chalk: ChalkInstance = new Chalk({ level: 1 });
  return { bold: chalk.bold, dim: chalk.dim, red: chalk.red, green: chalk.green, yellow: chalk.yellow };
}

/** The result for people: verdict first, then what it rests on, then what to do. */
export function renderText(result: Result, paint: Painter): string {
  const { mark, colour, text } = headline[result.verdict];
  const judged = result.checked.length > 0;
  const rows: [string, string][] = [];
  if (judged) rows.push(['checked', result.checked.join(', ')]);
  if (result.score !== null)
    rows.push(['similarity', `${result.score}${result.threshold === null ? '' : ` (threshold ${result.threshold})`}`]);
  rows.push([
    'reason',
    result.reason.code === result.reason.message ? result.reason.code : `${result.reason.code}: ${result.reason.message}`,
  ]);
  if (result.hint) rows.push(['next', result.hint]);
  for (const { path, bytes, mediaType } of result.artifacts) rows.push(['saved', `${path} (${mediaType}, ${bytes} bytes)`]);
  if (result.requestId !== null) rows.push(['request id', result.requestId]);
  const title = judged ? paint[colour](paint.bold(`${mark} ${text}`)) : paint.bold(result.action);
  const members = judged ? '' : `${JSON.stringify(result.response, undefined, 2)}\n`;
  return `${title}${result.sandbox ? paint.yellow('  (sandbox)') : ''}\n${rows.map(([name, value]) => `  ${paint.dim(name.padEnd(10))}  ${value}\n`).join('')}${members}`;
}
