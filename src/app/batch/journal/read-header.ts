import type { FileHandle } from 'node:fs/promises';
import type { Runtime } from '../../../runtime.ts';
import { type JournalHeader, journalHeaderOf } from './record.ts';

const longestHeaderBytes = 4096;

/** The first line of an open journal; undefined where it is none of a journal. */
export async function headerIn(file: FileHandle): Promise<JournalHeader | undefined> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(longestHeaderBytes), 0, longestHeaderBytes, 0);
  return journalHeaderOf(buffer.toString('utf8', 0, bytesRead).split('\n')[0] ?? '');
}

/** The first line of the journal at `path`; undefined where there is none. Nothing is held and nothing changed. */
export async function readJournalHeader(path: string, fs: Runtime['fs']): Promise<JournalHeader | undefined> {
  const file = await fs.openHandle(path, 'r').catch(() => undefined);
  if (!file) return undefined;
  try {
    return await headerIn(file);
  } finally {
    await file.close();
  }
}
