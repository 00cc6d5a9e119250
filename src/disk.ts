import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';

/** A file that is open for reading: the methods that idv uses. A handle of node:fs/promises has them. */
interface OpenFile {
  stat(): Promise<Stats>;
  /** With `position` null, the read starts where the last one ended. */
  read(buffer: Buffer, offset: number, length: number, position: number | null): Promise<{ bytesRead: number; buffer: Buffer }>;
  close(): Promise<void>;
}

/** How a file is written: `wx` fails if the file exists, `flush` waits for the disk. */
interface WriteOptions {
  mode?: number;
  flag?: 'w' | 'wx' | number;
  flush?: boolean;
}

/** The part of node:fs/promises that idv uses. */
export interface Disk {
  stat(path: string): Promise<Stats>;
  lstat(path: string): Promise<Stats>;
  open(path: string, flags: number | 'r'): Promise<OpenFile>;
  /** For files that are written piece by piece. `mode` is for a new file. A folder is opened with `r`. */
  openHandle(path: string, flags: number | 'r' | 'w', mode?: number): Promise<FileHandle>;
  access(path: string, mode: number): Promise<void>;
  readFile(path: string): Promise<Buffer>;
  readdir(path: string): Promise<string[]>;
  realpath(path: string): Promise<string>;
  /** How many blocks are free for this user, and the size of a block. */
  statfs(path: string): Promise<{ bavail: number; bsize: number }>;
  mkdir(path: string, options: { mode: number; recursive?: boolean }): Promise<unknown>;
  mkdtemp(prefix: string): Promise<string>;
  writeFile(path: string, data: string | Uint8Array, options: WriteOptions): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  link(existing: string, added: string): Promise<void>;
  unlink(path: string): Promise<void>;
  rm(path: string, options: { recursive?: boolean; force?: boolean }): Promise<void>;
}

/** Few commands need it. It is loaded on demand, because it also loads streams and readline. */
const asyncFs = () => import('node:fs/promises');

/** A file that was replaced by a FIFO after the check must not block the process. Windows has no such flag. */
const nonBlocking = constants.O_NONBLOCK ?? 0;

function openPlain(path: string, flags: number): OpenFile {
  const fd = openSync(path, flags | nonBlocking);
  return {
    stat: async () => fstatSync(fd),
    read: async (buffer, offset, length, position) => ({ bytesRead: readSync(fd, buffer, offset, length, position), buffer }),
    close: async () => closeSync(fd),
  };
}

/**
 * The disk. A plain file is read synchronously, because Node's threads would cost more time than the reading itself. Files that can block a
 * reader, such as a FIFO, are read in Node's threads.
 */
export const disk: Disk = {
  stat: async (path) => statSync(path),
  lstat: async (path) => lstatSync(path),
  async open(path, flags) {
    const wanted = flags === 'r' ? constants.O_RDONLY : flags;
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found || found.isFile()) return openPlain(path, wanted);
    return (await asyncFs()).open(path, wanted);
  },
  openHandle: async (path, flags, mode) => (await asyncFs()).open(path, flags, mode),
  access: async (path, mode) => (await asyncFs()).access(path, mode),
  readFile: async (path) => (await asyncFs()).readFile(path),
  readdir: async (path) => (await asyncFs()).readdir(path),
  realpath: async (path) => (await asyncFs()).realpath(path),
  statfs: async (path) => (await asyncFs()).statfs(path),
  mkdir: async (path, options) => (await asyncFs()).mkdir(path, options),
  mkdtemp: async (prefix) => (await asyncFs()).mkdtemp(prefix),
  writeFile: async (path, data, options) => (await asyncFs()).writeFile(path, data, options),
  rename: async (from, to) => (await asyncFs()).rename(from, to),
  link: async (existing, added) => (await asyncFs()).link(existing, added),
  unlink: async (path) => (await asyncFs()).unlink(path),
  rm: async (path, options) => (await asyncFs()).rm(path, options),
};

/** What is known about a file without reading it. */
export type FileFacts = Pick<Stats, 'mode' | 'uid' | 'dev' | 'ino' | 'isFile' | 'isDirectory'>;

/** The part of a disk that is needed to read text. */
export interface TextDisk {
  stat(path: string): Promise<FileFacts>;
  open(path: string, flags: number): Promise<TextFileHandle>;
}

interface TextFileHandle {
  stat(): Promise<FileFacts>;
  read(buffer: Buffer, offset: number, length: number, position: null): Promise<{ bytesRead: number }>;
  close(): Promise<void>;
}

export interface TextFile {
  text: string;
  /** The facts of the file that was read, even if another file has its name now. */
  facts: FileFacts;
}

/**
 * Why there is no text. `absent`: there is no such file. `unknown`: a folder above it may not be read, so it is not known whether the file
 * exists. `unreadable`: the file may not be read. `no-file`: it is a folder, a device or a pipe. `too-large`: it is too long.
 */
export interface TextFileProblem {
  why: 'absent' | 'unknown' | 'unreadable' | 'no-file' | 'too-large';
  /** Continues a sentence that begins with the path. */
  fault: string;
}

/** Without these flags, `open` would wait forever for a pipe that has no writer. Windows has neither of them. */
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

function textFileProblem({ code = 'unknown fault' }: NodeJS.ErrnoException, forbidden: 'unknown' | 'unreadable'): TextFileProblem {
  if (code === 'ENOENT' || code === 'ENOTDIR') return { why: 'absent', fault: 'does not exist' };
  if (code === 'EACCES' || code === 'EPERM') return { why: forbidden, fault: `cannot be read (${code})` };
  if (code === 'EISDIR') return { why: 'no-file', fault: 'is a folder' };
  if (code === 'ENXIO') return { why: 'no-file', fault: 'is not a plain file' };
  return { why: 'unreadable', fault: `cannot be read (${code})` };
}

/** The facts of a file or folder, or why there are none. Does not open it. */
export const fileFacts = (path: string, { fs }: { fs: Pick<TextDisk, 'stat'> }): Promise<FileFacts | TextFileProblem> =>
  fs.stat(path).catch((error) => textFileProblem(error, 'unknown'));

/** The text of a plain file, at most `maxBytes` of it. Never waits for a pipe, and never rejects. */
export async function readTextFile(path: string, { fs }: { fs: TextDisk }, maxBytes = 64 * 1024): Promise<TextFile | TextFileProblem> {
  try {
    const file = await fs.open(path, openFlags);
    try {
      const facts = await file.stat();
      if (!facts.isFile())
        return { why: 'no-file', fault: facts.isDirectory() ? 'is a folder' : 'is a device or a pipe, not a plain file' };
      const buffer = Buffer.allocUnsafe(maxBytes + 1);
      let length = 0;
      for (let read = -1; read !== 0 && length < buffer.length; length += read) {
        read = (await file.read(buffer, length, buffer.length - length, null)).bytesRead;
      }
      if (length > maxBytes) return { why: 'too-large', fault: `is larger than ${maxBytes} bytes` };
      return { text: buffer.toString('utf8', 0, length).replace(/^\uFEFF/, ''), facts };
    } finally {
      await file.close();
    }
  } catch (error) {
    const fault = textFileProblem(error as NodeJS.ErrnoException, 'unreadable');
    if (fault.why !== 'unreadable') return fault;
    const facts = await fileFacts(path, { fs });
    return 'why' in facts ? facts : fault;
  }
}
