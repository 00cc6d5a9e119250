import { isRecord } from '../../core/json.ts';

/**
 * JMESPath reads members of JavaScript objects, and so finds `constructor` and `__proto__` in each. These names are given another
 * beginning, in the value and in the expression, so that only a member that is there is found.
 */
const inherited = new Set(Object.getOwnPropertyNames(Object.prototype));
const mark = '\u0000';

const away = (name: string): string => (inherited.has(name) ? mark + name : name);
const back = (name: string): string => (name.startsWith(mark) && inherited.has(name.slice(1)) ? name.slice(1) : name);

/** The same value with another spelling of its names, at any depth; `text` spells its texts. */
function spelled(value: unknown, name: (text: string) => string, text: (text: string) => string): unknown {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.map((entry) => spelled(entry, name, text));
  if (!isRecord(value)) return value;
  // Defined, since to assign `__proto__` would change what the object is.
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [name(key), spelled(member, name, text)]));
}

export const hideInherited = (value: unknown): unknown => spelled(value, away, (text) => text);

/** What `hideInherited` and `spellMembers` changed, put back: names that became texts too, as those of `keys()`. */
export const showInherited = (value: unknown): unknown => spelled(value, back, back);

/** A word of an expression, as jmespath reads it: `start` is where its text begins. */
export interface QueryToken {
  type: string;
  value: unknown;
  start: number;
}

/** A function by such a name: jmespath finds that too, and fails only when it is run. */
export function inheritedFunction(tokens: readonly QueryToken[]): string | undefined {
  const found = tokens.find(
    ({ value }, index) => typeof value === 'string' && inherited.has(value) && tokens[index + 1]?.type === 'Lparen',
  );
  return found && String(found.value);
}

/** The same expression over a value of `hideInherited`. A name before a parenthesis is that of a function. */
export function spellMembers(expression: string, tokens: readonly QueryToken[]): string {
  let text = '';
  let from = 0;
  for (const [index, { type, value, start }] of tokens.entries()) {
    const { type: nextType, start: next = expression.length } = tokens[index + 1] ?? {};
    if (!/^(Unq|Q)uotedIdentifier$/.test(type) || typeof value !== 'string' || !inherited.has(value) || nextType === 'Lparen') continue;
    text += `${expression.slice(from, start)}${JSON.stringify(away(value))} `;
    from = next;
  }
  return text + expression.slice(from);
}
