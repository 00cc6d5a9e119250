import { withoutEnding } from '../core/text/without-ending.ts';
import { mediaFormats, sniff } from './format.ts';

/** Shorter text may be a word that happens to be in the alphabet. */
const minBase64Length = 64;

const dataUri = /^data:[^,]{0,200};base64,/i;

export const isDataUri = (text: string): boolean => /^data:/i.test(text);

/** The bytes of a `data:…;base64,` URI; nothing if it is in another coding, broken or empty. */
export function decodeDataUri(text: string): Buffer | undefined {
  const head = dataUri.exec(text);
  return head ? decodeBase64(text.slice(head[0].length)) : undefined;
}

/** Whether a text begins as the base64 of an image or a video: cheap to ask of a long one. */
export function startsLikeBase64Media(head: string): boolean {
  const start = decodeBase64(withoutEnding(head.slice(0, 256), '= \t\r\n'));
  return start !== undefined && mediaFormats[sniff(start)].kind !== 'other';
}

/** The bytes of a text that is base64 from end to end and holds an image or a video. Anything less could be chance. */
export function decodeBase64Media(text: string): Buffer | undefined {
  if (text.length < minBase64Length) return undefined;
  const bytes = decodeBase64(text);
  return bytes && mediaFormats[sniff(bytes)].kind !== 'other' ? bytes : undefined;
}

/** The bytes of base64 text; nothing for any other value. Line breaks and blanks are let through, and so is the alphabet for URLs. */
export function decodeBase64(text: unknown): Buffer | undefined {
  if (typeof text !== 'string') return undefined;
  const letters = Buffer.from(text.trim(), 'utf8');
  // One loop over bytes: a pattern makes a piece of text for every blank, of which there may be millions.
  let length = 0;
  let padding = 0;
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? 0;
    const kind = kinds[letter];
    if (kind === blank) continue;
    if (kind === pad) padding++;
    else if (padding > 0 || kind !== digit) return undefined;
    else letters[length++] = letter;
  }
  if (length === 0 || padding > 2) return undefined;
  return Buffer.from(letters.toString('latin1', 0, length), 'base64');
}

const [digit, blank, pad] = [1, 2, 3];

/** What each byte is in base64; 0 for all that is not of it. */
const kinds = new Uint8Array(256);
for (const letter of Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_')) kinds[letter] = digit;
for (const letter of Buffer.from(' \t\r\n\v\f')) kinds[letter] = blank;
kinds[0x3d] = pad;
