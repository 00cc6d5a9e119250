import type { Lend } from '../../core/buffer-pool.ts';
import { base64Length } from '../../core/http.ts';

/**
 * A long base64 text of a request, decoded already. The text itself is megabytes long, and is only made for somebody who asks for it.
 * It has no members of its own, so nobody takes it for an object of the request.
 */
export class EncodedText {
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get bytes(): Buffer {
    return this.#bytes;
  }

  /** How many characters the text has. */
  get length(): number {
    return base64Length(this.#bytes.length);
  }

  toString(): string {
    return this.#bytes.toString('base64');
  }
}

/** Characters that are decoded at once: a multiple of 4. V8 keeps such short strings in the memory that it clears fastest. */
const sliceLength = 48 * 1024;

/**
 * Decodes standard base64 with padding that lies in `source`, as a whole or in slices. Undefined for anything else, and for text that is
 * not what an encoder would have made of the same bytes. `lend` gives the memory for the result.
 */
export function readEncoded(source: Buffer, lend: Lend): EncodedText | undefined {
  if (source.length === 0 || source.length % 4 !== 0) return undefined;
  // Node takes the two characters of the other alphabet as well.
  if (source.includes(0x2d) || source.includes(0x5f)) return undefined;
  const target = lend((source.length / 4) * 3);
  let length = 0;
  let text = '';
  for (let from = 0; from < source.length; from += sliceLength) {
    text = source.toString('latin1', from, Math.min(from + sliceLength, source.length));
    length += target.write(text, length, 'base64');
  }
  // Bytes are missing where a character was skipped. The last ones show whether the padding is right.
  const bytes = target.subarray(0, length);
  const last = text.slice(-4);
  const isComplete = base64Length(length) === source.length && bytes.toString('base64', Math.floor((length - 1) / 3) * 3) === last;
  return isComplete ? new EncodedText(bytes) : undefined;
}
