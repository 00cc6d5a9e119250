import { isRecord } from '../../../core/json.ts';
import type { FieldName, RecordFields } from './fields.ts';
import { knownLabels, readLabel } from './read-label.ts';
import { readNumber } from './read-number.ts';
import { type Label, outcomes, type Row, type RowOutcome } from './row.ts';

/** Why a row cannot be read: the column, the kind of its value, and what to do. Never the value itself, because it may be a name. */
export interface RowFault {
  line: number;
  field: FieldName | undefined;
  kind: string;
  fix: string;
}

/** How the rows of one input are read. */
export interface RowReading {
  input: number;
  /** Set by the flag that named the file: `--genuine FILE`. */
  label?: Label;
  /** The index of a person; the same for the same text in every input. */
  personOf(name: string): number;
  fault(fault: RowFault): void;
}

const textOf = (value: unknown): string | undefined => {
  const text = typeof value === 'string' ? value.trim() : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
  return text === '' ? undefined : text;
};

const isTrue = (value: unknown): boolean => value === true || /^(true|1|yes)$/i.test(String(value ?? ''));

/** False if the checks are named and liveness is not one of them. */
function livenessOf(checked: unknown): boolean | undefined {
  if (Array.isArray(checked)) return checked.length > 0 ? checked.includes('liveness') : undefined;
  const text = textOf(checked);
  return text === undefined ? undefined : /\bliveness\b/.test(text);
}

/** The label. If there is none, it follows from subject and reference: equal means genuine. */
function labelIn(
  record: RecordFields,
  { label }: RowReading,
  subject: string | undefined,
  reference: string | undefined,
): Label | undefined {
  if (label) return label;
  const given = record.values.label;
  if (textOf(given) !== undefined) return readLabel(given);
  if (subject === undefined || reference === undefined) return undefined;
  return subject === reference ? 'genuine' : 'impostor';
}

function outcomeIn(record: RecordFields, hasScore: boolean): RowOutcome | undefined | 'unknown' {
  const error = record.values.error;
  if (isRecord(error) || textOf(error) !== undefined) return 'error';
  const verdict = record.values.verdict;
  // A batch writes null if the answer was lost. If there is a score, the row was simply not judged.
  if (verdict === null && !hasScore) return 'unsure';
  const text = textOf(verdict)?.toLowerCase();
  if (text === undefined) return undefined;
  return outcomes.find((outcome) => outcome === text) ?? 'unknown';
}

/** Two labels that contradict each other in one row cannot both be right. */
function contradiction(label: Label, subject: string | undefined, reference: string | undefined): string | undefined {
  if (subject === undefined || reference === undefined) return undefined;
  if (label === 'impostor' && subject === reference) return 'an impostor whose subject and reference are the same person';
  return label === 'genuine' && subject !== reference ? 'a genuine row whose subject and reference differ' : undefined;
}

/** The members that are taken unchanged. */
const extraTexts = ({
  values,
}: RecordFields): Pick<Row, 'species' | 'transaction' | 'split' | 'group' | 'id' | 'liveness' | 'sandbox'> => ({
  species: textOf(values.species),
  transaction: textOf(values.transaction),
  split: textOf(values.split),
  group: textOf(values.group),
  id: textOf(values.id),
  liveness: livenessOf(values.checked),
  sandbox: isTrue(values.sandbox),
});

/** One row; undefined if it has problems, after all of them were reported. */
export function readRow(record: RecordFields, line: number, reading: RowReading): Row | undefined {
  let isValid = true;
  const fault = (field: FieldName | undefined, kind: string, fix: string): undefined => {
    isValid = false;
    reading.fault({ line, field, kind, fix });
  };
  const numberIn = (field: FieldName): number | undefined => {
    const read = readNumber(record.values[field]);
    return 'kind' in read ? fault(field, read.kind, read.fix) : read.value;
  };
  const textIn = (field: FieldName): string | undefined => textOf(record.values[field]);
  const [subject, reference] = [textIn('subject'), textIn('reference')];
  const label = labelIn(record, reading, subject, reference);
  if (!label) fault('label', textIn('label') === undefined ? 'empty' : 'not a known label', `use one of ${knownLabels}`);
  const score = numberIn('score');
  const verdict = outcomeIn(record, score !== undefined);
  if (verdict === 'unknown') fault('verdict', 'not a verdict', `use one of ${outcomes.join(', ')}`);
  const clash = label && contradiction(label, subject, reference);
  if (clash) fault('label', clash, 'correct it; if reference does not name a person, leave it out with --field reference=');
  const media = record.media();
  if (label === 'impostor' && new Set(media).size < media.length)
    fault('label', 'an impostor whose two files are the same file', 'correct the label or the files');
  const row: Row = {
    input: reading.input,
    line,
    label: label ?? 'genuine',
    score,
    baseline: numberIn('baseline'),
    verdict: verdict === 'unknown' ? undefined : verdict,
    subject: subject === undefined ? -1 : reading.personOf(subject),
    reference: reference === undefined ? -1 : reading.personOf(reference),
    attempt: numberIn('attempt'),
    threshold: numberIn('threshold'),
    ...extraTexts(record),
    media: media.length === 0 ? undefined : media.join('\n'),
  };
  return isValid ? row : undefined;
}
