import { type Action, elementOf, type Field, inProduct } from '../../core/declare/action.ts';
import { isRecord } from '../../core/json.ts';
import { printable } from '../../core/text/printable.ts';
import type { Plan, Vendor } from '../../vendors/vendor.ts';

/** What was asked, as far as its answer is read by it. */
export type Asked = Pick<Plan, 'product' | 'action'> & { vendor: Vendor };

/** One line of an answer as people read it. */
export interface ReadableRow {
  depth: number;
  name: string;
  text: string;
}

interface View {
  types: Action['types'];
  showPii: boolean;
  /** Of an action outside the catalogue: short words of undeclared members are shown, for one of them is its result. */
  showWords: boolean;
  /** Members that the summary has shown already. */
  shown: ReadonlySet<string>;
}

const masked = '•••• (--show-pii shows it)';

/** Words in the name of a member that may hold something of a person. */
const personalWords = new Set(
  'name surname nick sex gender birth birthday born age address addr phone mobile mail email number num no id nation nationality country'
    .concat(' city region province card license licence passport token secret key date')
    .split(' '),
);

const soundsPersonal = (name: string): boolean => name.split(/(?=[A-Z])|_/).some((word) => personalWords.has(word.toLowerCase()));

/** `High`, `Y`, `-1`, `96.3`: a word or a number of an enumeration, too short to be a number of a document. */
const isShortWord = (name: string, value: unknown): boolean =>
  typeof value === 'boolean' || (!soundsPersonal(name) && /^(-?\d{1,3}(\.\d{1,6})?|[A-Za-z_]{1,12})$/.test(String(value)));

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

function scalarText(value: unknown, sensitive: boolean, { showPii }: View): string {
  return sensitive && !showPii ? masked : printable(typeof value === 'string' ? value : JSON.stringify(value));
}

/** What stands for a file: its type and size, and what keeps it. */
function fileText(field: Field, value: unknown): string {
  if (Array.isArray(value)) return value.map((entry) => fileText(field, entry)).join(', ');
  if (isRecord(value)) return `<file at the service${typeof value.Size === 'number' ? `, ${value.Size} bytes` : ''}; --save-dir keeps it>`;
  return field.md5 === undefined
    ? String(value).replace(/, sha256 [0-9a-f]{64}>$/, '; --save-dir keeps it>')
    : '<file at the service; --save-dir keeps it>';
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
  const personal = (column: string): boolean => sensitive || fields?.find((field) => field.name === column)?.sensitive === true;
  const cell = (value: unknown, column: string): string =>
    isEmpty(value) ? '' : personal(column) && !view.showPii ? '••••' : scalarText(value, false, view);
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
  if (field?.media) return [{ depth, name, text: fileText(field, value) }];
  if (Array.isArray(value) && value.every(isFlat))
    return tableRows(name, value, field && view.types?.[elementOf(field.type)], sensitive, depth, view);
  if (Array.isArray(value) && value.some(isRecord)) {
    return value.flatMap((entry, index) => valueRows(`${name} ${index + 1}`, entry, field, sensitive, depth, view));
  }
  // Text where an object is declared is out of its place, and may be anything of what the object holds.
  const misplaced = field !== undefined && view.types?.[elementOf(field.type)] !== undefined;
  if (!isRecord(value)) return [{ depth, name, text: scalarText(value, sensitive || misplaced, view) }];
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
    // What no declaration knows of a judged answer may be anything, a name among them.
    const undeclared = field === undefined && fields !== undefined && !(view.showWords && !sensitive && isShortWord(name, value));
    const personal = sensitive || field?.sensitive === true || undeclared;
    return valueRows(name, value, field, personal, depth, view);
  });
}

/** Members that the summary of a judged answer has said already. */
function summarised({ judgement, follow }: Action): Set<string> {
  const paths = judgement ? [judgement.decision.path, judgement.description, judgement.score?.path] : [];
  return new Set(['RequestId', 'Error', ...paths.filter((path) => path !== undefined && path !== follow?.token).map(String)]);
}

/** Whether members that nobody declared may be personal: what an action that judges nobody answers, as a token, is shown. */
function isPersonal({ vendor, product, action }: Asked): boolean {
  if (action) return action.personal === true || action.judgement !== undefined;
  // Of an action that idv does not know, the product alone says what it is about.
  return vendor.actions.some((known) => inProduct(known, product) !== undefined);
}

/** The members of an answer, a document as a card: null and empty ones left out, personal data masked unless asked for. */
export function readableRows(asked: Asked, response: Readonly<Record<string, unknown>>, showPii: boolean): ReadableRow[] {
  const { action } = asked;
  const shown = action ? summarised(action) : new Set(['RequestId', 'Error']);
  const fields = isPersonal(asked) ? (action?.output ?? []) : undefined;
  return recordRows({ ...response }, fields, false, 0, { types: action?.types, showPii, shown, showWords: action === undefined });
}
