import { fileURLToPath } from 'node:url';
import type { MediaLimits } from '../../core/declare/params.ts';
import { maxInputBytes } from '../../core/declare/params.ts';
import { withoutEnding } from '../../core/text/printable.ts';
import { type MediaProblem, tooLargeProblem } from '../check.ts';
import { mediaFormats, sniff } from '../probe.ts';

/** The part of a file handle that reading needs. */
interface OpenedFile {
  stat(): Promise<{ size: number }>;
  read(buffer: Buffer, offset: number, length: number, position: null): Promise<{ bytesRead: number }>;
  close(): Promise<void>;
}

const leastBytes = 64 * 2 ** 10;

/**
 * The bytes of a file. Its stated size is only a hint: a FIFO states 0 and may have no end. Stops one byte after `maxBytes`, so that the
 * caller sees that there is more. `allocate` gives memory to read into. Rejects with the error of opening or reading the file.
 */
export async function readBounded(
  path: string,
  maxBytes: number,
  { open }: { open(path: string, flags: 'r'): Promise<OpenedFile> },
  allocate: (bytes: number) => Buffer = Buffer.allocUnsafe,
): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    // One byte more than the size: only a read with room left over can find the end.
    let buffer = allocate(Math.min(Math.max(size + 1, leastBytes), maxBytes + 1));
    for (let length = 0; ; ) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length, null);
      length += bytesRead;
      if (bytesRead === 0 || length > maxBytes) return buffer.subarray(0, length);
      // One buffer that grows. With a buffer for each read, a FIFO that is written byte by byte would need one for each byte.
      if (length === buffer.length) buffer = Buffer.concat([buffer], Math.min(length * 2, maxBytes + 1));
    }
  } finally {
    await file.close();
  }
}

/** Shorter text may be a word that happens to have only letters of base64. */
const minBase64Length = 64;

const dataUri = /^data:[^,]{0,200};base64,/i;

export const isDataUri = (text: string): boolean => /^data:/i.test(text);

/** The bytes of a `data:…;base64,` URI. Undefined if its encoding is not base64, or if it is broken or empty. */
export function decodeDataUri(text: string): Buffer | undefined {
  const head = dataUri.exec(text);
  return head ? decodeBase64(text.slice(head[0].length)) : undefined;
}

/** True if a text starts like the base64 of an image or a video. This is a fast check for a long text. */
export function startsLikeBase64Media(head: string): boolean {
  const start = decodeBase64(withoutEnding(head.slice(0, 256), '= \t\r\n'));
  return start !== undefined && mediaFormats[sniff(start)].kind !== 'other';
}

/** The bytes of a text that is base64 from end to end and contains an image or a video. Any other text may look like base64 by chance. */
export function decodeBase64Media(text: string): Buffer | undefined {
  if (text.length < minBase64Length) return undefined;
  const bytes = decodeBase64(text);
  return bytes && mediaFormats[sniff(bytes)].kind !== 'other' ? bytes : undefined;
}

/**
 * True if there is a blank inside base64 text, or in place of its last letter. A form or a URL that was not encoded turns every `+` into a
 * blank, and the rest decodes to different, shorter media. Line breaks are allowed, because many tools write base64 in lines.
 */
export function hasBlankInside(text: string): boolean {
  const letters = text.trim();
  if (/[ \t]/.test(letters)) return true;
  const isWhole = letters.replace(/[\r\n]/g, '').length % 4 === 0;
  return !isWhole && /^[\r\n]*[ \t]/.test(text.slice(text.trimEnd().length));
}

