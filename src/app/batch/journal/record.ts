import { exactJson, lostNumbers, withDigits } from '../../../core/exact-number.ts';
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
  /** Number of the file as it was begun: that of a copy is another one. */
  inode?: number;
  created: string;
}

interface OfRow {
  key: string;
  /** 0, and one more each time that a person asked to call the row again. */
  generation: number;
  /** Of a worker's journal: by what the claim in the ledger is known as its own. */
  token?: string;
}

/**
 * What happened to a row. `intent` is on the disk before the call leaves; `released` takes it back where nothing was done; `outcome` is
 * the answer; `issued` is a token whose result is read later; `unsure` is a call that may have been made and whose answer nobody has.
 */
export type JournalRecord =
  | ({ type: 'intent'; written: string; at: string } & OfRow)
  | ({ type: 'released'; reason: string } & OfRow)
  | ({ type: 'issued'; at: string; issued: Readonly<Record<string, unknown>> } & OfRow)
  | ({ type: 'unsure'; at: string; reason: string } & OfRow)
  | ({ type: 'outcome'; at: string; result: Readonly<Record<string, unknown>> } & OfRow);

/** One line. Type, key and generation come first: resuming reads no more than those of an outcome. */
export function lineOf(record: JournalRecord | JournalHeader): string {
  if (record.type === 'batch') return `${JSON.stringify(record)}\n`;
  const { type, key, generation, ...rest } = record;
  return `${exactJson({ type, key, generation, ...rest })}\n`;
}

/** What 16 digits, a decimal point among them, or an exponent begin with: no other number loses digits. Text may look like one. */
const longNumber = /[:,[\s]-?(?:[\d.]{16}|[\d.]+[eE])/;

/** A record out of its line, with every digit of the numbers of an answer. */
export function recordOf(line: string): JournalRecord {
  const record = JSON.parse(line) as JournalRecord;
  // To look at every number takes as long as to parse the line, and few lines have one that is long.
  return longNumber.test(line) ? withDigits(record, [...lostNumbers(line)]) : record;
}

/** What a line says without its content. */
export interface RecordHead {
  type: JournalRecord['type'];
  key: string;
  generation: number;
  written: string | undefined;
}

const head =
  /^\{"type":"(intent|released|issued|unsure|outcome)","key":"([0-9a-f]{32})","generation":(\d{1,9}),(?:"written":"([0-9a-f]{32})")?/;
const longestHead = 140;
const closingBrace = 0x7d;

/** Reads the head of a line alone; undefined for a line that is none of a journal. */
export function headOf(line: Buffer): RecordHead | undefined {
  const [, type, key, generation, written] = head.exec(line.toString('latin1', 0, longestHead)) ?? [];
  if (type === undefined || key === undefined || line.at(-1) !== closingBrace) return undefined;
  return { type: type as JournalRecord['type'], key, generation: Number(generation), written };
}

export function journalHeaderOf(line: string): JournalHeader | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) && value.type === 'batch' && value.version === 1 ? (value as unknown as JournalHeader) : undefined;
  } catch {
    return undefined;
  }
}
