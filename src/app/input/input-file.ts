import type { Action } from '../../core/declare/action.ts';
import { declaredAt } from '../../core/declare/declared-at.ts';
import {
  flagAt,
  isEither,
  isEntries,
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
  return { problem: usageProblem(inputKey, 'is not a JSON object', 'give an object as --skeleton prints it: {"Name": "value"}') };
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

/** Adds what the file of `--input` holds to what the line says. A flag takes the place of the same value in the file, and that is said. */
export async function withInputFile({ params }: Action, given: string, line: RawInput, io: SourceIo): Promise<Merged> {
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
