import type { Artifact } from '../../app/files/artifacts.ts';
import { maskedAnswer } from '../../app/privacy/masked-answer.ts';
import type { Result } from '../../app/result/result.ts';
import type { Action, Field } from '../../core/declare/action.ts';
import { elementOf } from '../../core/declare/params.ts';
import { isMisplaced, isPersonalMember, knownMembersOf, type MaskedCall, membersInSummary } from '../../core/declare/personal.ts';
import { exactJson } from '../../core/exact-number.ts';
import type { Verdict } from '../../core/exit.ts';
import { isRecord } from '../../core/json.ts';
import { type Score, scoreName } from '../../core/judge/judgement.ts';
import { printable, withCleanTexts } from '../../core/text/printable.ts';
import type { Session } from '../flags/session.ts';
import { formatted, type Painter, painter, wantsColour } from './format.ts';

/** One line of an answer as people read it. */
interface ReadableRow {
  depth: number;
  name: string;
  text: string;
}

/** How an answer is shown. */
interface ReadableView {
  showPii: boolean;
  /** True if the files of the answer are saved in a folder. */
  keepsFiles: boolean;
}

interface View extends ReadableView {
  types: Action['types'];
  /** For an action outside the catalogue: shows short words of undeclared members, because one of them is its result. */
  showWords: boolean;
  /** Members that the summary has shown already. */
  shown: ReadonlySet<string>;
}

const masked = '•••• (--show-pii shows it)';

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

function scalarText(value: unknown, sensitive: boolean, { showPii }: View): string {
  return sensitive && !showPii ? masked : printable(typeof value === 'string' ? value : exactJson(value));
}

/** The note for a file: its type and size, and the flag that saves it. */
function fileText(field: Field, value: unknown, view: ReadableView): string {
  const end = view.keepsFiles ? '>' : '; --save-dir saves it>';
  if (Array.isArray(value)) return value.map((entry) => fileText(field, entry, view)).join(', ');
  if (isRecord(value)) return `<file at the service${typeof value.Size === 'number' ? `, ${value.Size} bytes` : ''}${end}`;
  return field.md5 === undefined ? String(value).replace(/, sha256 [0-9a-f]{64}>$/, end) : `<file at the service${end}`;
}

