import type { StopReason } from '../../app/batch/run/stopper.ts';
import type { NamedRows, RowTally } from '../../app/batch/run/tally.ts';
import { unsentCategories } from '../../core/errors.ts';
import { type ErrorCategory, exitCodeOfCategory, type Verdict } from '../../core/exit.ts';
import { plainText, plural, withCommas } from '../../core/text/printable.ts';
import { waitInWords } from '../../core/text/wait-in-words.ts';

/** What the run is about to do. */
export interface Forecast {
  rows: number;
  calls: number;
  price: number | undefined;
  rate: number | undefined;
}

const money = (amount: number): string => withCommas(Math.floor(amount)) + (amount % 1).toFixed(2).slice(1);

/** `200 rows, 150 calls left; 12.00 at 0.08 each; at most 18 per second, about 8 s`. */
export function forecastLine({ rows, calls, price, rate }: Forecast): string {
  const parts = [`${plural(rows, 'row')}, ${plural(calls, 'call')} left`];
  if (price !== undefined) parts.push(`${money(Math.round(calls * price * 100) / 100)} at ${price} each`);
  if (rate !== undefined && calls > 0)
    parts.push(`at most ${Number(rate.toFixed(2))} per second, about ${waitInWords((calls / rate) * 1000)}`);
  return parts.join('; ');
}

/** `120 of 200, pass 118, mismatch 2, 17.8 per second, 4 s left`. */
export function progressLine(tally: RowTally, total: number, elapsedMs: number): string {
  // A row that an earlier run had finished is counted in `resumed` before it is counted in `done`.
  const fresh = Math.max(0, tally.done - tally.resumed);
  const perSecond = elapsedMs > 0 ? (fresh / elapsedMs) * 1000 : 0;
  const verdicts = [...tally.verdicts()].map(([verdict, rows]) => `${verdict} ${withCommas(rows)}`);
  const failed = [...tally.failures().values()].reduce((sum, rows) => sum + rows, 0);
  return [
    `${withCommas(tally.done)} of ${withCommas(total)}`,
    ...verdicts,
    ...(failed > 0 ? [`failed ${withCommas(failed)}`] : []),
    ...(tally.unsure.rows > 0 ? [`unsure ${withCommas(tally.unsure.rows)}`] : []),
    `${perSecond.toFixed(1)} per second`,
    ...(tally.throttles > 0 ? [`throttled ${plural(tally.throttles, 'time')}`] : []),
    ...(perSecond > 0 && total > tally.done ? [`${waitInWords(((total - tally.done) / perSecond) * 1000)} left`] : []),
  ].join(', ');
}

function idList({ rows, first }: NamedRows): string {
  const shown = first.map((id) => plainText(id).slice(0, 60)).join(', ');
  return rows > first.length ? `${shown} and ${withCommas(rows - first.length)} more` : shown;
}

export interface RunEnd {
  tally: RowTally;
  total: number;
  left: number;
  invalid: number;
  reason: StopReason | undefined;
  price: number | undefined;
}

/** What a person does so that rows are called, called again, or read. With an engine, these are separate commands. */
interface RepeatWords {
  failed: string;
  unsure: string;
  notCalled: string;
  notFinal: string;
}

const flagsOfRun: RepeatWords = {
  failed: '--retry failed',
  unsure: '--retry unsure',
  notCalled: 'run the command again to continue',
  notFinal: 'run the command again',
};

/** How to call the failed rows again. */
function failedLines({ failed: { run, retry, payAgain } }: RowTally, words: RepeatWords): string[] {
  const lines: string[] = [];
  if (run > 0) lines.push(`  → run the command again: it tries ${plural(run, 'failed row')} again`);
  if (retry > 0) lines.push(`  → ${plural(retry, 'failed row')} cost nothing: ${words.failed} calls ${retry === 1 ? 'it' : 'them'} again`);
  if (payAgain > 0)
    lines.push(
      `  → ${plural(payAgain, 'failed row')} may have been billed: check the console of the service; ${words.failed} --pay-again calls ${payAgain === 1 ? 'it' : 'them'} again`,
    );
  return lines;
}

