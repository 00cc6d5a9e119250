import { fstatSync, writeSync } from 'node:fs';
import { IdvError } from './core/errors.ts';

/** A standard stream of the process. */
export interface OutputStream {
  /** Throws IdvError `output` where it is known at once that the data, or what came before it, cannot be written. */
  write(data: string | Uint8Array): void;
  /** Waits until everything is written. Rejects with IdvError `output`. */
  finish(): Promise<void>;
  readonly isTTY: boolean;
  /** Width of the terminal; undefined where there is none. */
  readonly columns: number | undefined;
}

const notWritten = (error: NodeJS.ErrnoException): IdvError =>
  new IdvError('output', `standard output cannot be written (${error.code})`, {
    code: 'output-failed',
    hint: 'check where it is redirected to, and the room there',
    cause: error,
  });

/** Node takes a short write of a file, on a disk that is almost full, for a complete one. What is left after a fault is handed back. */
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

/**
 * Standard output or standard error. `open` gives Node's stream, which brings sockets with it: it is loaded for terminals, and for a pipe
 * that does not take everything at once. A reader that has gone (`idv … | head`) is not a failure.
 */
export function standardStream(fd: number, open: () => NodeJS.WriteStream): OutputStream {
  let failure: IdvError | undefined;
  let stream: NodeJS.WriteStream | undefined;
  let known: 'file' | 'terminal' | 'pipe' | undefined;
  let isGone = false;

  function streamed(): NodeJS.WriteStream {
    if (stream) return stream;
    stream = open();
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') failure ??= notWritten(error);
    });
    return stream;
  }

  /** A device such as /dev/full is written like a file. */
  function kind(): 'file' | 'terminal' | 'pipe' {
    const stat = fstatSync(fd);
    if (stat.isCharacterDevice()) return streamed().isTTY ? 'terminal' : 'file';
    return stat.isFile() || stat.isBlockDevice() ? 'file' : 'pipe';
  }

  const isTerminal = (): boolean => {
    known ??= kind();
    return known === 'terminal';
  };

  return {
    write(data) {
      if (failure) throw failure;
      known ??= kind();
      if (known === 'terminal' || (known === 'pipe' && stream)) return void streamed().write(data);
      if (isGone) return;
      const fault = writeAll(fd, typeof data === 'string' ? Buffer.from(data) : data);
      if (!fault) return;
      isGone = fault.error.code === 'EPIPE';
      if (isGone) return;
      // The other end reads slowly, and the pipe does not wait: Node's stream keeps what is left until there is room.
      if (known === 'pipe') return void streamed().write(fault.rest);
      failure = notWritten(fault.error);
      throw failure;
    },
    async finish() {
      const { writableLength = 0 } = stream ?? {};
      if (stream && writableLength > 0) await new Promise((resolve) => stream?.write('', resolve));
      if (failure) throw failure;
    },
    get isTTY() {
      return isTerminal();
    },
    get columns() {
      return isTerminal() ? streamed().columns : undefined;
    },
  };
}

/** The same, and a failure is not told: standard error itself is the place to tell it. */
export function lossy(stream: OutputStream): OutputStream {
  return {
    write(data) {
      try {
        stream.write(data);
      } catch {
        // There is no other place.
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
