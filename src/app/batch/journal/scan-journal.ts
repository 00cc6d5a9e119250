import type { FileHandle } from 'node:fs/promises';
import { IdvError } from '../../../core/errors.ts';
import type { Span } from './group-commit.ts';
import { headOf, isHeaderAsWritten, type JournalHeader, journalHeaderOf } from './record.ts';
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
 * Reads a journal. Only what follows the last line end may be left of a crash, and was never relied on. A complete line that cannot be
 * read may have been the intent or the answer of a paid call, wherever it stands: then IdvError `config` is thrown.
 */
export async function scanJournal(file: FileHandle, path: string): Promise<ScannedJournal> {
  const states = new RowStates();
  let header: JournalHeader | undefined;
  let [calls, end, number] = [0, 0, 0];
  await eachLine(file, (line, span) => {
    number += 1;
    if (header) {
      const said = headOf(line);
      if (!said) throw damaged(path, number, line);
      calls += states.note(said, span);
    } else {
      header = journalHeaderOf(line.toString());
      if (!header) throw notOne(path);
      if (!isHeaderAsWritten(line.toString())) throw damaged(path, number, line);
    }
    end = span.offset + span.length;
  });
  if (!header) throw notOne(path);
  return { header, states, calls, end };
}

/** Of a file that is no journal. */
export const notOne = (path: string): IdvError =>
  new IdvError('config', `${path} is not a journal of idv`, { code: 'journal-damaged', hint: 'name another file with --journal' });

const carriageReturn = 13;

/** Says how the line was changed, where that can be seen. */
const damaged = (path: string, number: number, line: Buffer): IdvError =>
  new IdvError('config', `${path} is damaged at line ${number}`, {
    code: 'journal-damaged',
    hint:
      line.at(-1) === carriageReturn
        ? 'another program changed its line ends to CRLF: restore the journal from a copy, or change them back to LF'
        : 'another program changed it, or its disk failed; a row of that line may have been paid: restore the journal from a copy',
  });