/** Records of scalars as a table: one column for each member, one line for each record. */
function tableRows(
  name: string,
  entries: readonly Record<string, unknown>[],
  fields: readonly Field[] | undefined,
  sensitive: boolean,
  depth: number,
  view: View,
): ReadableRow[] {
  const columns = [...new Set(entries.flatMap(Object.keys))].filter((column) => entries.some((entry) => !isEmpty(entry[column])));
  const personal = (column: string, value: unknown): boolean =>
    isPersonalMember(column, value, { fields, sensitive, showWords: view.showWords });
  const cell = (value: unknown, column: string): string =>
    isEmpty(value) ? '' : personal(column, value) && !view.showPii ? '••••' : scalarText(value, false, view);
  const lines = [columns.map(printable), ...entries.map((entry) => columns.map((column) => cell(entry[column], column)))];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
  const texts = lines.map((line) =>
    line
      .map((text, index) => text.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [{ depth, name, text: '' }, ...texts.map((text) => ({ depth: depth + 1, name: '', text }))];
}

const isFlat = (value: unknown): value is Record<string, unknown> =>
  isRecord(value) && !Object.values(value).some((member) => typeof member === 'object' && member !== null);

function valueRows(name: string, value: unknown, field: Field | undefined, sensitive: boolean, depth: number, view: View): ReadableRow[] {
  if (isEmpty(value)) return [];
  if (field?.media) return [{ depth, name, text: fileText(field, value, view) }];
  if (Array.isArray(value) && value.every(isFlat))
    return tableRows(name, value, field && view.types?.[elementOf(field.type)], sensitive, depth, view);
  if (Array.isArray(value) && value.some(isRecord)) {
    return value.flatMap((entry, index) => valueRows(`${name} ${index + 1}`, entry, field, sensitive, depth, view));
  }
  if (!isRecord(value)) return [{ depth, name, text: scalarText(value, sensitive || isMisplaced(field, view.types), view) }];
  const members = recordRows(value, field && view.types?.[elementOf(field.type)], sensitive, depth + 1, view);
  return members.length === 0 ? [] : [{ depth, name, text: '' }, ...members];
}

function recordRows(
  record: Record<string, unknown>,
  fields: readonly Field[] | undefined,
  sensitive: boolean,
  depth: number,
  view: View,
): ReadableRow[] {
  return Object.entries(record).flatMap(([name, value]) => {
    if (depth === 0 && view.shown.has(name)) return [];
    const field = fields?.find((candidate) => candidate.name === name);
    const personal = isPersonalMember(name, value, { fields, sensitive, showWords: view.showWords });
    return valueRows(name, value, field, personal, depth, view);
  });
}

/** The members of an answer, without null and empty ones. Personal data is masked, unless `showPii` is set. */
export function readableRows(call: MaskedCall, response: Readonly<Record<string, unknown>>, view: ReadableView): ReadableRow[] {
  const { fields, showWords } = knownMembersOf(call);
  const all = { ...view, types: call.action?.types, shown: membersInSummary(call.action), showWords };
  return recordRows({ ...response }, fields, false, 0, all);
}

const marks: Readonly<Record<Verdict, { mark: string; colour: 'green' | 'red' | 'magenta' }>> = {
  pass: { mark: '✔', colour: 'green' },
  mismatch: { mark: '✖', colour: 'red' },
  spoof: { mark: '✖', colour: 'red' },
  retake: { mark: '↻', colour: 'magenta' },
  pending: { mark: '…', colour: 'magenta' },
  expired: { mark: '✖', colour: 'red' },
  review: { mark: '?', colour: 'magenta' },
};

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

/** Lines that say where the files of an answer were saved. */
const renderSaved = (artifacts: readonly Artifact[]): string =>
  `\n${summaryLines(artifacts.map(({ path, bytes, mediaType }) => ['saved', `${path} (${mediaType}, ${bytes} bytes)`]))}`;

/** One line for each member, indented by its depth. All names are padded to the width of the longest. */
function memberLines(rows: readonly ReadableRow[]): string {
  const width = Math.max(0, ...rows.map((row) => row.depth * 2 + printable(row.name).length));
  const line = ({ depth, name, text }: ReadableRow): string =>
    `  ${' '.repeat(depth * 2)}${printable(name).padEnd(width - depth * 2)}  ${text}`.trimEnd();
  return rows.map((row) => `${line(row)}\n`).join('');
}

/** The result as text: the verdict first, then its checks, what to do, and the other members of the answer, with personal data masked. */
function renderText(result: Result, call: MaskedCall, view: ReadableView, paint: Painter): string {
  const { judgement } = call.action ?? {};
  // A job that is done says nothing about a person.
  const verdict = judgement === undefined || (judgement.ofJob && result.verdict === 'pass') ? null : result.verdict;
  const { mark, colour } = marks[verdict ?? 'pass'];
  const title = verdict === null ? paint.bold(result.action) : `${paint[colour](mark)} ${paint.bold(verdict)}`;
  const rows = verdict === null ? [] : summaryRows(result, judgement?.score);
  if (result.requestId !== null) rows.push(['request id', result.requestId]);
  const summary = summaryLines(rows);
  const members = memberLines(readableRows(call, result.response, view));
  return `${title}${result.sandbox ? paint.magenta('  (sandbox)') : ''}\n${summary}${members === '' ? '' : `\n${members}`}`;
}

/** Prints a result in the requested format. Errors of printing are passed to the caller, which knows the answer. */
export async function showResult({ runtime, options, output, redact }: Session, call: MaskedCall, result: Result): Promise<void> {
  const { stdout, env } = runtime;
  // A table is for people, as text is; other formats are for programs, unless their output is for a ticket.
  const isMasked = options.redact === true || (output === 'table' && options.showPii !== true);
  const masked = isMasked ? { ...result, response: maskedAnswer(call, result.response, options.redact === true) } : result;
  const shown = options.redact ? withCleanTexts(masked, redact) : masked;
  const view = { showPii: options.showPii === true, keepsFiles: options.saveDir !== undefined };
  const text = async (): Promise<string> => renderText(shown, call, view, await painter(wantsColour(stdout, env, options.color)));
  stdout.write(await formatted(shown, text, { output, query: options.query, isTerminal: stdout.isTTY, columns: stdout.columns }));
}

/** Prints the files that were saved, below a result that was printed before. */
export async function showSaved({ runtime }: Session, artifacts: readonly Artifact[]): Promise<void> {
  if (artifacts.length > 0) runtime.stdout.write(renderSaved(artifacts));
}
