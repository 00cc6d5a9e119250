import type { Action, Field } from '../../../core/declare/action.ts';
import { isRecord } from '../../../core/json.ts';

type Fields = Readonly<Record<string, unknown>>;
type Types = Action['types'];

/** Applies `change` to every member that the service writes as JSON text, in any object. */
function eachJsonText(
  fields: Fields,
  members: readonly Field[],
  types: Types,
  change: (value: unknown, path: readonly string[]) => unknown,
  path: readonly string[] = [],
): Fields {
  const changed: Record<string, unknown> = { ...fields };
  for (const { name, type, wire } of members) {
    if (!Object.hasOwn(fields, name)) continue;
    const inner = fields[name];
    const inside = types && Object.hasOwn(types, type) ? types[type] : undefined;
    if (wire === 'json') changed[name] = change(inner, [...path, name]);
    else if (inside && isRecord(inner)) changed[name] = eachJsonText(inner, inside, types, change, [...path, name]);
  }
  return changed;
}

/** What an action declares about its answer. */
export interface JsonTextShape {
  output?: Action['output'] | undefined;
  types?: Types;
}

/**
 * Parses the objects that an answer contains as JSON text. If the text is not an object, `read` returns undefined; it stays text, and
 * judging refuses it. Empty text becomes null.
 */
export const withObjects = (
  fields: Fields,
  { output = [], types }: JsonTextShape,
  read: (text: string, path: readonly string[]) => Fields | undefined,
): Fields =>
  eachJsonText(fields, output, types, (value, path) =>
    typeof value !== 'string' ? value : value === '' ? null : (read(value, path) ?? value),
  );

/** The same answer in the form that the service sends. */
export const withTexts = (fields: Fields, { output = [], types }: JsonTextShape): Fields =>
  eachJsonText(fields, output, types, (value) => (isRecord(value) ? JSON.stringify(value) : value));
