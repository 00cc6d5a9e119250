/** One input of an action, as data. Flags, help, validation, masking, docs and the sandbox's checks are computed from it. */

type ImageFormat = 'jpeg' | 'png' | 'bmp' | 'webp';
type VideoFormat = 'mp4' | 'avi' | 'flv' | 'mov';

export interface MediaLimits {
  kind: 'image' | 'video';
  formats: readonly (ImageFormat | VideoFormat)[];
  /** The vendor does not document `formats`: they are those of its other actions. Another one is sent, with a notice. */
  formatsAssumed?: true;
  /** Length of the base64 text in bytes; the vendors' "M" is 2^20. Absent where none is published. */
  maxBase64Bytes?: number;
  /** Length of the file itself, where the vendor counts that. */
  maxFileBytes?: number;
  /** Both sides of a picture, in pixels. */
  minSidePx?: number;
  maxSidePx?: number;
  minDurationMs?: number;
  maxDurationMs?: number;
  /** Where the parameter has this value, the person speaks in the clip, and a silent one shows nothing. */
  spokenWhere?: { param: string; is: string };
}

/** Far above what any service takes, and small enough to hold. For files, FIFOs and standard input alike. */
export const maxInputBytes = 64 * 2 ** 20;

/** The longest file that the limits allow, in bytes before base64. */
export function maxFileBytesOf({ maxFileBytes, maxBase64Bytes }: MediaLimits): number | undefined {
  const most = [maxFileBytes, maxBase64Bytes === undefined ? undefined : Math.floor(maxBase64Bytes / 4) * 3];
  const known = most.filter((bytes) => bytes !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

interface ParamBase {
  /** The vendor's name, as on the wire. */
  name: string;
  help: string;
  /** Without `--`; default: kebab-case of `name`, `Base64` dropped. */
  flag?: string;
  /** Shorter names of the flag, without `--`. */
  aliases?: readonly string[];
  required?: boolean;
  /** The vendor's own default, shown and never sent. */
  default?: string;
  /** The month in which the parameter came, if the manual does not have it; `YYYY-MM or later` where no more is known. */
  since?: string;
  /** Personal data or a secret: masked wherever it could be shown. */
  sensitive?: boolean;
  /** Also taken as the word after the command. */
  positional?: boolean;
  /** When the vendor stopped to use it: still sent if asked for, with a notice. */
  retired?: string;
}

export interface TextParam extends ParamBase {
  type: 'String';
  /** In characters, of which an emoji is one. */
  maxLength?: number;
  /** Wire value -> friendly values that stand for it. */
  values?: Readonly<Record<string, readonly string[]>>;
  /** The parameter is a comma list of `values`, of at most this many. */
  maxItems?: number;
  /** Text outside `values` that is allowed too. */
  orElse?: { pattern: RegExp; meaning: string };
  /** `values` is a list that moves: what is not in it is sent, with a notice. */
  valuesGrow?: boolean;
  pattern?: { matches: RegExp; meaning: string };
  /** Sent where the flag is left out: the vendor requires a value and one of them fits most callers. */
  fallback?: string;
  /** Always sent with this value: there is no flag. */
  fixed?: string;
  follows?: Follows;
}

export interface NumberParam extends ParamBase {
  type: 'Integer' | 'Float';
  minimum?: number;
  maximum?: number;
  values?: Readonly<Record<string, readonly string[]>>;
  follows?: Follows;
}

/** A parameter that says whether another one, of an image or a video, holds the one or the other: its value for each. */
export interface Follows {
  param: string;
  image: string | number;
  video: string | number;
}

/** A comma list on the command line, an array on the wire. */
export interface ListParam extends ParamBase {
  type: 'Array of String' | 'Array of Integer';
  values?: Readonly<Record<string, readonly string[]>>;
  valuesGrow?: boolean;
}

/** A nested object: `--config.check-mode 2` for a member, `--config @file.json` for the whole. */
export interface ObjectParam extends ParamBase {
  /** The vendor's name of the object. */
  type: string;
  members: readonly Param[];
  /** Sent as JSON text in one parameter. */
  wire?: 'json';
  /** The members are all that a user sees: their flags stand alone, and there is none for the whole. */
  unfolded?: true;
}

/**
 * A list of objects with one member each: every value of a member's flag, which may be repeated, makes an entry. They stand in
 * the order of the members, and of one member in that of the command line.
 */
export interface EntriesParam extends ParamBase {
  /** `Array of` the vendor's name of the object. */
  type: `Array of ${string}`;
  entry: readonly (TextParam | MediaParam)[];
  maxItems: number;
}

export interface BooleanParam extends ParamBase {
  type: 'Boolean';
}

export interface MediaParam extends ParamBase {
  type: 'String';
  media: MediaLimits;
}

/** An image or a video in one parameter: each has a flag of its own, and its own limits. */
export interface ImageOrVideoParam extends ParamBase {
  type: 'String';
  /** `name` stands for no member of the wire: it names the flag. */
  either: { image: MediaParam; video: MediaParam };
}

export type Param = TextParam | NumberParam | BooleanParam | ListParam | MediaParam | ImageOrVideoParam | ObjectParam | EntriesParam;

export const isObject = (param: Param): param is ObjectParam => 'members' in param;

export const isEntries = (param: Param): param is EntriesParam => 'entry' in param;

export const isText = (param: Param): param is TextParam =>
  param.type === 'String' && !isMedia(param) && !isEither(param) && !isObject(param);

export const isNumber = (param: Param): param is NumberParam => param.type === 'Integer' || param.type === 'Float';

/** `CompareResult` of `Array of CompareResult`; any other type as it is. */
export const elementOf = (type: string): string => type.replace(/^Array of /, '');

export const isList = (param: Param): param is ListParam => param.type.startsWith('Array of ') && !isEntries(param);

export const isMedia = (param: Param): param is MediaParam => 'media' in param;

export const isEither = (param: Param): param is ImageOrVideoParam => 'either' in param;

/** Limits by what a file holds; those of an image where it is neither. */
export const limitsFor = ({ either }: ImageOrVideoParam, kind: string): MediaLimits =>
  (kind === 'video' ? either.video : either.image).media;

/** `ImageBase64Front` -> `image-front`, `SdkToken` -> `sdk-token`, `ImageURLA` -> `image-urla` unless the declaration says better. */
export function flagOf(param: Param): string {
  if (param.flag) return param.flag;
  return param.name
    .replace('Base64', '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}

/** The flag as messages name it: the short alias, which help shows first. `prefix` is that of a member: `config.`. */
export const shownFlag = (param: Param, prefix = ''): string => `--${prefix}${param.aliases?.[0] ?? flagOf(param)}`;

/** Characters as a vendor's limit counts them, not the halves that JavaScript makes of some. */
export const characterCount = (text: string): number => [...text].length;

/** What to tell about a parameter that is given although the vendor no longer uses it. */
export const retiredNotice = ({ name, retired }: Param): string | undefined =>
  retired === undefined ? undefined : `the vendor no longer uses ${name} (retired ${retired}); sent anyway`;

export type WireValue = string | number | boolean | readonly WireValue[] | { readonly [name: string]: WireValue };

/** A parameter where it stands. */
export interface Place {
  param: Param;
  /** Wire names from the top down to it: `Config.CheckMode`. Entries of a list have no number here. */
  path: string;
  /** What its flags begin with after `--`: `config.`, or nothing where they stand alone. */
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
