import { formats, sniff } from './format.ts';

/** Shorter text may be a word that happens to be in the alphabet. */
const minBase64Length = 64;

const dataUri = /^data:[^,]{0,200};base64,/i;

export const isDataUri = (text: string): boolean => /^data:/i.test(text);

/** The bytes of a `data:…;base64,` URI; nothing if it is in another coding, broken or empty. */
export function decodeDataUri(text: string): Buffer | undefined {
  const head = dataUri.exec(text);
  return head ? decodeBase64(text.slice(head[0].length)) : undefined;
}

/** The bytes of a text that is base64 from end to end and holds an image or a video. Anything less could be chance. */
export function decodeBase64Media(text: string): Buffer | undefined {
  if (text.length < minBase64Length) return undefined;
  const bytes = decodeBase64(text);
  return bytes && formats[sniff(bytes)].kind !== 'other' ? bytes : undefined;
}

/** The bytes of base64 text; nothing for any other value. Line breaks and blanks are let through, and so is the alphabet for URLs. */
export function decodeBase64(text: unknown): Buffer | undefined {
  if (typeof text !== 'string') return undefined;
  // Out before the test: blanks within the pattern would make it go back over them again and again.
  const compact = text.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(compact)) return undefined;
  return Buffer.from(compact, 'base64');
}