/** The bytes of base64 text. Undefined for any other value. Line breaks, blanks and the alphabet for URLs are accepted. */
export function decodeBase64(text: unknown): Buffer | undefined {
  if (typeof text !== 'string') return undefined;
  const letters = Buffer.from(text.trim(), 'utf8');
  // One loop over bytes: a regular expression makes a string for every blank, and there may be millions of blanks.
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

/** What each byte is in base64; 0 if it is not part of it. */
const kinds = new Uint8Array(256);
for (const letter of Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_')) kinds[letter] = digit;
for (const letter of Buffer.from(' \t\r\n\v\f')) kinds[letter] = blank;
kinds[0x3d] = pad;

/** Where media comes from, as the user wrote it. `label` is safe to show. */
export type MediaSource =
  | { from: 'stdin'; label: string }
  | { from: 'data-uri'; label: string }
  | { from: 'file'; path: string; label: string };

export type ByteSource = Exclude<MediaSource, { from: 'data-uri' }>;

/** The part of node:fs/promises and of the process that reading needs. */
export interface SourceIo {
  /** Reads at most one byte more than `maxInputBytes`. */
  readFile(path: string): Promise<Buffer>;
  stat(path: string): Promise<{ size: number; isDirectory(): boolean; isFile(): boolean; isFIFO(): boolean }>;
  readStdin(): Promise<Buffer>;
}

export function parseSource(source: string): MediaSource | { problem: MediaProblem } {
  if (source === '') return { problem: { message: 'the path is empty', hint: "give a path, or '-' for standard input" } };
  if (source === '-') return { from: 'stdin', label: 'standard input' };
  if (isDataUri(source)) return { from: 'data-uri', label: 'data URI' };
  if (/^https?:\/\//i.test(source)) {
    return { problem: { message: 'a URL is given, and the service takes none here', hint: 'download it first and give the path' } };
  }
  if (/^file:\/\//i.test(source)) return parseFileUrl(source);
  return { from: 'file', path: source, label: labelOf(source) };
}

function parseFileUrl(source: string): MediaSource | { problem: MediaProblem } {
  const rest = source.slice('file://'.length);
  // The vendors' own tools read `file://photo.jpg` as a path in the current folder.
  if (rest !== '' && !rest.startsWith('/')) return { from: 'file', path: rest, label: labelOf(rest) };
  try {
    const path = fileURLToPath(source);
    return { from: 'file', path, label: labelOf(path) };
  } catch {
    return { problem: { message: `${labelOf(source)} is not a usable file URL`, hint: 'give file:///absolute/path, or the path alone' } };
  }
}

/** Base64 in place of a path looks like a very long path. It must not be shown. */
function labelOf(path: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a file name must not steer the terminal
  const printable = path.replace(/[\0-\x1f\x7f-\x9f]/g, '?');
  return printable.length <= 256 ? printable : `${printable.slice(0, 32)}…`;
}

/**
 * The unchanged bytes, at most `maxInputBytes` of them. Refuses folders and devices. The message about a file that is too large states
 * the size that `limits` allow. Does not throw.
 */
export async function readSource(source: ByteSource, io: SourceIo, limits?: MediaLimits): Promise<Buffer | { problem: MediaProblem }> {
  try {
    if (source.from === 'stdin') return withinLimit(await io.readStdin(), source, limits);
    const stats = await io.stat(source.path);
    if (stats.isDirectory()) return { problem: unreadable(source.label, 'EISDIR') };
    // A device has no size to check, and /dev/zero has no end.
    if (!stats.isFile() && !stats.isFIFO()) return { problem: unreadable(source.label, 'ENODEV') };
    if (stats.size > maxInputBytes) return { problem: tooLargeProblem({ ...source, byteLength: stats.size }, limits) };
    return withinLimit(await io.readFile(source.path), source, limits);
  } catch (error) {
    return { problem: unreadable(source.label, errorCode(error)) };
  }
}

const withinLimit = (bytes: Buffer, source: ByteSource, limits?: MediaLimits): Buffer | { problem: MediaProblem } =>
  bytes.length > maxInputBytes ? { problem: tooLargeProblem({ label: source.label, byteLength: bytes.length }, limits) } : bytes;

const errorCode = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown error');

function unreadable(label: string, code: string): MediaProblem {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { message: `${label} does not exist`, hint: 'check the path and the current folder' };
    case 'EACCES':
    case 'EPERM':
      return { message: `${label} may not be read`, hint: 'check its permissions and those of its folders' };
    case 'ENODEV':
      return { message: `${label} is a device, not a file`, hint: 'copy what it holds into a file' };
    case 'EISDIR':
      return { message: `${label} is a folder`, hint: 'give a file in it' };
    case 'ENAMETOOLONG':
      return { message: `${label} is too long for a path`, hint: 'give a path; base64 text goes into a file, or through standard input' };
    default:
      return { message: `${label} cannot be read (${code})`, hint: 'check that it is a readable file' };
  }
}
