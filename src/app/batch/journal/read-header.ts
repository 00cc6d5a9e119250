import type { FileHandle } from 'node:fs/promises';
import type { Runtime } from '../../../runtime.ts';
import { type JournalHeader, journalHeaderOf } from './record.ts';

const longestHeaderBytes = 4096;

/** The header of an open journal; undefined if the first line is not the header of a journal. */
export async function readHeader(file: FileHandle): Promise<JournalHeader | undefined> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(longestHeaderBytes), 0, longestHeaderBytes, 0);
  return journalHeaderOf(buffer.toString('utf8', 0, bytesRead).split('\n')[0] ?? '');
}

/** The header of the journal at `path`; undefined if there is none. Only reads: the journal is neither locked nor changed. */
export async function readJournalHeader(path: string, fs: Runtime['fs']): Promise<JournalHeader | undefined> {
  const file = await fs.openHandle(path, 'r').catch(() => undefined);
  if (!file) return undefined;
  try {
    return await readHeader(file);
  } finally {
    await file.close();
  }
}
