import { createHash } from 'node:crypto';
import { TextDecoder } from 'node:util';
import { maxInputBytes } from '../../core/declare/params.ts';
import { fileCodeOf, IdvError } from '../../core/errors.ts';
import type { Runtime } from '../../runtime.ts';

const chunkBytes = 2 ** 16;

const unreadable = (name: string, message: string, hint: string, cause?: unknown): IdvError =>
  new IdvError('media', `${name} ${message}`, { code: 'unreadable-file', hint, cause });

/** What reading needs from outside. A signal ends it, because a FIFO may block its reader forever. */
type Reads = Pick<Runtime, 'fs' | 'readStdin' | 'signal'>;

/** Resolves or rejects as `work` does, or rejects as soon as a signal comes. */
function orStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new Error('a signal came'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

async function* fileBytes(path: string, { fs, signal }: Reads): AsyncGenerator<Buffer> {
  const failed = (error: unknown): never => {
    signal.throwIfAborted();
    if (fileCodeOf(error) === 'ENOENT') throw unreadable(path, 'does not exist', 'check the path and the current folder', error);
    throw unreadable(path, `cannot be read (${fileCodeOf(error)})`, 'check the path and its permissions', error);
  };
  const found = await fs.stat(path).catch(failed);
  // A device has no end: reading /dev/zero would never stop.
  if (found.isCharacterDevice() || found.isBlockDevice()) throw unreadable(path, 'is a device, not a file', 'copy its content into a file');
  const file = await orStopped(fs.open(path, 'r'), signal).catch(failed);
  try {
    for (;;) {
      signal.throwIfAborted();
      const { bytesRead, buffer } = await orStopped(file.read(Buffer.allocUnsafe(chunkBytes), 0, chunkBytes, null), signal).catch(failed);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    const closed = file.close();
    // After a signal, a read may still be blocked, and the file cannot close before it ends.
    if (!signal.aborted) await closed;
  }
}

async function* stdinBytes({ readStdin }: Reads): AsyncGenerator<Buffer> {
  const bytes = await readStdin();
  // Standard input is read only up to a limit, and the rest must not be missing silently.
  if (bytes.length > maxInputBytes) throw unreadable('standard input', 'is longer than 64 MiB', 'put it into a file');
  yield bytes;
}

/** UTF-8, or UTF-16 as spreadsheets write it with a byte order mark. */
function decoderFor(first: Buffer): TextDecoder {
  const isUtf16 = first.length > 1 && first[0] === 0xff && first[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true });
}

export interface ReadPieces {
  /** The text in pieces, without a byte order mark. Throws IdvError `media` if it cannot be read or is not text. */
  pieces: AsyncIterable<string>;
  /** The hash of the bytes, after all pieces were read. */
  sha256(): string;
}

/** The text of a file, or of standard input for `-`. */
export function readText(path: string, runtime: Reads): ReadPieces {
  const hash = createHash('sha256');
  const name = path === '-' ? 'standard input' : path;
  async function* pieces(): AsyncGenerator<string> {
    let decoder: TextDecoder | undefined;
    try {
      for await (const bytes of path === '-' ? stdinBytes(runtime) : fileBytes(path, runtime)) {
        decoder ??= decoderFor(bytes);
        hash.update(bytes);
        yield decoder.decode(bytes, { stream: true });
      }
      yield decoder?.decode() ?? '';
    } catch (cause) {
      if (!(cause instanceof TypeError)) throw cause;
      throw unreadable(name, 'is not text in UTF-8', 'save it as CSV or JSON in UTF-8', cause);
    }
  }
  return { pieces: pieces(), sha256: () => hash.digest('hex') };
}

/** Calls back for every line, without its line break, with its number from 1. */
export async function eachLine(pieces: AsyncIterable<string>, onLine: (text: string, number: number) => void): Promise<void> {
  let rest = '';
  let number = 0;
  const emitLine = (text: string): void => {
    number += 1;
    onLine(text.endsWith('\r') ? text.slice(0, -1) : text, number);
  };
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) emitLine(line);
  }
  if (rest !== '') emitLine(rest);
}
