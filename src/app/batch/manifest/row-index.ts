import { KeyedRecords, keyBytes } from '../keyed-records.ts';

export interface RowEntry {
  key: string;
  /** Digest of everything that is sent; zeros for a row that needs no call. */
  digest: string;
  /** `faulty` rows are not called; `known` rows are in the journal. */
  kind: 'new' | 'known' | 'faulty';
}

const kinds = ['faulty', 'known', 'new'] as const;
const digestAt = keyBytes;
const lineAt = digestAt + keyBytes;
const kindAt = lineAt + 4;
const entryBytes = kindAt + 1;

/** What is kept in memory of each row between its check and its call: 37 bytes, and a slot in a hash table. Rows count from 1. */
export class RowIndex {
  readonly #records = new KeyedRecords(entryBytes - keyBytes);
  #rows = 0;

  /** The number of the last row. */
  get rows(): number {
    return this.#rows;
  }

  /** Records the key of a row. Rows must come in their order. If an earlier row has the key, returns its line. */
  take(row: number, line: number, key: string): number | undefined {
    this.#rows = Math.max(this.#rows, row);
    const earlier = this.#records.name(row - 1, key);
    this.#records.at(row - 1).writeUInt32LE(line, lineAt);
    return earlier === undefined ? undefined : this.#records.at(earlier).readUInt32LE(lineAt);
  }

  /** Records the result of the check of a row; `digest` is empty for a row that needs no call. */
  set(row: number, kind: RowEntry['kind'], digest: string): void {
    const record = this.#records.at(row - 1);
    record.write(digest, digestAt, 'hex');
    record[kindAt] = 1 + kinds.indexOf(kind);
  }

  get(row: number): RowEntry | undefined {
    const kind = this.#kindOf(row);
    if (kind === undefined) return undefined;
    const record = this.#records.at(row - 1);
    return { key: record.toString('hex', 0, digestAt), digest: record.toString('hex', digestAt, lineAt), kind };
  }

  has(key: string): boolean {
    return this.#records.find(key) !== undefined;
  }

  /** The number of rows of a kind; `undefined` counts the rows that could not be read. */
  count(kind: RowEntry['kind'] | undefined): number {
    let rows = 0;
    for (let row = 1; row <= this.#rows; row += 1) if (this.#kindOf(row) === kind) rows += 1;
    return rows;
  }

  /** The number of new rows that send exactly the same as an earlier new row. */
  countRepeated(): number {
    const digests = new KeyedRecords(0);
    let repeated = 0;
    for (let row = 1; row <= this.#rows; row += 1) {
      const entry = this.get(row);
      if (entry?.kind === 'new' && digests.name(row - 1, entry.digest) !== undefined) repeated += 1;
    }
    return repeated;
  }

  #kindOf(row: number): RowEntry['kind'] | undefined {
    return row < 1 || row > this.#rows ? undefined : kinds[(this.#records.at(row - 1)[kindAt] ?? 0) - 1];
  }
}
