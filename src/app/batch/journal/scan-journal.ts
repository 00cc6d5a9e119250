import type { FileHandle } from 'node:fs/promises';
import { IdvError } from '../../../core/errors.ts';
import type { Span } from './group-commit.ts';
import { headOf, type JournalHeader, type JournalRecord, journalHeaderOf } from './record.ts';

/** What the journal says last of a row. */
export interface RowState {
  /** A row whose call was taken back is not among the states. */
  step: Exclude<JournalRecord['type'], 'released'>;
  generation: number;
  /** Digest of the row's values as they were written. */
  written: string;
  /** Where the record stands that says it. */
  span: Span;
  /** What a call that was taken back leaves: the state of the generation before. */
  before?: RowState;
}

export interface ScannedJournal {
  header: JournalHeader;
  states: Map<string, RowState>;
  /** Calls that were made, or may have been made. */
  calls: number;
  /** Where the last complete line ends. */
  end: number;
}

const chunkBytes = 2 ** 20;
const lineFeed = 10;

/** Lines with where they stand; what follows the last line break is none. */
async function* linesIn(file: FileHandle): AsyncGenerator<{ line: Buffer; span: Span }> {
  let rest: Buffer = Buffer.alloc(0);
  for (let offset = 0; ; ) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(chunkBytes), 0, chunkBytes, offset + rest.length);
    if (bytesRead === 0) return;
    const bytes: Buffer = rest.length > 0 ? Buffer.concat([rest, buffer.subarray(0, bytesRead)]) : buffer.subarray(0, bytesRead);
    let from = 0;
    for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, from)) {
      yield { line: bytes.subarray(from, at), span: { offset: offset + from, length: at + 1 - from } };
      from = at + 1;
    }
    offset += from;
    rest = bytes.subarray(from);
  }
}

function note(states: Map<string, RowState>, line: Buffer, span: Span): number | undefined {
  const said = headOf(line);
  if (!said) return undefined;
  const { type, key, generation } = said;
  const before = states.get(key);
  // A late outcome of an earlier generation is not news of the later one.
  if (before && before.generation > generation) return 0;
  if (type === 'released') {
    if (before?.before) states.set(key, before.before);
    else states.delete(key);
    return -1;
  }
  const state: RowState = { step: type, generation, written: said.written ?? before?.written ?? '', span };
  states.set(key, type === 'intent' && before ? { ...state, before } : state);
  return type === 'intent' ? 1 : 0;
}

/**
 * Reads a journal. A last line that was cut off by a crash was never relied on; a bad line before good ones may have been the intent of
 * a paid call, and then IdvError `config` is thrown.
 */
export async function scanJournal(file: FileHandle, path: string): Promise<ScannedJournal> {
  const states = new Map<string, RowState>();
  let header: JournalHeader | undefined;
  let [calls, end, number] = [0, 0, 0];
  let bad: number | undefined;
  for await (const { line, span } of linesIn(file)) {
    number += 1;
    if (!header) {
      header = journalHeaderOf(line.toString('latin1'));
      if (!header) throw damaged(path, 1, 'is not a journal of idv');
    } else {
      const change = note(states, line, span);
      if (change === undefined) bad ??= number;
      else if (bad !== undefined) throw damaged(path, bad, `is damaged at line ${bad}`);
      else calls += change;
    }
    if (bad === undefined) end = span.offset + span.length;
  }
  if (!header) throw damaged(path, 1, 'is not a journal of idv');
  return { header, states, calls, end };
}

const damaged = (path: string, line: number, what: string): IdvError =>
  new IdvError('config', `${path} ${what}`, {
    code: 'journal-damaged',
    hint: line === 1 ? 'name another file with --journal' : 'a row of that line may have been paid: restore the journal from a copy',
  });
