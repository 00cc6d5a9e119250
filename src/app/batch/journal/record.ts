import { exactJson, parseExactly } from '../../../core/exact-number.ts';
import { isRecord } from '../../../core/json.ts';

/** The first line of a journal. It identifies the batch whose rows the journal contains. */
export interface JournalHeader {
  type: 'batch';
  version: 1;
  /** Identifies the batch. It is also the key of the HMAC that gives the row keys. */
  batch: string;
  provider: string;
  action: string;
  /** `sandbox`, `service` for the vendor's own host, or the origin of `--endpoint`. */
  place: string;
  /** In the journal of a worker: the name of the worker in the ledger. */
  worker?: string;
  /** The inode number of the file when it was begun. A copy has another number, unless the file system has reused it. */
  inode?: number;
  /** When the file was created, in Unix milliseconds. A copy has another time. Absent if the file system does not store it. */
  born?: number;
  /** What the user demanded of a pass, besides what the service demands. Journals of earlier versions do not have it. */
  asked?: PassConditions;
  created: string;
}

/** `--threshold` and `--expect` of the run that began a journal. */
export interface PassConditions {
  threshold?: number;
  expect?: readonly string[];
}

interface OfRow {
  key: string;
  /** 0 at first, and one more each time that a person asks to call the row again. */
  generation: number;
  /** In the journal of a worker: the token of its claim in the ledger. */
  token?: string;
}

/** SHA-256 of the files of a call, by the names of their columns. In journals of earlier versions, only answers have it. */
export interface OfFiles {
  media?: Readonly<Record<string, string>>;
}

/**
 * What happened to a row. `intent` is on disk before the call is sent. `released` takes an intent back if the service did nothing.
 * `outcome` is the answer. `issued` is a token whose result is read later. `unsure` is a call that may have been made and whose answer
 * was lost.
 */
export type JournalRecord =
  | ({ type: 'intent'; written: string; at: string; stamp?: string } & OfFiles & OfRow)
  | ({ type: 'released'; reason: string } & OfRow)
  | ({ type: 'issued'; at: string; issued: Readonly<Record<string, unknown>> } & OfRow)
  | ({ type: 'unsure'; at: string; reason: string } & OfFiles & OfRow)
  | ({ type: 'outcome'; at: string; result: Readonly<Record<string, unknown>> } & OfRow);

/** One line. Type, key and generation come first, because `headOf` finds them there. */
export function lineOf(record: JournalRecord | JournalHeader): string {
  if (record.type === 'batch') return `${JSON.stringify(record)}\n`;
  const { type, key, generation, ...rest } = record;
  return `${exactJson({ type, key, generation, ...rest })}\n`;
}

/** The digests of the files that a row was called with; undefined if the record does not contain them. */
export function mediaOf(record: JournalRecord): Readonly<Record<string, unknown>> | undefined {
  const facts = record.type === 'outcome' ? record.result : record.type === 'issued' ? record.issued.facts : record;
  return isRecord(facts) && isRecord(facts.media) ? facts.media : undefined;
}

/** The record of a line. Numbers of an answer keep all their digits. */
export const recordOf = (line: string): JournalRecord => parseExactly(line) as JournalRecord;

/** The members of a record that are needed to resume: all but its content. */
export interface RecordHead {
  type: JournalRecord['type'];
  key: string;
  generation: number;
  written: string | undefined;
  stamp: string | undefined;
}

const head = /^\{"type":"(intent|released|issued|unsure|outcome)","key":"([0-9a-f]{32})","generation":(\d{1,9}),"/;
const digest = /^[0-9a-f]{32}$/;

const isText = (value: unknown): boolean => typeof value === 'string';

/** The members that a record must have besides type, key and generation, with a check for each. */
const members: Readonly<Record<JournalRecord['type'], Readonly<Record<string, (value: unknown) => boolean>>>> = {
  intent: { written: (value) => typeof value === 'string' && digest.test(value), at: isText },
  released: { reason: isText },
  issued: { at: isText, issued: isRecord },
  unsure: { at: isText, reason: isText },
  outcome: { at: isText, result: isRecord },
};

/**
 * The head of a line, which comes without its line end; undefined if idv cannot have written the line like this. Every record is parsed
 * completely: a line that only begins like a record may have been the answer to a paid call.
 */
export function headOf(line: Buffer): RecordHead | undefined {
  // The members of the head are ASCII, and the text of a result is not used here.
  const text = line.toString('latin1');
  const [, type, key, generation] = head.exec(text) ?? [];
  if (type === undefined || key === undefined || !text.endsWith('}')) return undefined;
  const record = parsed(text);
  const needed = Object.entries(members[type as JournalRecord['type']]);
  if (!record || !needed.every(([name, fits]) => fits(record[name]))) return undefined;
  const written = type === 'intent' ? String(record.written) : undefined;
  const stamp = type === 'intent' && typeof record.stamp === 'string' && digest.test(record.stamp) ? record.stamp : undefined;
  return { type: type as JournalRecord['type'], key, generation: Number(generation), written, stamp };
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The header in a line, even if another program has reformatted the line. */
export function journalHeaderOf(line: string): JournalHeader | undefined {
  const value = parsed(line);
  return value?.type === 'batch' && value.version === 1 ? (value as unknown as JournalHeader) : undefined;
}

/** True if a header line is unchanged since idv wrote it: without added spaces, and without a line end of another system. */
export const isHeaderAsWritten = (line: string): boolean => JSON.stringify(parsed(line)) === line;
