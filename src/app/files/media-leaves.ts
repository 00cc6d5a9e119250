import { type Action, elementOf, type Field } from '../../core/declare/action.ts';
import { isRecord } from '../../core/json.ts';

/** A member of an answer that belongs into a file, wherever it stands. */
export interface MediaLeaf {
  field: Field;
  /** `CompareResults[0].BestFrame`. */
  path: string;
  /** Of the file, without its ending: `best-frame`, or `best-frame-2` for the second of a list. */
  fileName: string;
  value: unknown;
  /** The record that it belongs to, directly or as an entry of a list. */
  holder: Record<string, unknown>;
  /** Puts another value in its place. */
  put(value: unknown): void;
}

interface Place {
  holder: Record<string, unknown>;
  path: string;
  suffix: string;
  put(value: unknown): void;
}

type Visit = (leaf: MediaLeaf) => void;

function visitValue(field: Field, value: unknown, place: Place, types: Action['types'], visit: Visit): void {
  const { holder, path, suffix, put } = place;
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) {
      const numbered = value.length > 1 ? `${suffix}-${index + 1}` : suffix;
      const putEntry = (written: unknown): void => {
        value[index] = written;
      };
      visitValue(field, entry, { holder, path: `${path}[${index}]`, suffix: numbered, put: putEntry }, types, visit);
    }
    return;
  }
  if (field.media) {
    visit({ field, path, fileName: `${field.file ?? field.name}${suffix}`, value, holder, put });
    return;
  }
  const members = types?.[elementOf(field.type)];
  if (members && isRecord(value)) visitFields(members, value, `${path}.`, suffix, types, visit);
}

function visitFields(
  fields: readonly Field[],
  holder: Record<string, unknown>,
  prefix: string,
  suffix: string,
  types: Action['types'],
  visit: Visit,
): void {
  for (const field of fields) {
    const { name } = field;
    if (!Object.hasOwn(holder, name)) continue;
    const put = (written: unknown): void => {
      holder[name] = written;
    };
    visitValue(field, holder[name], { holder, path: `${prefix}${name}`, suffix, put }, types, visit);
  }
}

/** Every media member that is there and not null, in the order of the declaration. */
export function mediaLeaves(action: Pick<Action, 'output' | 'types'>, fields: Readonly<Record<string, unknown>>): MediaLeaf[] {
  const leaves: MediaLeaf[] = [];
  visitFields(action.output, fields as Record<string, unknown>, '', '', action.types, (leaf) => {
    if (leaf.value !== null && leaf.value !== undefined && leaf.value !== '') leaves.push(leaf);
  });
  return leaves;
}

/** Where a leaf's file is, if its value is not the file itself. */
export function remoteOf({
  field,
  value,
  holder,
}: MediaLeaf): { url: string; md5: string | undefined; bytes: number | undefined } | undefined {
  const text = (given: unknown): string | undefined => (typeof given === 'string' && given !== '' ? given : undefined);
  if (field.type === 'FileInfo' && isRecord(value)) {
    const url = text(value.Url);
    return url === undefined ? undefined : { url, md5: text(value.MD5), bytes: typeof value.Size === 'number' ? value.Size : undefined };
  }
  if (field.md5 === undefined) return undefined;
  const url = text(value);
  return url === undefined ? undefined : { url, md5: text(holder[field.md5]), bytes: undefined };
}
