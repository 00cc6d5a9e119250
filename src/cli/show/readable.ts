import { type Action, elementOf, type Field } from '../../core/declare/action.ts';
import { type Asked, isMisplaced, isPersonalMember, knownOf, summarisedBy } from '../../core/declare/personal.ts';
import { exactJson } from '../../core/exact-number.ts';
import { isRecord } from '../../core/json.ts';
import { printable } from '../../core/text/printable.ts';

/** One line of an answer as people read it. */
export interface ReadableRow {
  depth: number;
  name: string;
  text: string;
}

/** How an answer is to be read. */
export interface ReadableView {
  showPii: boolean;
  /** True where the files of the answer are written into a folder. */
  keepsFiles: boolean;
}

interface View extends ReadableView {
  types: Action['types'];
  /** Of an action outside the catalogue: short words of undeclared members are shown, for one of them is its result. */
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

/** What stands for a file: its type and size, and what keeps it. */
function fileText(field: Field, value: unknown, view: ReadableView): string {
  const end = view.keepsFiles ? '>' : '; --save-dir keeps it>';
  if (Array.isArray(value)) return value.map((entry) => fileText(field, entry, view)).join(', ');
  if (isRecord(value)) return `<file at the service${typeof value.Size === 'number' ? `, ${value.Size} bytes` : ''}${end}`;
  return field.md5 === undefined ? String(value).replace(/, sha256 [0-9a-f]{64}>$/, end) : `<file at the service${end}`;
}

/** Records of scalars side by side: a column a member, a line an entry. */
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

/** The members of an answer, a document as a card: null and empty ones left out, personal data masked unless asked for. */
export function readableRows(asked: Asked, response: Readonly<Record<string, unknown>>, view: ReadableView): ReadableRow[] {
  const { fields, showWords } = knownOf(asked);
  const all = { ...view, types: asked.action?.types, shown: summarisedBy(asked.action), showWords };
  return recordRows({ ...response }, fields, false, 0, all);
}
