import { flagOf, isEither, isEntries, isObject, type Param, shownFlag } from './params.ts';

/** A parameter where it stands. */
export interface Place {
  param: Param;
  /** Wire names from the top down to it: `Config.CheckMode`. Entries of a list have no number here. */
  path: string;
  /** What its flags begin with behind `--`: `config.`, or nothing where they stand alone. */
  prefix: string;
}

export const placesOf = (params: readonly Param[]): Place[] => params.map((param) => ({ param, path: param.name, prefix: '' }));

/** Places of the members of an object, or of an entry of a list, or of an image and a video; none of any other parameter. */
export function membersAt({ param, path, prefix }: Place): Place[] {
  const inside = (members: readonly Param[], begins: string): Place[] =>
    members.map((member) => ({ param: member, path: `${path}.${member.name}`, prefix: begins }));
  if (isEntries(param)) return inside(param.entry, prefix);
  if (isEither(param)) return inside(Object.values(param.either), prefix);
  if (isObject(param)) return inside(param.members, param.unfolded ? prefix : `${prefix}${flagOf(param)}.`);
  return [];
}

/** The place and all places in it. */
export const withMembers = (place: Place): Place[] => [place, ...membersAt(place).flatMap(withMembers)];

/** True where a user can give the value itself: it is neither always the same nor made of flags of its members alone. */
export const hasFlag = ({ param }: Pick<Place, 'param'>): boolean =>
  !isEntries(param) && !isEither(param) && !(isObject(param) && param.unfolded) && !('fixed' in param && param.fixed !== undefined);

/** The flag by which messages name the place; of one that has none, its first member's. */
export function flagAt(place: Place): string {
  const first = hasFlag(place) ? undefined : membersAt(place)[0];
  return first ? flagAt(first) : shownFlag(place.param, place.prefix);
}
