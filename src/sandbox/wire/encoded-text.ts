import type { Lend } from '../../core/buffer-pool.ts';
import { base64Length } from '../../core/http.ts';

/**
 * A long base64 text of a request, as decoded bytes. The text itself may have megabytes, so it is made only when `toString` is called.
 * The class has no enumerable members, so it is not mistaken for an object of the request.
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

/** How many characters are decoded at once: a multiple of 4. V8 keeps such short strings in the memory that it clears fastest. */
const sliceLength = 48 * 1024;

/**
 * Decodes standard base64 with padding, slice by slice. Undefined for any other text, and for text that an encoder would not write for
 * the same bytes. `lend` gives the memory for the result.
 */
export function readEncoded(source: Buffer, lend: Lend): EncodedText | undefined {
  if (source.length === 0 || source.length % 4 !== 0) return undefined;
  // Node also accepts the two characters of the alphabet for URLs.
  if (source.includes(0x2d) || source.includes(0x5f)) return undefined;
  const target = lend((source.length / 4) * 3);
  let length = 0;
  let text = '';
  for (let from = 0; from < source.length; from += sliceLength) {
    text = source.toString('latin1', from, Math.min(from + sliceLength, source.length));
    length += target.write(text, length, 'base64');
  }
  // If Node skipped a character, bytes are missing. The last four characters show whether the padding is right.
  const bytes = target.subarray(0, length);
  const last = text.slice(-4);
  const isComplete = base64Length(length) === source.length && bytes.toString('base64', Math.floor((length - 1) / 3) * 3) === last;
  return isComplete ? new EncodedText(bytes) : undefined;
}
