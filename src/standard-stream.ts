import { fstatSync, writeSync } from 'node:fs';
import { IdvError } from './core/errors.ts';
import { escapedJson } from './core/text/printable.ts';

/** A standard stream of the process. */
export interface OutputStream {
  /** Throws IdvError `output` if it is known at once that this data, or earlier data, cannot be written. */
  write(data: string | Uint8Array): void;
  /** Waits until everything is written. Rejects with IdvError `output`. */
  finish(): Promise<void>;
  readonly isTTY: boolean;
  /** Width of the terminal; undefined if there is none. */
  readonly columns: number | undefined;
}

const notWrittenError = (error: NodeJS.ErrnoException): IdvError =>
  new IdvError('output', `standard output cannot be written (${error.code})`, {
    code: 'output-failed',
    hint: 'check where it is redirected to, and the free space there',
    cause: error,
  });

/**
 * Writes all bytes, or returns the error and the bytes that are left. On an almost full disk a write may be incomplete, and Node's own
 * stream would not notice.
 */
function writeAll(fd: number, bytes: Uint8Array): { error: NodeJS.ErrnoException; rest: Uint8Array } | undefined {
  for (let offset = 0; offset < bytes.length; ) {
    try {
      const written = writeSync(fd, bytes, offset);
      if (written === 0) throw Object.assign(new Error('nothing was written'), { code: 'ENOSPC' });
      offset += written;
    } catch (error) {
      return { error: error as NodeJS.ErrnoException, rest: bytes.subarray(offset) };
    }
  }
  return undefined;
}

type Kind = 'file' | 'terminal' | 'pipe';

/** Node's stream, opened when it is first needed, and its first error. */
interface LazyStream {
  opened(): NodeJS.WriteStream | undefined;
  open(): NodeJS.WriteStream;
  failure: IdvError | undefined;
}

function lazyStream(open: () => NodeJS.WriteStream): LazyStream {
  let stream: NodeJS.WriteStream | undefined;
  const lazy: LazyStream = {
    failure: undefined,
    opened: () => stream,
    open() {
      if (stream) return stream;
      stream = open();
      stream.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EPIPE') lazy.failure ??= notWrittenError(error);
      });
      return stream;
    },
  };
  return lazy;
}

/** A device such as /dev/full counts as a file. */
function kindOf(fd: number, stream: LazyStream): Kind {
  const stat = fstatSync(fd);
  if (stat.isCharacterDevice()) return stream.open().isTTY ? 'terminal' : 'file';
  return stat.isFile() || stat.isBlockDevice() ? 'file' : 'pipe';
}

/**
 * Standard output or standard error. `open` gives Node's stream. That also loads sockets, so it is opened only for terminals, and for a
 * pipe that does not take everything at once. It is not a failure if the reader has gone (`idv … | head`).
 */
export function standardStream(fd: number, open: () => NodeJS.WriteStream): OutputStream {
  const stream = lazyStream(open);
  let known: Kind | undefined;
  let isReaderGone = false;
  const kind = (): Kind => {
    known ??= kindOf(fd, stream);
    return known;
  };
  return {
    write(data) {
      if (stream.failure) throw stream.failure;
      if (kind() === 'terminal' || (kind() === 'pipe' && stream.opened())) return void stream.open().write(data);
      if (isReaderGone) return;
      const fault = writeAll(fd, typeof data === 'string' ? Buffer.from(data) : data);
      if (!fault) return;
      isReaderGone = fault.error.code === 'EPIPE';
      if (isReaderGone) return;
      // The pipe is full, because the other end reads slowly. Node's stream keeps the rest until there is room.
      if (kind() === 'pipe') return void stream.open().write(fault.rest);
      stream.failure = notWrittenError(fault.error);
      throw stream.failure;
    },
    async finish() {
      const opened = stream.opened();
      if (opened && opened.writableLength > 0) await new Promise((resolve) => opened.write('', resolve));
      if (stream.failure) throw stream.failure;
    },
    get isTTY() {
      return kind() === 'terminal';
    },
    get columns() {
      return kind() === 'terminal' ? stream.open().columns : undefined;
    },
  };
}

/** The same stream, but failures are ignored: they would have to be reported on standard error itself. */
export function ignoringErrors(stream: OutputStream): OutputStream {
  return {
    write(data) {
      try {
        stream.write(data);
      } catch {
        // There is no other stream for a report.
      }
    },
    finish: () => stream.finish().catch(() => undefined),
    get isTTY() {
      return stream.isTTY;
    },
    get columns() {
      return stream.columns;
    },
  };
}

const noticeStart = '{"notice":{';

/** A notice as one line of JSON: the sentence for people, and the facts for programs. */
export const noticeLine = (message: string, facts: Readonly<Record<string, unknown>> = {}): string =>
  `${escapedJson(JSON.stringify({ notice: { message, ...facts } }))}\n`;

/**
 * Standard error for a program that reads it: each write becomes one JSON object on one line, whatever code writes it. `isJson` is called
 * at every write, because the settings may be loaded late.
 */
export function noticeStream(stream: OutputStream, isJson: () => boolean): OutputStream {
  return {
    write(data) {
      const text = typeof data === 'string' ? data : Buffer.from(data).toString();
      if (!isJson() || text.startsWith(noticeStart)) return stream.write(data);
      const message = text.replace(/\n$/, '');
      if (message !== '') stream.write(noticeLine(message));
    },
    finish: () => stream.finish(),
    get isTTY() {
      return stream.isTTY;
    },
    get columns() {
      return stream.columns;
    },
  };
}
