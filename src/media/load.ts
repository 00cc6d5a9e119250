import { decodeBase64Media, decodeDataUri, isDataUri } from './base64-text.ts';
import type { MediaProblem } from './check.ts';
import { type MediaProbe, probe } from './probe.ts';
import { maxInputBytes } from './read-bounded.ts';
import { type MediaSource, parseSource } from './source.ts';

/** The part of node:fs/promises and of the process that loading needs. */
export interface MediaIo {
  /** No more than one byte beyond `maxInputBytes`. */
  readFile(path: string): Promise<Buffer>;
  stat(path: string): Promise<{ size: number; isDirectory(): boolean; isFile(): boolean; isFIFO(): boolean }>;
  readStdin(): Promise<Buffer>;
  /** Told of everything that was loaded. */
  loaded?(media: LoadedMedia): void;
}

export interface LoadedMedia {
  bytes: Buffer;
  probe: MediaProbe;
  /** What was done to the content beyond reading it, for standard error. */
  notices: string[];
  /** A path, `standard input` or `data URI`: safe to show. */
  label: string;
}

/**
 * The bytes behind `source`: a path, `file://…`, `-` for standard input, or a `data:` URI. Content that is already base64
 * is decoded, and said so in `notices`. Never throws for what a user can cause.
 */
export async function loadMedia(source: string, io: MediaIo): Promise<LoadedMedia | { problem: MediaProblem }> {
  const parsed = parseSource(source);
  if ('problem' in parsed) return parsed;
  const loaded = parsed.from === 'data-uri' ? fromDataUri(source, parsed.label, 'base64 text') : await loadFile(parsed, io);
  if (!('problem' in loaded)) io.loaded?.(loaded);
  return loaded;
}

async function loadFile(source: ByteSource, io: MediaIo): Promise<LoadedMedia | { problem: MediaProblem }> {
  const { label } = source;
  const bytes = await readSource(source, io);
  if ('problem' in bytes) return bytes;
  if (bytes.length === 0) return { problem: { message: `${label} is empty`, cure: 'check that it was written or copied whole' } };
  return fromContent(bytes, label);
}

type ByteSource = Exclude<MediaSource, { from: 'data-uri' }>;

/** The bytes as they are, at most `maxInputBytes`; never those of a folder or a device. Does not throw. */
export async function readSource(source: ByteSource, io: MediaIo): Promise<Buffer | { problem: MediaProblem }> {
  const bytes = await readUnchecked(source, io);
  return 'problem' in bytes || bytes.length <= maxInputBytes ? bytes : tooLarge(source.label);
}

async function readUnchecked(source: ByteSource, io: MediaIo): Promise<Buffer | { problem: MediaProblem }> {
  try {
    if (source.from === 'stdin') return await io.readStdin();
    const stats = await io.stat(source.path);
    if (stats.isDirectory()) return { problem: unreadable(source.label, 'EISDIR') };
    // A device has no size to check, and /dev/zero no end.
    if (!stats.isFile() && !stats.isFIFO()) return { problem: unreadable(source.label, 'ENODEV') };
    return stats.size > maxInputBytes ? tooLarge(source.label) : await io.readFile(source.path);
  } catch (error) {
    return { problem: unreadable(source.label, errorCode(error)) };
  }
}

const errorCode = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown error');

const tooLarge = (label: string): { problem: MediaProblem } => ({
  problem: {
    message: `${label} has more than ${maxInputBytes / 2 ** 20} MiB, which no service takes`,
    cure: `give a file of at most ${maxInputBytes / 2 ** 20} MiB`,
  },
});

function unreadable(label: string, code: string): MediaProblem {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { message: `${label} does not exist`, cure: 'check the path and the current folder' };
    case 'EACCES':
    case 'EPERM':
      return { message: `${label} may not be read`, cure: 'check its permissions and those of its folders' };
    case 'ENODEV':
      return { message: `${label} is a device, not a file`, cure: 'copy what it holds into a file' };
    case 'EISDIR':
      return { message: `${label} is a folder`, cure: 'give a file in it' };
    case 'ENAMETOOLONG':
      return { message: `${label} is too long for a path`, cure: 'give a path; base64 text goes into a file, or through standard input' };
    default:
      return { message: `${label} cannot be read (${code})`, cure: 'check that it is a readable file' };
  }
}

/** Only what reads as text can be base64: a picture's own bytes are never taken for it. */
function fromContent(bytes: Buffer, label: string): LoadedMedia | { problem: MediaProblem } {
  const asGiven = probe(bytes);
  if (asGiven.format !== 'text') return { bytes, probe: asGiven, notices: [], label };
  const text = bytes.toString('utf8').trim();
  if (isDataUri(text)) return fromDataUri(text, label, 'a data URI');
  const decoded = decodeBase64Media(text);
  return decoded ? decodedMedia(decoded, label, 'base64 text') : { bytes, probe: asGiven, notices: [], label };
}

function fromDataUri(text: string, label: string, content: string): LoadedMedia | { problem: MediaProblem } {
  const decoded = decodeDataUri(text);
  if (decoded) return decodedMedia(decoded, label, content);
  return { problem: { message: `${label} holds no readable base64`, cure: 'give data:TYPE;base64,TEXT, or the path of the file itself' } };
}

function decodedMedia(bytes: Buffer, label: string, content: string): LoadedMedia {
  const decoded = probe(bytes);
  return { bytes, probe: decoded, notices: [`${label} holds ${content}, decoded to ${bytes.length} bytes of ${decoded.mediaType}`], label };
}
