import { fileURLToPath } from 'node:url';
import type { MediaLimits } from '../../core/declare/params.ts';
import { isDataUri } from '../base64-text.ts';
import { type MediaProblem, tooLarge } from '../check.ts';
import { maxInputBytes } from './read-bounded.ts';

/** Where media comes from, as the user named it. `label` is safe to show. */
export type MediaSource =
  | { from: 'stdin'; label: string }
  | { from: 'data-uri'; label: string }
  | { from: 'file'; path: string; label: string };

export type ByteSource = Exclude<MediaSource, { from: 'data-uri' }>;

/** The part of node:fs/promises and of the process that reading needs. */
export interface SourceIo {
  /** No more than one byte beyond `maxInputBytes`. */
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
  // The vendors' own tools take `file://photo.jpg` for a path from the current folder.
  if (rest !== '' && !rest.startsWith('/')) return { from: 'file', path: rest, label: labelOf(rest) };
  try {
    const path = fileURLToPath(source);
    return { from: 'file', path, label: labelOf(path) };
  } catch {
    return { problem: { message: `${labelOf(source)} is not a usable file URL`, hint: 'give file:///absolute/path, or the path alone' } };
  }
}

/** Base64 given in place of a path looks like one very long path: it must not be shown. */
function labelOf(path: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a file name must not steer the terminal
  const printable = path.replace(/[\0-\x1f\x7f-\x9f]/g, '?');
  return printable.length <= 256 ? printable : `${printable.slice(0, 32)}…`;
}

/**
 * The bytes as they are, at most `maxInputBytes`; never those of a folder or a device. A refusal for its size names what
 * `limits` allow. Does not throw.
 */
export async function readSource(source: ByteSource, io: SourceIo, limits?: MediaLimits): Promise<Buffer | { problem: MediaProblem }> {
  try {
    if (source.from === 'stdin') return bounded(await io.readStdin(), source, limits);
    const stats = await io.stat(source.path);
    if (stats.isDirectory()) return { problem: unreadable(source.label, 'EISDIR') };
    // A device has no size to check, and /dev/zero no end.
    if (!stats.isFile() && !stats.isFIFO()) return { problem: unreadable(source.label, 'ENODEV') };
    if (stats.size > maxInputBytes) return { problem: tooLarge({ ...source, byteLength: stats.size }, limits) };
    return bounded(await io.readFile(source.path), source, limits);
  } catch (error) {
    return { problem: unreadable(source.label, errorCode(error)) };
  }
}

const bounded = (bytes: Buffer, source: ByteSource, limits?: MediaLimits): Buffer | { problem: MediaProblem } =>
  bytes.length > maxInputBytes ? { problem: tooLarge({ label: source.label, byteLength: bytes.length }, limits) } : bytes;

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
