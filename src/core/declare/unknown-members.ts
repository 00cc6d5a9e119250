import { isRecord } from '../json.ts';
import { suggest } from '../text/suggest.ts';
import { isEntries, isObject, type Param } from './params.ts';

/** An undeclared name with its path: `Config.IdCardType`, `Tasks.0.ImageUrl`. */
export interface UnknownMember {
  path: string;
  /** The path with the declared name that has the most similar spelling. */
  meant?: string;
}

type Members = readonly Param[];

function unknownIn(value: unknown, param: Param, path: string): UnknownMember[] {
  if (isObject(param)) return isRecord(value) ? unknownMembers(value, param.members, `${path}.`) : [];
  if (!isEntries(param) || !Array.isArray(value)) return [];
  return value.flatMap((entry: unknown, index) => (isRecord(entry) ? unknownMembers(entry, param.entry, `${path}.${index}.`) : []));
}

/** Follows a dotted name such as `Config.CheckMode` or `Tasks.1.ImageURL`, and returns its undeclared parts. */
function unknownAlong([name = '', ...rest]: readonly string[], members: Members, prefix: string, value: unknown): UnknownMember[] {
  const path = `${prefix}${name}`;
  const param = members.find((candidate) => candidate.name === name);
  if (!param) {
    const meant = suggest(
      name,
      members.map((candidate) => candidate.name),
    );
    return [{ path, ...(meant === undefined ? {} : { meant: `${prefix}${meant}` }) }];
  }
  if (rest.length === 0) return unknownIn(value, param, path);
  if (isObject(param)) return unknownAlong(rest, param.members, `${path}.`, value);
  const [index = '', ...inside] = rest;
  return isEntries(param) && inside.length > 0 ? unknownAlong(inside, param.entry, `${path}.${index}.`, value) : [];
}

/** The undeclared names among these values and in the objects that they contain. Names may be dotted. */
export function unknownMembers(values: Readonly<Record<string, unknown>>, members: Members, prefix = ''): UnknownMember[] {
  return Object.entries(values).flatMap(([name, value]) => unknownAlong(name.split('.'), members, prefix, value));
}

/** `'IdCardType' is not known here; did you mean IDCardType? It is sent anyway`. */
export const unknownNotice = ({ path, meant }: UnknownMember): string =>
  `'${path.slice(0, 80)}' is not known here; ${meant === undefined ? 'sent anyway' : `did you mean ${meant}? It is sent anyway`}`;
