import type { Action, Field } from '../../../core/declare/action.ts';
import { isRecord } from '../../../core/json.ts';

type Fields = Readonly<Record<string, unknown>>;
type Types = Action['types'];

/** Applies `change` to every member that the service writes as JSON text, in whatever object it stands. */
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

/** What an action declares of its answer. */
export interface JsonTextShape {
  output?: Action['output'] | undefined;
  types?: Types;
}

/**
 * An answer with the objects that it holds as JSON text. `read` returns undefined for text that is not an object, which stays text, for
 * the judge to refuse; empty text is null.
 */
export const withObjects = (
  fields: Fields,
  { output = [], types }: JsonTextShape,
  read: (text: string, path: readonly string[]) => Fields | undefined,
): Fields =>
  eachJsonText(fields, output, types, (value, path) =>
    typeof value !== 'string' ? value : value === '' ? null : (read(value, path) ?? value),
  );

/** The same answer as the service sends it. */
export const withTexts = (fields: Fields, { output = [], types }: JsonTextShape): Fields =>
  eachJsonText(fields, output, types, (value) => (isRecord(value) ? JSON.stringify(value) : value));
