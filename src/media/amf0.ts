import { f64be, text, u8, u16be, u32be } from './read-bytes.ts';

/** Deeper nesting than this is refused; real metadata has three levels. */
const maxDepth = 8;

/**
 * The numbers among the properties of an AMF0 object or array at `at`; other members are stepped over.
 * Stops quietly where the data does.
 */
export function amf0Numbers(bytes: Buffer, at: number): Map<string, number> {
  const numbers = new Map<string, number>();
  const type = u8(bytes, at);
  if (type === 3) skipMembers(bytes, at + 1, 0, numbers);
  if (type === 8) skipMembers(bytes, at + 5, 0, numbers);
  return numbers;
}

/** Where the value at `at` ends; beyond the buffer if it is cut, nested too deeply, or of a kind that metadata never has. */
function skipValue(bytes: Buffer, at: number, depth: number): number {
  const body = at + 1;
  if (depth > maxDepth || at >= bytes.length) return Number.POSITIVE_INFINITY;
  switch (u8(bytes, at)) {
    case 0: // number
      return body + 8;
    case 1: // boolean
      return body + 1;
    case 2: // string
      return body + 2 + u16be(bytes, body);
    case 3: // object
      return skipMembers(bytes, body, depth + 1);
    case 5: // null
    case 6: // undefined
      return body;
    case 8: // array with names, after a count that need not be true
      return skipMembers(bytes, body + 4, depth + 1);
    case 10:
      return skipItems(bytes, body, depth + 1);
    case 11: // date
      return body + 10;
    case 12: // long string
      return body + 4 + u32be(bytes, body);
    default:
      return Number.POSITIVE_INFINITY;
  }
}

function skipItems(bytes: Buffer, body: number, depth: number): number {
  const count = u32be(bytes, body);
  let at = body + 4;
  for (let index = 0; index < count && at < bytes.length; index++) at = skipValue(bytes, at, depth);
  return at;
}

/** Names and values, until an empty name and the end mark 9. */
function skipMembers(bytes: Buffer, from: number, depth: number, numbers?: Map<string, number>): number {
  let at = from;
  while (at + 3 <= bytes.length) {
    const nameLength = u16be(bytes, at);
    const value = at + 2 + nameLength;
    if (nameLength === 0 && u8(bytes, value) === 9) return value + 1;
    if (numbers && value + 9 <= bytes.length && u8(bytes, value) === 0)
      numbers.set(text(bytes, at + 2, nameLength), f64be(bytes, value + 1));
    at = skipValue(bytes, value, depth);
  }
  return Number.POSITIVE_INFINITY;
}
