import type { Action } from '../../../core/declare/action.ts';
import { flagOf, hasFlag, isEntries, isList, isMedia, placesOf, withMembers } from '../../../core/declare/params.ts';
import { exactJson } from '../../../core/exact-number.ts';
import { suggest } from '../../../core/text/suggest.ts';
import { type RawValue, uploadKey } from '../../input/raw-input.ts';

/** Columns that name the row or say what is true of it: handed on to the result, for `idv eval`. */
const passedColumns = ['label', 'subject', 'reference', 'species', 'split'] as const;
export type Passed = { [Name in (typeof passedColumns)[number]]?: unknown };

/** What begins the name of a column that is handed on, however much it looks like a flag. */
export const extraPrefix = 'x-';

/**
 * What a column of a manifest is: a flag of the action, the name of the row, or something to hand on. A name that is nearly that of a flag,
 * and one of a flag that no row can have, is none of these.
 */
export type Column =
  | { flag: string; key: string; many: boolean }
  | { passed: keyof Passed }
  | 'id'
  | { extra: string }
  | { meant: string }
  | { ofCommand: string };

/** The flags of an action as columns: each name without `--`, aliases too, and the path of what it fills. */
function flagColumns(action: Action): Map<string, { flag: string; key: string; many: boolean }> {
  const columns = new Map<string, { flag: string; key: string; many: boolean }>();
  for (const upload of action.uploads ?? []) columns.set(upload.flag, { flag: upload.flag, key: uploadKey(upload), many: false });
  for (const top of placesOf(action.params)) {
    for (const place of withMembers(top)) {
      if (!hasFlag(place)) continue;
      const names = [...(place.param.aliases ?? []), flagOf(place.param)].map((name) => `${place.prefix}${name}`);
      const many = isEntries(top.param) || isList(place.param);
      for (const name of names) columns.set(name, { flag: names[0] as string, key: place.path, many });
    }
  }
  return columns;
}

const folded = (name: string): string => name.trim().replace(/^--/, '').toLowerCase().replaceAll('_', '-');

/** How the columns of one action's manifests are understood. */
export interface Columns {
  /** Names are compared in any case, as spreadsheets leave them. */
  of(name: string): Column;
  /** Flags whose value is a file. */
  readonly media: readonly { flag: string; key: string }[];
  /** Names for a message. */
  readonly names: readonly string[];
}

/** `commandFlags` are the names of all flags of the action's command: no row is called as if such a column said nothing. */
export function columnsOf(action: Action, commandFlags: ReadonlySet<string> = new Set()): Columns {
  const flags = flagColumns(action);
  const names = [...new Set([...flags.values()].map(({ flag }) => flag))];
  const mediaPaths = new Set(
    placesOf(action.params)
      .flatMap(withMembers)
      .filter(({ param }) => isMedia(param))
      .map(({ path }) => path),
  );
  const uploads = new Set((action.uploads ?? []).map(uploadKey));
  const isFile = ({ key }: { key: string }): boolean => mediaPaths.has(key) || uploads.has(key);
  return {
    of(given) {
      const name = folded(given);
      const flag = flags.get(name);
      if (flag) return flag;
      if (name === 'id') return 'id';
      const passed = passedColumns.find((known) => known === name);
      if (passed) return { passed };
      if (name.startsWith(extraPrefix)) return { extra: given.trim().slice(extraPrefix.length) };
      const opposite = name.replace(/^no-/, '');
      if (commandFlags.has(name)) return flags.has(opposite) ? { meant: opposite } : { ofCommand: name };
      const meant = suggest(name, names);
      return meant === undefined ? { extra: given.trim() } : { meant };
    },
    media: [...new Map([...flags.values()].filter(isFile).map(({ flag, key }) => [key, { flag, key }])).values()],
    names,
  };
}

/** A cell's text as a flag would hold it; a number or a boolean of JSON as its text. Undefined for what no flag can hold. */
export function cellValue(value: unknown, many: boolean): RawValue | undefined {
  if (Array.isArray(value)) {
    const texts = value.map((entry) => cellValue(entry, false));
    return many && texts.every((text) => typeof text === 'string') ? (texts as string[]) : undefined;
  }
  if (typeof value === 'string') return value;
  // A number with digits of its own is an object.
  if (typeof value === 'number' || typeof value === 'boolean' || value instanceof Number) return String(value);
  return typeof value === 'object' && value !== null ? exactJson(value) : undefined;
}
