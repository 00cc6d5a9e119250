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
  /** The position after the last complete line, in bytes. */
  end: number;
}

const chunkBytes = 2 ** 20;
const lineFeed = 10;

/**
 * Calls `onLine` for each line, with its position. Bytes after the last line feed are not a line. The buffer of a line is valid only
 * during the call.
 */
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
 * Reads a journal. A crash can leave an incomplete line at the end; no call was sent or reported because of such a line, so it is ignored.
 * A complete line that cannot be read may have been the intent or the answer of a paid call: then IdvError `config` is thrown.
 */
export async function scanJournal(file: FileHandle, path: string): Promise<ScannedJournal> {
  const states = new RowStates();
  let header: JournalHeader | undefined;
  let [calls, end, number] = [0, 0, 0];
  await eachLine(file, (line, span) => {
    number += 1;
    if (header) {
      const head = headOf(line);
      if (!head) throw damaged(path, number, line);
      calls += states.note(head, span);
    } else {
      header = journalHeaderOf(line.toString());
      if (!header) throw notAJournal(path);
      if (!isHeaderAsWritten(line.toString())) throw damaged(path, number, line);
    }
    end = span.offset + span.length;
  });
  if (!header) throw notAJournal(path);
  return { header, states, calls, end };
}

/** The error for a file that is not a journal. */
export const notAJournal = (path: string): IdvError =>
  new IdvError('config', `${path} is not a journal of idv`, { code: 'journal-damaged', hint: 'name another file with --journal' });

const carriageReturn = 13;

/** The error for a changed line. Its hint says how the line was changed, if that can be recognised. */
const damaged = (path: string, number: number, line: Buffer): IdvError =>
  new IdvError('config', `${path} is damaged at line ${number}`, {
    code: 'journal-damaged',
    hint:
      line.at(-1) === carriageReturn
        ? 'another program changed its line ends to CRLF: restore the journal from a copy, or change them back to LF'
        : 'another program changed it, or its disk failed; a row of that line may have been paid: restore the journal from a copy',
  });