/** The results of the rows as text, and what to do next. */
export function summaryText({ tally, total, left, invalid, reason, price }: RunEnd, words = flagsOfRun): string {
  const lines = tally.lines().map(({ kind, code, rows }) => [kind, code, withCommas(rows)] as const);
  const [kindWidth, codeWidth] = [Math.max(0, ...lines.map(([kind]) => kind.length)), Math.max(0, ...lines.map(([, code]) => code.length))];
  const text = lines.map(([kind, code, rows]) => `  ${kind.padEnd(kindWidth)}  ${plainText(code).padEnd(codeWidth)}  ${rows.padStart(9)}`);
  const cost = price === undefined || tally.calls === 0 ? '' : `, ${money(Math.round(tally.calls * price * 100) / 100)} at ${price} each`;
  text.unshift(`${withCommas(tally.done)} of ${plural(total, 'row')} done, ${withCommas(tally.calls)} called in this run${cost}`);
  if (tally.retakes.rows > 0)
    text.push(`retake: ${idList(tally.retakes)}`, '  → take new pictures, and add a row with a new id for each; keep these rows');
  if (tally.unsure.rows > 0)
    text.push(
      `unsure: ${idList(tally.unsure)}`,
      `  → the service may have done and billed these calls: check its console; ${words.unsure} --pay-again calls them again`,
    );
  if (tally.pending > 0)
    text.push(
      `${plural(tally.pending, 'row is', 'rows are')} not final: ${words.notFinal} to read ${tally.pending === 1 ? 'its result' : 'their results'}`,
    );
  text.push(...failedLines(tally, words));
  if (invalid > 0)
    text.push(`${plural(invalid, 'row was', 'rows were')} left out: correct ${invalid === 1 ? 'it' : 'them'}, and run the command again`);
  if (tally.unsaved > 0) text.push(`pictures of ${plural(tally.unsaved, 'row')} could not be saved`);
  if (left > 0)
    text.push(
      `${plural(left, 'row was', 'rows were')} not called${reason ? `: ${reason.message}` : ''}; ${reason?.next ?? words.notCalled}`,
    );
  return `${text.join('\n')}\n`;
}

/** The most serious first. */
const bySeverity: readonly ErrorCategory[] = [
  'internal',
  'output',
  'unreadable',
  'failed',
  'refused',
  'limited',
  'timeout',
  'network',
  'config',
  'usage',
  'media',
];

/** Exit 2, 3 and 4 mean that nothing was sent. If other rows were called, such an error of a row counts as `failed`. */
export const categoryOfRun = (category: ErrorCategory, sent: number): ErrorCategory =>
  sent > 0 && unsentCategories.includes(category) ? 'failed' : category;

/** 0 if every row has an answer, whatever the verdicts are; else the exit code of the most serious failure. */
export function runExitCode(
  { tally, left, invalid, reason }: RunEnd,
  failOn: readonly Verdict[],
  interrupted: ErrorCategory | undefined,
): number {
  const exitCode = (category: ErrorCategory): number => exitCodeOfCategory(categoryOfRun(category, tally.sent));
  if (interrupted) return exitCode(interrupted);
  if (tally.unsure.rows > 0) return exitCode('unknown');
  if (reason?.failure) return exitCode(reason.failure.category);
  const failed = bySeverity.find((category) => tally.failures().has(category));
  if (failed) return exitCode(failed);
  if (tally.unsaved > 0) return exitCode('output');
  if (left > 0) return exitCode('limited');
  if (invalid > 0) return exitCode('media');
  if (failOn.some((verdict) => tally.verdicts().has(verdict))) return exitCode('check');
  return tally.pending > 0 ? 13 : 0;
}
