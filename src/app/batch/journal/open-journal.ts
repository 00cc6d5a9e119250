import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileCodeOf, IdvError } from '../../../core/errors.ts';
import type { Runtime } from '../../../runtime.ts';
import { claimName } from '../../files/claim-name.ts';
import { isOtherFile, markOf } from './file-mark.ts';
import { GroupCommit, type Span } from './group-commit.ts';
import { LengthFile, wasLonger } from './length-file.ts';
import { readHeader } from './read-header.ts';
import { type JournalHeader, type JournalRecord, lineOf, recordOf } from './record.ts';
import { type KnownRows, RowStates } from './row-states.ts';
import { notAJournal, type ScannedJournal, scanJournal } from './scan-journal.ts';
import { SpanReader } from './span-reader.ts';

/** A journal to which only this process writes. */
export interface RowJournal {
  header: JournalHeader;
  /** True if this file is a copy of the journal: lines that the original got later are missing. */
  isCopy: boolean;
  /** The states of the rows when the journal was opened. */
  states: KnownRows;
  /** How many calls the journal contained when it was opened. */
  calls: number;
  /** Resolves when the record is on disk. */
  append(record: JournalRecord): Promise<void>;
  read(span: Span): Promise<JournalRecord>;
  /** True after the disk was full: no new call may begin. */
  readonly isFull: boolean;
  close(): Promise<void>;
}

type Needs = Pick<Runtime, 'fs' | 'lockName'>;

/** The name of the lock. Each worker of a batch has a journal of its own, and so a name of its own. */
const nameOf = ({ batch, worker }: JournalHeader): string => worker ?? batch;

/** Size of the reserve: space for the answers of calls that are running when the disk gets full. */
const reserveBytes = 2 * 2 ** 20;

const inUse = (path: string): IdvError =>
  new IdvError('config', `${path} is in use: another run of this batch is going on`, {
    code: 'journal-in-use',
    hint: 'wait for it, or end it with Ctrl-C; a row is never called by two runs',
  });

/** Writes the folder to disk: a new file can be lost in a crash until its folder is written. */
async function syncFolder(path: string, fs: Runtime['fs']): Promise<void> {
  const folder = await fs.openHandle(dirname(path), 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

/** Writes the file that reserves space. Returns a function that deletes it once, and then returns false. */
async function reserveSpace(path: string, fs: Runtime['fs']): Promise<() => Promise<boolean>> {
  const reserve = `${path}.reserve`;
  let kept = true;
  await fs.writeFile(reserve, Buffer.alloc(reserveBytes, 1), { mode: 0o600 }).catch((cause: NodeJS.ErrnoException) => {
    throw new IdvError('output', `${reserve} cannot be written (${cause.code})`, {
      code: 'journal-failed',
      hint: 'make room on the disk of the journal, or name another with --journal',
      cause,
    });
  });
  return async () => {
    if (!kept) return false;
    kept = false;
    await fs.unlink(reserve).catch(() => undefined);
    return true;
  };
}

async function journalOver(
  file: FileHandle,
  path: string,
  scanned: ScannedJournal,
  held: { release(): Promise<void> },
  { fs }: Needs,
): Promise<RowJournal> {
  const { header, states, calls, end } = scanned;
  const now = await file.stat();
  const isOlder = await wasLonger(path, nameOf(header), end, fs);
  const longest = new LengthFile(path, nameOf(header), isOlder, fs);
  const reader = new SpanReader(file);
  let reserve: Promise<() => Promise<boolean>> | undefined;
  const commit = new GroupCommit(file, end, async () => (await (await reserve)?.()) ?? false);
  return {
    header,
    isCopy: isOlder || isOtherFile(header, now),
    states,
    calls,
    async append(record) {
      reserve ??= reserveSpace(path, fs);
      await reserve;
      const { offset, length } = await commit.append(lineOf(record));
      longest.note(offset + length);
    },
    async read(span) {
      return recordOf(await reader.read(span));
    },
    get isFull() {
      return commit.isFull;
    },
    async close() {
      await commit.close();
      await longest.close();
      await (await reserve?.catch(() => undefined))?.();
      await held.release();
    },
  };
}

/** Opens and reads the journal at `path`; undefined if there is none yet. Throws IdvError `config` if it is damaged or in use. */
export async function openJournal(path: string, needs: Needs): Promise<RowJournal | undefined> {
  const { fs } = needs;
  const file = await fs.openHandle(path, constants.O_RDWR | constants.O_APPEND).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw new IdvError('config', `${path} cannot be opened (${cause.code})`, {
      code: 'journal-failed',
      hint: 'name another file with --journal',
      cause,
    });
  });
  if (!file) return undefined;
  let held: Awaited<ReturnType<Needs['lockName']>>;
  try {
    const header = await readHeader(file);
    if (!header) throw notAJournal(path);
    held = await needs.lockName(nameOf(header));
    if (!held) throw inUse(path);
    // Read only now: until this process holds the name, another run may append lines.
    const scanned = await scanJournal(file, path);
    if ((await file.stat()).size > scanned.end) await file.truncate(scanned.end);
    return await journalOver(file, path, scanned, held, needs);
  } catch (error) {
    await file.close().catch(() => undefined);
    await held?.release();
    if (error instanceof IdvError) throw error;
    throw new IdvError('config', `${path} cannot be read (${fileCodeOf(error)})`, {
      code: 'journal-failed',
      hint: 'put it on another disk: it knows which rows were called',
      cause: error,
    });
  }
}

/**
 * Creates a journal at a path that has none. It appears there together with its first line. Throws IdvError `config` if another process
 * has created one meanwhile.
 */
export async function beginJournal(path: string, header: JournalHeader, needs: Needs): Promise<RowJournal> {
  const { fs } = needs;
  const held = await needs.lockName(nameOf(header));
  if (!held) throw inUse(path);
  const temporary = `${path}.${header.batch}.part`;
  try {
    const begun = await fs.openHandle(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
    const named: JournalHeader = { ...header, ...(await markOf(temporary, fs)) };
    const line = lineOf(named);
    await begun.write(line);
    await begun.datasync();
    await begun.close();
    await claimName(temporary, path, fs);
    // Fails if the file system has no hard links, because then the file was moved.
    await fs.unlink(temporary).catch(() => undefined);
    await syncFolder(path, fs);
    const file = await fs.openHandle(path, constants.O_RDWR | constants.O_APPEND);
    return await journalOver(file, path, { header: named, states: new RowStates(), calls: 0, end: Buffer.byteLength(line) }, held, needs);
  } catch (cause) {
    await held.release();
    await fs.unlink(temporary).catch(() => undefined);
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw inUse(path);
    throw new IdvError('config', `${path} cannot be made (${code})`, {
      code: 'journal-failed',
      hint: 'name another file with --journal',
      cause,
    });
  }
}
