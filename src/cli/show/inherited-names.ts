import { isRecord } from '../../core/json.ts';

/**
 * jmespath reads members of JavaScript objects, and so finds `constructor` and `__proto__` in every object. These names get a prefix, in
 * the value and in the expression, so that only members of the value itself are found.
 */
const inherited = new Set(Object.getOwnPropertyNames(Object.prototype));
const mark = '\u0000';

const prefixed = (name: string): string => (inherited.has(name) ? mark + name : name);
const withoutPrefix = (name: string): string => (name.startsWith(mark) && inherited.has(name.slice(1)) ? name.slice(1) : name);

/** The same value, with `name` applied to its names and `text` to its texts, at any depth. */
function mapTexts(value: unknown, name: (text: string) => string, text: (text: string) => string): unknown {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.map((entry) => mapTexts(entry, name, text));
  if (!isRecord(value)) return value;
  // `fromEntries` defines members. Assigning to `__proto__` would change the prototype of the object.
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [name(key), mapTexts(member, name, text)]));
}

export const escapeInherited = (value: unknown): unknown => mapTexts(value, prefixed, (text) => text);

/** Undoes the changes of `escapeInherited` and `escapeMembers`, also in names that became texts, such as those from `keys()`. */
export const unescapeInherited = (value: unknown): unknown => mapTexts(value, withoutPrefix, withoutPrefix);

/** A word of an expression, as jmespath reads it. Its text begins at `start`. */
export interface QueryToken {
  type: string;
  value: unknown;
  start: number;
}

/** The name of a function in the expression that is such an inherited name. jmespath accepts it, and fails only when it runs it. */
export function inheritedFunction(tokens: readonly QueryToken[]): string | undefined {
  const found = tokens.find(
    ({ value }, index) => typeof value === 'string' && inherited.has(value) && tokens[index + 1]?.type === 'Lparen',
  );
  return found && String(found.value);
}

/** The same expression for a value of `escapeInherited`. A name before a parenthesis is a function, and stays. */
export function escapeMembers(expression: string, tokens: readonly QueryToken[]): string {
  let text = '';
  let from = 0;
  for (const [index, { type, value, start }] of tokens.entries()) {
    const { type: nextType, start: next = expression.length } = tokens[index + 1] ?? {};
    if (!/^(Unq|Q)uotedIdentifier$/.test(type) || typeof value !== 'string' || !inherited.has(value) || nextType === 'Lparen') continue;
    text += `${expression.slice(from, start)}${JSON.stringify(prefixed(value))} `;
    from = next;
  }
  return text + expression.slice(from);
}
