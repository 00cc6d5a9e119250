import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';

/** A file that is open for reading, as far as idv reads. A handle of node:fs/promises is one. */
interface OpenFile {
  stat(): Promise<Stats>;
  /** `position` null reads on from where the last read ended. */
  read(buffer: Buffer, offset: number, length: number, position: number | null): Promise<{ bytesRead: number; buffer: Buffer }>;
  close(): Promise<void>;
}

/** What is written, and how: `wx` fails where the name is taken, `flush` waits for the disk. */
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
  /** For what is written piece by piece; `mode` is that of a new file. A folder is opened with `r`. */
  openHandle(path: string, flags: number | 'r' | 'w', mode?: number): Promise<FileHandle>;
  access(path: string, mode: number): Promise<void>;
  readFile(path: string): Promise<Buffer>;
  readdir(path: string): Promise<string[]>;
  realpath(path: string): Promise<string>;
  /** Free blocks for this user, and how large one is. */
  statfs(path: string): Promise<{ bavail: number; bsize: number }>;
  mkdir(path: string, options: { mode: number; recursive?: boolean }): Promise<unknown>;
  mkdtemp(prefix: string): Promise<string>;
  writeFile(path: string, data: string | Uint8Array, options: WriteOptions): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  link(existing: string, added: string): Promise<void>;
  unlink(path: string): Promise<void>;
  rm(path: string, options: { recursive?: boolean; force?: boolean }): Promise<void>;
}

/** Loaded for what few commands do: it brings streams and readline with it. */
const rest = () => import('node:fs/promises');

/** Windows has no such flag. What became a FIFO since it was looked at must not hold the process for ever. */
const neverWait = constants.O_NONBLOCK ?? 0;

function openPlain(path: string, flags: number): OpenFile {
  const fd = openSync(path, flags | neverWait);
  return {
    stat: async () => fstatSync(fd),
    read: async (buffer, offset, length, position) => ({ bytesRead: readSync(fd, buffer, offset, length, position), buffer }),
    close: async () => closeSync(fd),
  };
}

/**
 * The disk. A plain file is looked at and read at once: the way through Node's threads costs more than what is read here. What can keep
 * a reader waiting, as a FIFO does, goes that way.
 */
export const disk: Disk = {
  stat: async (path) => statSync(path),
  lstat: async (path) => lstatSync(path),
  async open(path, flags) {
    const wanted = flags === 'r' ? constants.O_RDONLY : flags;
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found || found.isFile()) return openPlain(path, wanted);
    return (await rest()).open(path, wanted);
  },
  openHandle: async (path, flags, mode) => (await rest()).open(path, flags, mode),
  access: async (path, mode) => (await rest()).access(path, mode),
  readFile: async (path) => (await rest()).readFile(path),
  readdir: async (path) => (await rest()).readdir(path),
  realpath: async (path) => (await rest()).realpath(path),
  statfs: async (path) => (await rest()).statfs(path),
  mkdir: async (path, options) => (await rest()).mkdir(path, options),
  mkdtemp: async (prefix) => (await rest()).mkdtemp(prefix),
  writeFile: async (path, data, options) => (await rest()).writeFile(path, data, options),
  rename: async (from, to) => (await rest()).rename(from, to),
  link: async (existing, added) => (await rest()).link(existing, added),
  unlink: async (path) => (await rest()).unlink(path),
  rm: async (path, options) => (await rest()).rm(path, options),
};

/** What is known of a file without reading it. */
export type FileFacts = Pick<Stats, 'mode' | 'uid' | 'dev' | 'ino' | 'isFile' | 'isDirectory'>;

/** As much of a disk as reading text takes. */
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
  /** Of the very file that was read. */
  facts: FileFacts;
}

/**
 * Why there is no text: no such file; a folder above it that may not be looked into, so that there may be one; a file that may not be read;
 * a folder, a device or a pipe; too much of it.
 */
export interface NoText {
  why: 'absent' | 'hidden' | 'closed' | 'no-file' | 'too-large';
  /** Continues a sentence that begins with the path. */
  fault: string;
}

/** A pipe without a writer would hold `open` for ever. Windows has neither flag. */
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

function noText({ code = 'unknown fault' }: NodeJS.ErrnoException, forbidden: 'hidden' | 'closed'): NoText {
  if (code === 'ENOENT' || code === 'ENOTDIR') return { why: 'absent', fault: 'does not exist' };
  if (code === 'EACCES' || code === 'EPERM') return { why: forbidden, fault: `cannot be read (${code})` };
  if (code === 'EISDIR') return { why: 'no-file', fault: 'is a folder' };
  if (code === 'ENXIO') return { why: 'no-file', fault: 'is not a plain file' };
  return { why: 'closed', fault: `cannot be read (${code})` };
}

/** Whether something is there, without opening it. */
export const fileFacts = (path: string, { fs }: { fs: Pick<TextDisk, 'stat'> }): Promise<FileFacts | NoText> =>
  fs.stat(path).catch((error) => noText(error, 'hidden'));

/** The text of a plain file, at most `maxBytes` of it. Never waits for a pipe, and never rejects. */
export async function readTextFile(path: string, { fs }: { fs: TextDisk }, maxBytes = 64 * 1024): Promise<TextFile | NoText> {
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
    const fault = noText(error as NodeJS.ErrnoException, 'closed');
    if (fault.why !== 'closed') return fault;
    const facts = await fileFacts(path, { fs });
    return 'why' in facts ? facts : fault;
  }
}
