import { type Action, type Upload, uploadOf } from '../../core/declare/action.ts';
import {
  flagAt,
  hasFlag,
  isEither,
  isEntries,
  isMedia,
  isObject,
  membersAt,
  type Param,
  type Place,
  placesOf,
  withMembers,
} from '../../core/declare/params.ts';
import { type Problem, usageProblem } from '../../core/errors.ts';

/** A value out of a JSON file of parameters. */
export interface JsonValue {
  json: unknown;
}

/** What one flag held: text as typed, a boolean from `--x` and `--no-x`, all texts of a flag that may be repeated; or what `--input` holds. */
export type RawValue = string | boolean | readonly string[] | JsonValue;

export const isJson = (value: RawValue | undefined): value is JsonValue => typeof value === 'object' && 'json' in value;

/** What the flags held, by the path of their parameter: `Config.CheckMode` for a member, `Tasks.ImageData` for one of an entry. */
export type RawInput = Readonly<Record<string, RawValue>>;

/** The name under which the path of a file to upload stands among the raw input. */
export const uploadKey = (upload: Upload): string => `--${upload.flag}`;

/** The name under which the path of a file of parameters stands among the raw input. */
export const inputKey = '--input';

/** The texts of one flag, in their order. */
export const textsOf = (value: RawValue | undefined): readonly string[] => {
  if (value === undefined || isJson(value)) return [];
  return typeof value === 'object' ? value : [String(value)];
};

const isThere = (value: RawValue | undefined): boolean => isJson(value) || textsOf(value).length > 0;

/** True where the value or a member of it was given. */
export const isGiven = (place: Place, raw: RawInput): boolean => withMembers(place).some(({ path }) => isThere(raw[path]));

/** True where a value is sent without a flag: the declaration has one, or it follows from another parameter. */
const comesAlone = (param: Param): boolean =>
  ('fallback' in param && param.fallback !== undefined) || ('follows' in param && param.follows !== undefined);

/** Places that need a value and have none. Members of an object that comes whole are the service's to check. */
function missingPlaces(place: Place, raw: RawInput): Place[] {
  const { param, path } = place;
  if (isObject(param)) {
    if (param.unfolded || (isGiven(place, raw) && raw[path] === undefined))
      return membersAt(place).flatMap((member) => missingPlaces(member, raw));
  } else if (!isEntries(param) && !isEither(param) && (!hasFlag(place) || comesAlone(param))) return [];
  return param.required && !isGiven(place, raw) ? [place] : [];
}

function hintFor(place: Place, action: Action): string {
  const { param, path } = place;
  const upload = uploadOf(action.uploads ?? [], path);
  if (upload) return `give it, or --${upload.flag} with a local file`;
  if (isEntries(param) || isEither(param)) return `give ${membersAt(place).map(flagAt).join(' or ')}`;
  return param.positional ? `give it after idv ${action.command.join(' ')}` : 'see the examples with --help';
}

/** One problem for every required parameter that was left out; what an upload fills is not. */
export function missingProblems(action: Action, raw: RawInput): Problem[] {
  const uploaded = (action.uploads ?? []).filter((upload) => raw[uploadKey(upload)] !== undefined).flatMap(({ url, md5 }) => [url, md5]);
  return placesOf(action.params)
    .flatMap((place) => missingPlaces(place, raw))
    .filter(({ path }) => !uploaded.includes(path))
    .map((place) => usageProblem(flagAt(place), `is required: ${place.param.help}`, hintFor(place, action)));
}

/** Standard input can be read once: a problem at the second of the flags that would. */
export function readTwice([, second]: readonly string[]): Problem[] {
  return second === undefined ? [] : [usageProblem(second, 'standard input is read twice', "give '-' to one flag and a path to the other")];
}

export function stdinProblems(action: Action, raw: RawInput): Problem[] {
  const readers = placesOf(action.params)
    .flatMap(withMembers)
    .filter(({ param }) => isMedia(param) || param.positional);
  return readTwice([
    ...(raw[inputKey] === '-' ? [inputKey] : []),
    ...readers.flatMap((place) =>
      textsOf(raw[place.path])
        .filter((text) => text === '-')
        .map(() => flagAt(place)),
    ),
    ...(action.uploads ?? []).filter((upload) => raw[uploadKey(upload)] === '-').map(uploadKey),
  ]);
}
