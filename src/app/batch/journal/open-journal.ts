import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileCodeOf, IdvError } from '../../../core/errors.ts';
import type { Runtime } from '../../../runtime.ts';
import { claimName } from '../../files/claim-name.ts';
import { isOtherFile, markOf } from './file-mark.ts';
import { GroupCommit, type Span } from './group-commit.ts';
import { headerIn } from './read-header.ts';
import { type JournalHeader, type JournalRecord, lineOf, recordOf } from './record.ts';
import { type KnownRows, RowStates } from './row-states.ts';
import { notOne, type ScannedJournal, scanJournal } from './scan-journal.ts';
import { SpanReader } from './span-reader.ts';

/** A journal that this process alone writes to. */
export interface RowJournal {
  header: JournalHeader;
  /** It is not the file that was begun: what that one got after the copying is missing here. */
  isCopy: boolean;
  /** As they were when it was opened. */
  states: KnownRows;
  /** Calls that the journal knew of when it was opened. */
  calls: number;
  /** Resolves once the record is on the disk. */
  append(record: JournalRecord): Promise<void>;
  read(span: Span): Promise<JournalRecord>;
  /** True once its disk was full: nothing new may begin. */
  readonly isFull: boolean;
  close(): Promise<void>;
}

type Needs = Pick<Runtime, 'fs' | 'holdName'>;

/** Several workers have a journal each, of one batch. */
const nameOf = ({ batch, worker }: JournalHeader): string => worker ?? batch;

/** What is kept free for the answers of calls that are under way when the disk fills. */
const reserveBytes = 2 * 2 ** 20;

const inUse = (path: string): IdvError =>
  new IdvError('config', `${path} is in use: another run of this batch is going on`, {
    code: 'journal-in-use',
    hint: 'wait for it, or end it with Ctrl-C; a row is never called by two runs',
  });

/** A new file is safe once its folder is. */
async function syncFolder(path: string, fs: Runtime['fs']): Promise<void> {
  const folder = await fs.openHandle(dirname(path), 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

async function setAside(path: string, fs: Runtime['fs']): Promise<() => Promise<boolean>> {
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
  const reader = new SpanReader(file);
  let reserve: Promise<() => Promise<boolean>> | undefined;
  const commit = new GroupCommit(file, end, async () => (await (await reserve)?.()) ?? false);
  return {
    header,
    isCopy: isOtherFile(header, now),
    states,
    calls,
    async append(record) {
      reserve ??= setAside(path, fs);
      await reserve;
      await commit.append(lineOf(record));
    },
    async read(span) {
      return recordOf(await reader.read(span));
    },
    get isFull() {
      return commit.isFull;
    },
    async close() {
      await commit.close();
      await (await reserve?.catch(() => undefined))?.();
      await held.release();
    },
  };
}

/** The journal at `path`, with all that it knows; undefined where there is none yet. Throws IdvError `config` where it is damaged or in use. */
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
  let held: Awaited<ReturnType<Needs['holdName']>>;
  try {
    const header = await headerIn(file);
    if (!header) throw notOne(path);
    held = await needs.holdName(nameOf(header));
    if (!held) throw inUse(path);
    // Before the name is held, it may grow.
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

/** Begins a journal where there is none: at no moment is there one without its first line. Throws IdvError `config` where one came meanwhile. */
export async function beginJournal(path: string, header: JournalHeader, needs: Needs): Promise<RowJournal> {
  const { fs } = needs;
  const held = await needs.holdName(nameOf(header));
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
    // A file system without hard links has moved it.
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
