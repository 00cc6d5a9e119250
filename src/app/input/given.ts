import { type Action, uploadOf } from '../../core/declare/action.ts';
import { declaredAt } from '../../core/declare/declared-at.ts';
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
import { unknownMembers, unknownNotice } from '../../core/declare/unknown-members.ts';
import { type Problem, usageProblem } from '../../core/errors.ts';
import { isRecord } from '../../core/json.ts';
import type { SourceIo } from '../../media/read/source.ts';
import { inputKey, isJson, type RawInput, type RawValue, textsOf, uploadKey } from './raw-input.ts';
import { readJsonOrFile } from './read-json.ts';

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

type Raw = Record<string, RawValue>;

/** The object of parameters that `--input` names, by path or by `-`. */
export async function readInputFile(
  given: string,
  params: readonly Param[],
  io: SourceIo,
): Promise<{ value: Record<string, unknown> } | { problem: Problem }> {
  const path = /^(@|file:)/i.test(given) ? given : `@${given}`;
  const parsed = await readJsonOrFile(inputKey, path, (at) => declaredAt(at, params), io);
  if ('problem' in parsed) return parsed;
  if (isRecord(parsed.value)) return { value: parsed.value };
  return { problem: usageProblem(inputKey, 'is not a JSON object', 'as --skeleton prints it: {"Name": "value"}') };
}

/** Values by path, as flags have them; `rest` is what no declaration names. Null is what was not filled in. */
function spread(places: readonly Place[], given: Record<string, unknown>): { raw: Raw; rest: Record<string, unknown> } {
  const raw: Raw = {};
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const place = places.find(({ param }) => param.name === name);
    if (!place) rest[name] = value;
    else if (isObject(place.param) && isRecord(value)) {
      const inner = spread(membersAt(place), value);
      Object.assign(raw, inner.raw);
      if (Object.keys(inner.rest).length > 0) raw[place.path] = { json: inner.rest };
    } else if (value !== null) raw[place.path] = { json: value };
  }
  return { raw, rest };
}

/**
 * What the line gives in the place of a value of the file: the same one, one of which it is a part, or a part of one that the line
 * gives in parts: entries of a list, an image or a video.
 */
function displacing(path: string, typed: RawInput, inParts: readonly string[]): string | undefined {
  return Object.keys(typed).find(
    (other) => other === path || path.startsWith(`${other}.`) || (inParts.includes(path) && other.startsWith(`${path}.`)),
  );
}

/** What the line and the file of `--input` give together. */
export interface Merged {
  raw: RawInput;
  /** Of names that no declaration has: sent as they are. */
  rest: Readonly<Record<string, unknown>>;
  problems: readonly Problem[];
  notices: readonly string[];
}

/** Adds what `--input` holds to what the line says. A flag takes the place of the same value in the file, and that is said. */
export async function withInputFile({ params }: Action, typed: RawInput, io: SourceIo): Promise<Merged> {
  const { [inputKey]: given, ...line } = typed;
  if (typeof given !== 'string') return { raw: typed, rest: {}, problems: [], notices: [] };
  const read = await readInputFile(given, params, io);
  if ('problem' in read) return { raw: line, rest: {}, problems: [read.problem], notices: [] };
  const places = placesOf(params);
  const all = places.flatMap(withMembers);
  const inParts = all.filter(({ param }) => isEntries(param) || isEither(param)).map(({ path }) => path);
  const { raw, rest } = spread(places, read.value);
  const displaced = new Map<string, string>();
  for (const path of Object.keys(raw)) {
    const by = displacing(path, line, inParts);
    if (by !== undefined) displaced.set(path, by);
  }
  const kept = Object.entries(raw).filter(([path]) => !displaced.has(path));
  const flagOf = (path: string): string => flagAt(all.find((place) => place.path === path) as Place);
  return {
    raw: { ...Object.fromEntries(kept), ...line },
    rest,
    problems: [],
    notices: [
      ...[...displaced].map(([path, by]) => `${flagOf(by)} is used in place of ${path} in --input`),
      ...unknownMembers(read.value, params).map((unknown) => `${inputKey}: ${unknownNotice(unknown)}`),
    ],
  };
}
