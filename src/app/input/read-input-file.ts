import type { Action } from '../../core/declare/action.ts';
import { flagAt, isEntries, isObject, membersAt, type Place, placesOf, withMembers } from '../../core/declare/params.ts';
import { unknownMembers, unknownNotice } from '../../core/declare/unknown-members.ts';
import { type Problem, usageProblem } from '../../core/errors.ts';
import { isRecord } from '../../core/json.ts';
import type { SourceIo } from '../../media/read/source.ts';
import { inputKey, type RawInput, type RawValue } from './given.ts';
import { readJsonOrFile } from './read-json.ts';

type Raw = Record<string, RawValue>;

/** The object of parameters that `--input` names, by path or by `-`. */
export async function readInputFile(given: string, io: SourceIo): Promise<{ value: Record<string, unknown> } | { problem: Problem }> {
  const parsed = await readJsonOrFile(inputKey, /^(@|file:)/i.test(given) ? given : `@${given}`, io);
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

/** Whether a value of the file gives way to one of the line: the same one, a part of it, or a list of which the line has entries. */
function givesWay(path: string, typed: RawInput, lists: readonly string[]): boolean {
  return Object.keys(typed).some(
    (other) => other === path || path.startsWith(`${other}.`) || (lists.includes(path) && other.startsWith(`${path}.`)),
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
  const read = await readInputFile(given, io);
  if ('problem' in read) return { raw: line, rest: {}, problems: [read.problem], notices: [] };
  const places = placesOf(params);
  const all = places.flatMap(withMembers);
  const lists = all.filter(({ param }) => isEntries(param)).map(({ path }) => path);
  const { raw, rest } = spread(places, read.value);
  const displaced = Object.keys(raw).filter((path) => givesWay(path, line, lists));
  const kept = Object.entries(raw).filter(([path]) => !displaced.includes(path));
  const flagOf = (path: string): string => flagAt(all.find((place) => place.path === path) as Place);
  return {
    raw: { ...Object.fromEntries(kept), ...line },
    rest,
    problems: [],
    notices: [
      ...displaced.map((path) => `${flagOf(path)} is used in place of ${path} in --input`),
      ...unknownMembers(read.value, params).map((unknown) => `${inputKey}: ${unknownNotice(unknown)}`),
    ],
  };
}
