import type { Action } from '../../../core/declare/action.ts';
import { flagOf, hasFlag, isEntries, isList, isMedia, type Param, placesOf, withMembers } from '../../../core/declare/params.ts';
import { suggest } from '../../../core/text/suggest.ts';
import { uploadKey } from '../../input/raw-input.ts';

/** Columns that name the row or say what is true of it: handed on to the result, for `idv eval`. */
const passedColumns = ['label', 'subject', 'reference', 'species', 'split'] as const;
export type Passed = { [Name in (typeof passedColumns)[number]]?: unknown };

/** What begins the name of a column that is handed on, however much it looks like a flag. */
export const extraPrefix = 'x-';

/** What the JSON values of a flag may be, besides text. */
type Held = 'file' | 'number' | 'boolean' | 'any';

/** A flag of the action: its first name, the path of what it fills, and whether it takes several values. */
export interface FlagColumn {
  flag: string;
  key: string;
  many: boolean;
  holds: Held;
}

/**
 * What a column of a manifest is: a flag of the action, the name of the row, or something to hand on. A name that is nearly that of a flag,
 * and one of a flag that no row can have, is none of these.
 */
export type Column = FlagColumn | { passed: keyof Passed } | 'id' | { extra: string } | { meant: string } | { ofCommand: string };

const heldBy = (param: Param): Held =>
  isMedia(param) ? 'file' : param.type === 'Boolean' ? 'boolean' : param.type === 'Integer' || param.type === 'Float' ? 'number' : 'any';

/** The flags of an action as columns: each name without `--`, aliases too, and the path of what it fills. */
function flagColumns(action: Action): Map<string, FlagColumn> {
  const columns = new Map<string, FlagColumn>();
  for (const upload of action.uploads ?? [])
    columns.set(upload.flag, { flag: upload.flag, key: uploadKey(upload), many: false, holds: 'file' });
  for (const top of placesOf(action.params)) {
    for (const place of withMembers(top)) {
      if (!hasFlag(place)) continue;
      const names = [...(place.param.aliases ?? []), flagOf(place.param)].map((name) => `${place.prefix}${name}`);
      const many = isEntries(top.param) || isList(place.param);
      for (const name of names) columns.set(name, { flag: names[0] as string, key: place.path, many, holds: heldBy(place.param) });
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
