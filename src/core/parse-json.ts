const token =
  /[{}[\],:]|"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;
const blank = /[ \t\r\n]*/y;

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end';

function after(kind: string, expected: Expected, open: string[]): Expected | undefined {
  const closes = kind === '}' || kind === ']';
  if (closes) {
    const fits =
      open.pop() === (kind === '}' ? '{' : '[') && (expected === ', or end' || expected === (kind === '}' ? 'key or }' : 'value or ]'));
    return fits ? ', or end' : undefined;
  }
  if (expected === ', or end') return kind === ',' ? (open.at(-1) === '{' ? 'key' : open.at(-1) === '[' ? 'value' : undefined) : undefined;
  if (expected === ':') return kind === ':' ? 'value' : undefined;
  if (expected === 'key' || expected === 'key or }') return kind === '"' ? ':' : undefined;
  if (kind === ',' || kind === ':') return undefined;
  if (kind !== '{' && kind !== '[') return ', or end';
  open.push(kind);
  return kind === '{' ? 'key or }' : 'value or ]';
}

/**
 * The line and column, counted from 1, at which a text stops being JSON. The message of JSON.parse is not used: it quotes the text, which
 * may contain a key, and often has no position.
 */
export function jsonFault(text: string): { line: number; column: number } {
  const open: string[] = [];
  let expected: Expected = 'value';
  let offset = 0;
  for (;;) {
    blank.lastIndex = offset;
    blank.test(text);
    token.lastIndex = offset = blank.lastIndex;
    const found: string | undefined = token.exec(text)?.[0];
    const next: Expected | undefined = found ? after(found.charAt(0), expected, open) : undefined;
    if (!found || !next) break;
    expected = next;
    offset += found.length;
  }
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/** The value of JSON text, or a phrase with the position of the error. The phrase quotes nothing of the text. */
export function parseJson(text: string): { value: unknown } | { fault: string } {
  try {
    return { value: JSON.parse(text) };
  } catch {
    const { line, column } = jsonFault(text);
    return { fault: `not valid JSON at line ${line}, column ${column}` };
  }
}
