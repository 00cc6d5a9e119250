import { firstOf, IdvError, type Problem } from '../../../core/errors.ts';
import { plural } from '../../../core/text/printable.ts';
import type { Runtime } from '../../../runtime.ts';
import type { FieldName, Fields, RecordFields } from './fields.ts';
import { type InputFacts, type InputFile, nameOf, readOneInput } from './read-input.ts';
import type { RowFault } from './read-row.ts';
import type { Row } from './row.ts';
import { rowCollector, type UncountedRows } from './row-collector.ts';

/** Everything that was read. */
export interface InputRows {
  rows: readonly Row[];
  people: readonly string[];
  inputs: readonly InputFacts[];
  /** Fields that at least one input has. */
  columns: ReadonlySet<FieldName>;
  setAside: UncountedRows;
  providers: readonly string[];
  actions: readonly string[];
  regions: readonly string[];
  /** Rows that are missing, according to the row numbers of a batch. */
  missingRows: number;
}

const mostShown = 20;

const problemOf = (path: string, { line, field, kind, fix }: RowFault): Problem => ({
  category: 'media',
  flag: `${nameOf(path)} line ${line}${field ? `, column ${field}` : ''}`,
  message: kind,
  hint: fix,
});

/** All problems at once, so that one run says everything that must be corrected. */
function refuse(problems: readonly Problem[], rows: number): never {
  const [first] = problems;
  throw new IdvError('media', firstOf(problems), {
    code: 'unreadable-rows',
    hint: `${first?.hint}\nnothing was counted, because the figures would leave these rows out; ${plural(rows, 'other row')} can be read`,
    problems: problems.slice(0, mostShown),
  });
}

/** Distinct texts, in the order of their first occurrence. */
function textSet() {
  const texts = new Set<string>();
  let last: unknown;
  return {
    texts,
    add: (value: unknown): void => {
      if (value === last || typeof value !== 'string') return;
      last = value;
      if (value.trim() !== '') texts.add(value.trim());
    },
  };
}

/** The origins of rows, and the row numbers of a batch. */
function originCollector() {
  const [provider, action, region] = [textSet(), textSet(), textSet()];
  const numbers = new Set<number>();
  const note = ({ values }: RecordFields): void => {
    provider.add(values.provider);
    action.add(values.action);
    region.add(values.region);
    if (Number.isInteger(values.row)) numbers.add(values.row as number);
  };
  const facts = () => ({
    providers: [...provider.texts],
    actions: [...action.texts],
    regions: [...region.texts],
    missingRows: [...numbers].reduce((most, number) => Math.max(most, number), 0) - numbers.size,
  });
  return { note, facts };
}

/** Numbers people by their names. */
function personNumbering() {
  const numbers = new Map<string, number>();
  const personOf = (name: string): number => {
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, numbers.size);
    return numbers.size - 1;
  };
  return { personOf, names: () => [...numbers.keys()] };
}

/** Numbers people in the order of their names, so that the figures do not depend on the order of rows. Returns the names in that order. */
function numberByName(rows: readonly Row[], names: readonly string[]): string[] {
  const order = [...names.keys()].sort((a, b) => ((names[a] as string) < (names[b] as string) ? -1 : 1));
  const rank = new Int32Array(names.length);
  for (const [index, person] of order.entries()) rank[person] = index;
  for (const row of rows) {
    if (row.subject >= 0) row.subject = rank[row.subject] as number;
    if (row.reference >= 0) row.reference = rank[row.reference] as number;
  }
  return order.map((person) => names[person] as string);
}

/** If two files have the same bytes, every row would count twice. */
function refuseSameContent(inputs: readonly InputFacts[]): void {
  const repeated = inputs.find(({ sha256 }, index) => inputs.findIndex((other) => other.sha256 === sha256) < index);
  if (!repeated) return;
  const first = inputs.find(({ sha256 }) => sha256 === repeated.sha256)?.name;
  throw new IdvError('usage', `${repeated.name} and ${first} have the same content`, { code: 'same-input', hint: 'give each file once' });
}

/** Reads all inputs. Throws IdvError `media` with all rows that cannot be read, or if there is no row. */
export async function readInputs(
  files: readonly InputFile[],
  fields: Fields,
  runtime: Pick<Runtime, 'fs' | 'readStdin' | 'signal'>,
): Promise<InputRows> {
  const problems: Problem[] = [];
  const inputs: InputFacts[] = [];
  const columns = new Set<FieldName>();
  const { rows, setAside, add } = rowCollector();
  const { note, facts: origin } = originCollector();
  const { personOf, names } = personNumbering();
  let read = 0;
  for (const [input, file] of files.entries()) {
    const before = read;
    const fault = (found: RowFault): void => void problems.push(problemOf(file.path, found));
    const facts = await readOneInput(file, runtime, {
      input,
      ...(file.label ? { label: file.label } : {}),
      personOf,
      fields,
      addColumn: (field) => columns.add(field),
      fault,
      addRow: (row, record) => {
        read += 1;
        note(record);
        const clash = add(row);
        if (clash) fault({ line: row.line, field: 'label', kind: clash, fix: 'correct one of the labels' });
      },
    });
    inputs.push({ ...facts, rows: read - before });
  }
  refuseSameContent(inputs);
  if (problems.length > 0) refuse(problems, read);
  if (rows.length === 0) throw new IdvError('media', 'there is no row to count', { code: 'no-rows', hint: 'check the files' });
  return { rows, people: numberByName(rows, names()), inputs, columns, setAside, ...origin() };
}
