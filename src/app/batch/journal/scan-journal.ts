import type { FileHandle } from 'node:fs/promises';
import { IdvError } from '../../../core/errors.ts';
import type { Span } from './group-commit.ts';
import { headOf, type JournalHeader, journalHeaderOf } from './record.ts';
import { RowStates } from './row-states.ts';

export interface ScannedJournal {
  header: JournalHeader;
  states: RowStates;
  /** Calls that were made, or may have been made. */
  calls: number;
  /** Where the last complete line ends. */
  end: number;
}

const chunkBytes = 2 ** 20;
const lineFeed = 10;

/** Calls back for each line, with where it stands; what follows the last line break is none. A line is there only while it is looked at. */
async function eachLine(file: FileHandle, onLine: (line: Buffer, span: Span) => void): Promise<void> {
  let bytes = Buffer.allocUnsafe(chunkBytes);
  for (let [offset, kept] = [0, 0]; ; ) {
    if (kept === bytes.length) bytes = Buffer.concat([bytes], bytes.length * 2);
    const { bytesRead } = await file.read(bytes, kept, bytes.length - kept, offset + kept);
    if (bytesRead === 0) return;
    const length = kept + bytesRead;
    let from = 0;
    for (let at = bytes.indexOf(lineFeed, kept); at >= 0 && at < length; at = bytes.indexOf(lineFeed, from)) {
      onLine(bytes.subarray(from, at), { offset: offset + from, length: at + 1 - from });
      from = at + 1;
    }
    bytes.copyWithin(0, from, length);
    kept = length - from;
    offset += from;
  }
}

/**
 * Reads a journal. A last line that was cut off by a crash was never relied on; a bad line before good ones may have been the intent of
 * a paid call, and then IdvError `config` is thrown.
 */
export async function scanJournal(file: FileHandle, path: string): Promise<ScannedJournal> {
  const states = new RowStates();
  let header: JournalHeader | undefined;
  let [calls, end, number] = [0, 0, 0];
  let bad: number | undefined;
  await eachLine(file, (line, span) => {
    number += 1;
    if (!header) {
      header = journalHeaderOf(line.toString('latin1'));
      if (!header) throw notOne(path);
    } else {
      const said = headOf(line);
      if (!said) bad ??= number;
      else if (bad !== undefined) throw damaged(path, bad, `is damaged at line ${bad}`);
      else calls += states.note(said, span);
    }
    if (bad === undefined) end = span.offset + span.length;
  });
  if (!header) throw notOne(path);
  return { header, states, calls, end };
}

/** Of a file that is no journal. */
export const notOne = (path: string): IdvError => damaged(path, 1, 'is not a journal of idv');

const damaged = (path: string, line: number, what: string): IdvError =>
  new IdvError('config', `${path} ${what}`, {
    code: 'journal-damaged',
    hint: line === 1 ? 'name another file with --journal' : 'a row of that line may have been paid: restore the journal from a copy',
  });
