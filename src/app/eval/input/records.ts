import { isRecord, readPath } from '../../../core/json.ts';
import { type FieldName, type Fields, fieldNames, type RecordFields } from './fields.ts';

/** Columns of a manifest that name media, one role each. */
const mediaRoles = ['image', 'video', 'image-a', 'image-b', 'image-front', 'image-back', 'ref-face', 'auth-face'];

const noMedia: readonly string[] = [];

/** A single file may be one half of a pair whose other half is not named; then the pair is unknown. */
const completePair = (files: readonly string[]): readonly string[] => {
  const named = files.filter((file) => file !== '');
  return named.length < 2 ? noMedia : named;
};

const folded = (name: string): string => name.trim().toLowerCase().replaceAll('_', '-');

/** The records of a CSV file, read by its header. */
export interface CsvRecords extends RecordFields {
  /** Turns to the next record. */
  turnTo(cells: readonly string[]): void;
  width: number;
  columns: readonly FieldName[];
  /** Names that occur twice in the header and that a field is read from. */
  doubled: readonly string[];
  /** Position of the score, to explain a record with one cell too many. */
  scoreAt: number;
}

/** Names are compared without regard to case and without blanks around them, because spreadsheets add those. */
export function csvRecords(header: readonly string[], fields: Fields): CsvRecords {
  const names = header.map(folded);
  const positions = fieldNames
    .map((field) => ({ field, at: fields[field] === undefined ? -1 : names.indexOf(folded(fields[field])) }))
    .filter(({ at }) => at >= 0);
  const mediaAt = mediaRoles.map((role) => names.indexOf(role)).filter((index) => index >= 0);
  const used = new Set(positions.map(({ at }) => names[at]));
  const values: RecordFields['values'] = {};
  let current: readonly string[] = [];
  return {
    values,
    media: () => (mediaAt.length < 2 ? noMedia : completePair(mediaAt.map((index) => current[index] ?? ''))),
    turnTo: (cells) => {
      current = cells;
      for (const { field, at } of positions) values[field] = cells[at];
    },
    width: header.length,
    columns: positions.map(({ field }) => field),
    doubled: [...new Set(names.filter((name, index) => used.has(name) && names.indexOf(name) !== index))],
    scoreAt: positions.find(({ field }) => field === 'score')?.at ?? -1,
  };
}

/** `{"image": "a1b2"}`, `{"image": {"sha256": "a1b2"}}` or a list of such entries. */
function digestsIn(value: unknown): string[] {
  const entries = Array.isArray(value)
    ? value
    : isRecord(value)
      ? Object.keys(value)
          .sort()
          .map((role) => value[role])
      : [];
  return entries.flatMap((entry: unknown) => {
    const digest = isRecord(entry) ? (entry.sha256 ?? entry.digest) : entry;
    return typeof digest === 'string' && digest !== '' ? digest : [];
  });
}

/** A member with this name, one at this dotted path, or one that a batch copied under `extra`. */
function memberOf(object: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(object, name)) return object[name];
  return (
    (name.includes('.') ? readPath(object, name) : undefined) ?? (object.extra === undefined ? undefined : readPath(object.extra, name))
  );
}

/** One JSON object. */
export function jsonRecord(object: Readonly<Record<string, unknown>>, fields: Fields): RecordFields {
  const values: RecordFields['values'] = {};
  for (const field of fieldNames) {
    const name = fields[field];
    values[field] = name === undefined ? undefined : memberOf(object, name);
  }
  return {
    values,
    media: () => {
      const digests = digestsIn(object.media ?? object.digests);
      return digests.length > 0 ? digests : completePair(mediaRoles.map((role) => (typeof object[role] === 'string' ? object[role] : '')));
    },
  };
}
