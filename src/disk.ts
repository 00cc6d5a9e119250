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
