/** The inputs of an action, as data. Flags, help, validation, masking, docs and the checks of the sandbox are computed from it. */

type ImageFormat = 'jpeg' | 'png' | 'bmp' | 'webp';
type VideoFormat = 'mp4' | 'avi' | 'flv' | 'mov';

export interface MediaLimits {
  kind: 'image' | 'video';
  formats: readonly (ImageFormat | VideoFormat)[];
  /** True if the vendor does not document the formats: `formats` are those of its other actions, and other formats get only a notice. */
  formatsAssumed?: true;
  /** The largest length of the base64 text in bytes; "M" in the vendors' texts is 2^20. Absent if no limit is documented. */
  maxBase64Bytes?: number;
  /** The largest length of the file itself, if the vendor limits that. */
  maxFileBytes?: number;
  /** Limits for both sides of a picture, in pixels. */
  minSidePx?: number;
  maxSidePx?: number;
  minDurationMs?: number;
  maxDurationMs?: number;
  /** If the parameter has this value, the person must speak in the clip, so a clip without sound is useless. */
  spokenWhere?: { param: string; is: string };
}

/** The limit for files, FIFOs and standard input. It is far above what any service accepts, and small enough for memory. */
export const maxInputBytes = 64 * 2 ** 20;

/** The longest file that the limits allow, in bytes before base64. */
export function maxFileBytesOf({ maxFileBytes, maxBase64Bytes }: MediaLimits): number | undefined {
  const most = [maxFileBytes, maxBase64Bytes === undefined ? undefined : Math.floor(maxBase64Bytes / 4) * 3];
  const known = most.filter((bytes) => bytes !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

interface ParamBase {
  /** The vendor's name of the parameter, as it is sent. */
  name: string;
  help: string;
  /** The flag without `--`. Default: `name` in kebab-case, without `Base64`. */
  flag?: string;
  /** Shorter names of the flag, without `--`. */
  aliases?: readonly string[];
  required?: boolean;
  /** The vendor's own default. It is shown, but never sent. */
  default?: string;
  /** The month in which the vendor added it, if it is not in the manual; `YYYY-MM or later` if no more is known. */
  since?: string;
  /** Personal data or a secret. It is masked in everything that is shown. */
  sensitive?: boolean;
  /** True if the value can also be given as a word after the command. */
  positional?: boolean;
  /** When the vendor stopped using it. It is still sent if it is given, with a notice. */
  retired?: string;
}

export interface TextParam extends ParamBase {
  type: 'String';
  /** The largest number of characters. An emoji counts as one. */
  maxLength?: number;
  /** The friendly values of each wire value. */
  values?: Readonly<Record<string, readonly string[]>>;
  /** If set, the parameter is a list of `values` with commas, with at most this many entries. */
  maxItems?: number;
  /** Other texts than `values` that are allowed. */
  orElse?: { pattern: RegExp; meaning: string };
  /** True if the vendor adds values over time: a value that is not in `values` is sent, with a notice. */
  valuesGrow?: boolean;
  pattern?: { matches: RegExp; meaning: string };
  /** Sent if the flag is not given: the vendor requires a value, and this one fits most callers. */
  fallback?: string;
  /** The value that is always sent. The parameter has no flag. */
  fixed?: string;
  follows?: ValueByFileKind;
}

export interface NumberParam extends ParamBase {
  type: 'Integer' | 'Float';
  minimum?: number;
  maximum?: number;
  values?: Readonly<Record<string, readonly string[]>>;
  follows?: ValueByFileKind;
}

/** For a parameter that says whether another parameter contains an image or a video: its value in each of the two cases. */
export interface ValueByFileKind {
  param: string;
  image: string | number;
  video: string | number;
}

/** A list: with commas on the command line, and sent as an array. */
export interface ListParam extends ParamBase {
  type: 'Array of String' | 'Array of Integer';
  values?: Readonly<Record<string, readonly string[]>>;
  valuesGrow?: boolean;
}

/** A nested object: `--config.check-mode 2` for a member, `--config @file.json` for the complete object. */
export interface ObjectParam extends ParamBase {
  /** The vendor's name of the object. */
  type: string;
  members: readonly Param[];
  /** Sent as JSON text in one parameter. */
  wire?: 'json';
  /** True if a user sees only the members: their flags have no prefix, and the object has no flag. */
  unfolded?: true;
}

/**
 * A list of objects with one member each. The flag of a member may be repeated, and each of its values becomes an entry. Entries are in
 * the order of the members; entries of one member are in the order of the command line.
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

/** A parameter for an image or a video. Each of the two has its own flag and its own limits. */
export interface ImageOrVideoParam extends ParamBase {
  type: 'String';
  /** The `name` of these two is not sent: it only gives the name of the flag. */
  either: { image: MediaParam; video: MediaParam };
}

export type Param = TextParam | NumberParam | BooleanParam | ListParam | MediaParam | ImageOrVideoParam | ObjectParam | EntriesParam;

export const isObject = (param: Param): param is ObjectParam => 'members' in param;

export const isEntries = (param: Param): param is EntriesParam => 'entry' in param;

export const isText = (param: Param): param is TextParam =>
  param.type === 'String' && !isMedia(param) && !isImageOrVideo(param) && !isObject(param);

export const isNumber = (param: Param): param is NumberParam => param.type === 'Integer' || param.type === 'Float';

/** `Array of CompareResult` -> `CompareResult`. Any other type is returned unchanged. */
export const elementOf = (type: string): string => type.replace(/^Array of /, '');

export const isList = (param: Param): param is ListParam => param.type.startsWith('Array of ') && !isEntries(param);

export const isMedia = (param: Param): param is MediaParam => 'media' in param;

export const isImageOrVideo = (param: Param): param is ImageOrVideoParam => 'either' in param;

/** The limits for the kind of a file. A file that is neither an image nor a video has those of an image. */
export const limitsFor = ({ either }: ImageOrVideoParam, kind: string): MediaLimits =>
  (kind === 'video' ? either.video : either.image).media;

/** `ImageBase64Front` -> `image-front`, `SdkToken` -> `sdk-token`. `ImageURLA` would give `image-urla`, so its declaration has a `flag`. */
export function flagOf(param: Param): string {
  if (param.flag) return param.flag;
  return param.name
    .replace('Base64', '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}

/** The flag in messages: the short alias if there is one, because help shows that first. `prefix` is the prefix of a member: `config.`. */
export const shownFlag = (param: Param, prefix = ''): string => `--${prefix}${param.aliases?.[0] ?? flagOf(param)}`;

/** The number of characters as vendors count them: by code points, not by JavaScript's UTF-16 units. */
export const characterCount = (text: string): number => [...text].length;

/** The notice about a parameter that was given although the vendor no longer uses it. */
export const retiredNotice = ({ name, retired }: Param): string | undefined =>
  retired === undefined ? undefined : `the vendor no longer uses ${name} (retired ${retired}); sent anyway`;

export type WireValue = string | number | boolean | readonly WireValue[] | { readonly [name: string]: WireValue };

/** A parameter and its position. */
export interface Place {
  param: Param;
  /** The wire names from the top level down: `Config.CheckMode`. Entries of a list have no number here. */
  path: string;
  /** The prefix of its flags after `--`: `config.`, or empty. */
  prefix: string;
}

export const placesOf = (params: readonly Param[]): Place[] => params.map((param) => ({ param, path: param.name, prefix: '' }));

/** The places of the members of an object, of a list entry, or of an image and a video. Other parameters have no members. */
export function membersAt({ param, path, prefix }: Place): Place[] {
  const inside = (members: readonly Param[], begins: string): Place[] =>
    members.map((member) => ({ param: member, path: `${path}.${member.name}`, prefix: begins }));
  if (isEntries(param)) return inside(param.entry, prefix);
  if (isImageOrVideo(param)) return inside(Object.values(param.either), prefix);
  if (isObject(param)) return inside(param.members, param.unfolded ? prefix : `${prefix}${flagOf(param)}.`);
  return [];
}

/** The place itself and all places below it. */
export const withMembers = (place: Place): Place[] => [place, ...membersAt(place).flatMap(withMembers)];

/** True if the parameter has a flag. It has none if its value is fixed, or if only its members have flags. */
export const hasFlag = ({ param }: Pick<Place, 'param'>): boolean =>
  !isEntries(param) && !isImageOrVideo(param) && !(isObject(param) && param.unfolded) && !('fixed' in param && param.fixed !== undefined);

/** The flag of a place in messages. If the place has no flag, the flag of its first member. */
export function flagAt(place: Place): string {
  const first = hasFlag(place) ? undefined : membersAt(place)[0];
  return first ? flagAt(first) : shownFlag(place.param, place.prefix);
}
