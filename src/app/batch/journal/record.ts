import { exactJson, parseExactly } from '../../../core/exact-number.ts';
import { isRecord } from '../../../core/json.ts';

/** The first line of a journal: whose rows it holds. */
export interface JournalHeader {
  type: 'batch';
  version: 1;
  /** Names the batch, and is the key of its row keys. */
  batch: string;
  provider: string;
  action: string;
  /** `sandbox`, or the origin that was called. */
  place: string;
  /** Of a worker's journal: its name in the ledger. */
  worker?: string;
  /** Number of the file as it was begun: that of a copy is another one, unless the file system gave the number again. */
  inode?: number;
  /** When the file was made, in Unix milliseconds: that of a copy is another one. Absent where the file system does not keep it. */
  born?: number;
  /** What a pass had to have, besides what the service demands. Journals of earlier versions do not say it. */
  asked?: AskedOfRows;
  created: string;
}

/** `--threshold` and `--expect` of the run that began a journal. */
export interface AskedOfRows {
  threshold?: number;
  expect?: readonly string[];
}

interface OfRow {
  key: string;
  /** 0, and one more each time that a person asked to call the row again. */
  generation: number;
  /** Of a worker's journal: by what the claim in the ledger is known as its own. */
  token?: string;
}

/** SHA-256 of the files of a call, by the names of their columns. Journals of earlier versions lack it where there is no answer. */
interface OfFiles {
  media?: Readonly<Record<string, string>>;
}

/**
 * What happened to a row. `intent` is on the disk before the call leaves; `released` takes it back where nothing was done; `outcome` is
 * the answer; `issued` is a token whose result is read later; `unsure` is a call that may have been made and whose answer nobody has.
 */
export type JournalRecord =
  | ({ type: 'intent'; written: string; at: string } & OfFiles & OfRow)
  | ({ type: 'released'; reason: string } & OfRow)
  | ({ type: 'issued'; at: string; issued: Readonly<Record<string, unknown>> } & OfRow)
  | ({ type: 'unsure'; at: string; reason: string } & OfFiles & OfRow)
  | ({ type: 'outcome'; at: string; result: Readonly<Record<string, unknown>> } & OfRow);

/** One line. Type, key and generation come first: resuming reads no more than those of an outcome. */
export function lineOf(record: JournalRecord | JournalHeader): string {
  if (record.type === 'batch') return `${JSON.stringify(record)}\n`;
  const { type, key, generation, ...rest } = record;
  return `${exactJson({ type, key, generation, ...rest })}\n`;
}

/** The digests of the files that a row was called with; undefined where the record does not say. */
export function mediaOf(record: JournalRecord): Readonly<Record<string, unknown>> | undefined {
  const facts = record.type === 'outcome' ? record.result : record.type === 'issued' ? record.issued.facts : record;
  return isRecord(facts) && isRecord(facts.media) ? facts.media : undefined;
}

/** A record out of its line, with every digit of the numbers of an answer. */
export const recordOf = (line: string): JournalRecord => parseExactly(line) as JournalRecord;

/** What a line says without its content. */
export interface RecordHead {
  type: JournalRecord['type'];
  key: string;
  generation: number;
  written: string | undefined;
}

const head = /^\{"type":"(intent|released|issued|unsure|outcome)","key":"([0-9a-f]{32})","generation":(\d{1,9}),"/;
const digest = /^[0-9a-f]{32}$/;

const isText = (value: unknown): boolean => typeof value === 'string';

/** The members that a record must have besides type, key and generation, and what each of them is. */
const members: Readonly<Record<JournalRecord['type'], Readonly<Record<string, (value: unknown) => boolean>>>> = {
  intent: { written: (value) => typeof value === 'string' && digest.test(value), at: isText },
  released: { reason: isText },
  issued: { at: isText, issued: isRecord },
  unsure: { at: isText, reason: isText },
  outcome: { at: isText, result: isRecord },
};

/**
 * What a line says, without its line end; undefined for a line that idv has not written as it is. Every record is read completely: a line
 * that only begins like a record may have been the answer to a paid call.
 */
export function headOf(line: Buffer): RecordHead | undefined {
  // No member of the head has other characters, and the text of a result is of no interest here.
  const text = line.toString('latin1');
  const [, type, key, generation] = head.exec(text) ?? [];
  if (type === undefined || key === undefined || !text.endsWith('}')) return undefined;
  const record = parsed(text);
  const needed = Object.entries(members[type as JournalRecord['type']]);
  if (!record || !needed.every(([name, fits]) => fits(record[name]))) return undefined;
  const written = type === 'intent' ? String(record.written) : undefined;
  return { type: type as JournalRecord['type'], key, generation: Number(generation), written };
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The header that a line holds, whoever wrote the line. */
export function journalHeaderOf(line: string): JournalHeader | undefined {
  const value = parsed(line);
  return value?.type === 'batch' && value.version === 1 ? (value as unknown as JournalHeader) : undefined;
}

/** Whether a line of a header is as idv wrote it: no blanks were added, and no line end of another system. */
export const isHeaderAsWritten = (line: string): boolean => JSON.stringify(parsed(line)) === line;
