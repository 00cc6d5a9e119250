import type { Action } from '../../core/declare/action.ts';
import { declaredAt } from '../../core/declare/declared-at.ts';
import {
  flagAt,
  isEntries,
  isImageOrVideo,
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
import { inputKey, type RawInput, type RawValue } from './raw-input.ts';
import { readJsonOrFile } from './read-json.ts';

type Raw = Record<string, RawValue>;

/** Reads the JSON object of parameters that `--input` names: a path, or `-` for standard input. */
export async function readInputFile(
  given: string,
  params: readonly Param[],
  io: SourceIo,
): Promise<{ value: Record<string, unknown> } | { problem: Problem }> {
  const path = /^(@|file:)/i.test(given) ? given : `@${given}`;
  const parsed = await readJsonOrFile(inputKey, path, (at) => declaredAt(at, params), io);
  if ('problem' in parsed) return parsed;
  if (isRecord(parsed.value)) return { value: parsed.value };
  return { problem: usageProblem(inputKey, 'is not a JSON object', 'give an object as --skeleton prints it: {"Name": "value"}') };
}

/** Turns an object into values by path, like those of flags. `rest` has the undeclared members. Null is a value that was not filled in. */
function valuesByPath(places: readonly Place[], given: Record<string, unknown>): { raw: Raw; rest: Record<string, unknown> } {
  const raw: Raw = {};
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const place = places.find(({ param }) => param.name === name);
    if (!place) rest[name] = value;
    else if (isObject(place.param) && isRecord(value)) {
      const inner = valuesByPath(membersAt(place), value);
      Object.assign(raw, inner.raw);
      if (Object.keys(inner.rest).length > 0) raw[place.path] = { json: inner.rest };
    } else if (value !== null) raw[place.path] = { json: value };
  }
  return { raw, rest };
}

/**
 * The path of the flag that replaces a value of the file. The flag gives the same value, or a value that contains it. Or it gives one part
 * of a value that flags can only give in parts: the entries of a list, an image or a video.
 */
function replacedBy(path: string, typed: RawInput, inParts: readonly string[]): string | undefined {
  return Object.keys(typed).find(
    (other) => other === path || path.startsWith(`${other}.`) || (inParts.includes(path) && other.startsWith(`${path}.`)),
  );
}

/** The values of the command line and of the `--input` file together. */
export interface MergedInput {
  raw: RawInput;
  /** Undeclared members of the file. They are sent unchanged. */
  rest: Readonly<Record<string, unknown>>;
  problems: readonly Problem[];
  notices: readonly string[];
}

/** Adds the values of the `--input` file to those of the command line. If a flag replaces a value of the file, a notice says so. */
export async function withInputFile({ params }: Action, given: string, line: RawInput, io: SourceIo): Promise<MergedInput> {
  const read = await readInputFile(given, params, io);
  if ('problem' in read) return { raw: line, rest: {}, problems: [read.problem], notices: [] };
  const places = placesOf(params);
  const all = places.flatMap(withMembers);
  const inParts = all.filter(({ param }) => isEntries(param) || isImageOrVideo(param)).map(({ path }) => path);
  const { raw, rest } = valuesByPath(places, read.value);
  const replaced = new Map<string, string>();
  for (const path of Object.keys(raw)) {
    const by = replacedBy(path, line, inParts);
    if (by !== undefined) replaced.set(path, by);
  }
  const kept = Object.entries(raw).filter(([path]) => !replaced.has(path));
  const flagOf = (path: string): string => flagAt(all.find((place) => place.path === path) as Place);
  return {
    raw: { ...Object.fromEntries(kept), ...line },
    rest,
    problems: [],
    notices: [
      ...[...replaced].map(([path, by]) => `${flagOf(by)} is used in place of ${path} in --input`),
      ...unknownMembers(read.value, params).map((unknown) => `${inputKey}: ${unknownNotice(unknown)}`),
    ],
  };
}
