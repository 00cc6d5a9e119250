import type { Action, Field } from '../../../core/declare/action.ts';
import type { LostDigits } from '../../../core/exact-number.ts';
import { keepsDigits } from '../../../core/exact-number.ts';
import { isRecord } from '../../../core/json.ts';

/** What an action declares about its answer. */
interface OutputShape {
  output: Action['output'];
  types: Action['types'];
}

/** Converts only what JSON would have written as a number: `abc`, `007`, `0x10`, ` 85` and `1e999` stay text. */
function numberOf(text: string, pattern: RegExp): number | string {
  const value = pattern.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : text;
}

const scalars: Readonly<Record<string, (text: string) => unknown>> = {
  String: (text) => text,
  Integer: (text) => numberOf(text, /^-?(0|[1-9]\d{0,14})$/),
  Float: (text) => numberOf(text, /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/),
  Boolean: (text) => (text === 'true' ? true : text === 'false' ? false : text),
};

function typed(value: unknown, type: string, types: OutputShape['types']): unknown {
  const entry = /^Array of (.+)$/.exec(type)?.[1];
  if (entry !== undefined) {
    // A list of one looks like a single value, and an empty list like an empty value.
    const list = value === '' ? [] : Array.isArray(value) ? value : [value];
    return list.map((item) => typed(item, entry, types));
  }
  const scalar = Object.hasOwn(scalars, type) ? scalars[type] : undefined;
  if (scalar) return typeof value === 'string' ? scalar(value) : value;
  const members = types && Object.hasOwn(types, type) ? types[type] : undefined;
  if (!members) return value;
  return value === '' ? {} : isRecord(value) ? typedMembers(value, members, types) : value;
}

function typedMembers(
  value: Readonly<Record<string, unknown>>,
  members: readonly Field[],
  types: OutputShape['types'],
): Record<string, unknown> {
  const typeOf = new Map(members.map(({ name, type }) => [name, type]));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const type = typeOf.get(name);
      return [name, type === undefined ? member : typed(member, type, types)];
    }),
  );
}

/**
 * Converts an XML answer, in which every value is text, to the types that its action documents, as in JSON. Text that does not have its
 * type stays text, and judging refuses it. Undeclared members are not changed.
 */
export const typedOutput = (fields: Readonly<Record<string, unknown>>, { output, types }: OutputShape): Record<string, unknown> =>
  typedMembers(fields, output, types);

/** Numbers of a typed answer that have fewer digits than their text, with their paths. */
export function* lostByTyping(text: unknown, typed: unknown, path: readonly (string | number)[] = []): Generator<LostDigits> {
  if (typeof typed === 'number' && typeof text === 'string') {
    if (!keepsDigits(text)) yield { path, number: text };
  } else if (Array.isArray(typed)) {
    const listed: readonly unknown[] = Array.isArray(text) ? text : [text];
    for (const [index, entry] of typed.entries()) yield* lostByTyping(listed[index], entry, [...path, index]);
  } else if (isRecord(typed) && isRecord(text)) {
    for (const [name, member] of Object.entries(typed)) yield* lostByTyping(text[name], member, [...path, name]);
  }
}
