/** What is kept of each row between its check and its call: 33 bytes, so that a million rows are no burden. */
export interface RowIndex {
  readonly rows: number;
  /** Rows are numbered from 1, in their order. */
  set(row: number, entry: RowEntry): void;
  get(row: number): RowEntry | undefined;
}

export interface RowEntry {
  key: string;
  /** Of what is sent; empty for a row that needs no call. */
  digest: string;
  /** `faulty` rows are left out, of `known` ones the journal has something. */
  kind: 'new' | 'known' | 'faulty';
}

const kinds = ['faulty', 'known', 'new'] as const;
const keyBytes = 16;
const entryBytes = 2 * keyBytes + 1;

export function createRowIndex(): RowIndex {
  let entries = Buffer.alloc(1024 * entryBytes);
  let rows = 0;
  return {
    get rows() {
      return rows;
    },
    set(row, { key, digest, kind }) {
      const at = (row - 1) * entryBytes;
      while (at + entryBytes > entries.length) entries = Buffer.concat([entries], entries.length * 2);
      entries.write(key, at, 'hex');
      entries.write(digest.padEnd(2 * keyBytes, '0'), at + keyBytes, 'hex');
      entries[at + 2 * keyBytes] = 1 + kinds.indexOf(kind);
      rows = Math.max(rows, row);
    },
    get(row) {
      const at = (row - 1) * entryBytes;
      const kind = kinds[(entries[at + 2 * keyBytes] ?? 0) - 1];
      if (row < 1 || row > rows || kind === undefined) return undefined;
      const hexAt = (from: number): string => entries.toString('hex', from, from + keyBytes);
      return { key: hexAt(at), digest: hexAt(at + keyBytes), kind };
    },
  };
}
