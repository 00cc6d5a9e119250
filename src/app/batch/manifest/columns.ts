import type { Action } from '../../../core/declare/action.ts';
import { flagOf, hasFlag, isEntries, isList, isMedia, type Param, placesOf, withMembers } from '../../../core/declare/params.ts';
import { suggest } from '../../../core/text/suggest.ts';
import { uploadKey } from '../../input/raw-input.ts';

/** Columns with the true facts about a row. They are copied to the result, for `idv eval`. */
const copiedColumns = ['label', 'subject', 'reference', 'species', 'split'] as const;
export type CopiedColumns = { [Name in (typeof copiedColumns)[number]]?: unknown };

/** The prefix of a column name that is copied to the result, even if it looks like a flag. */
export const extraPrefix = 'x-';

/** The JSON types that a flag accepts besides text. */
type Held = 'file' | 'number' | 'boolean' | 'any';

/** A flag of the action: its first name, the path of the parameter that it fills, and whether it accepts several values. */
export interface FlagColumn {
  flag: string;
  key: string;
  many: boolean;
  holds: Held;
}

/**
 * What a column of a manifest is: a flag of the action, the id of the row, or something that is copied to the result. Two kinds are errors:
 * `meant`, a name that is nearly a flag, and `ofCommand`, a flag of the command that a row cannot have.
 */
export type Column = FlagColumn | { copied: keyof CopiedColumns } | 'id' | { extra: string } | { meant: string } | { ofCommand: string };

const heldBy = (param: Param): Held =>
  isMedia(param) ? 'file' : param.type === 'Boolean' ? 'boolean' : param.type === 'Integer' || param.type === 'Float' ? 'number' : 'any';

/** The flags of an action as columns, by each of their names and aliases without `--`. */
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

/** Explains the columns of manifests for one action. */
export interface Columns {
  /** Upper and lower case make no difference, because spreadsheets change the case. */
  of(name: string): Column;
  /** Flags whose value is a file. */
  readonly media: readonly { flag: string; key: string }[];
  /** Names of the flags, for a message. */
  readonly names: readonly string[];
}

/** `commandFlags` are the names of all flags of the action's command. A column with such a name is an error, and is never ignored. */
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
      const copied = copiedColumns.find((known) => known === name);
      if (copied) return { copied };
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
