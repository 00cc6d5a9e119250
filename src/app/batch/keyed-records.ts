/** A key is a digest of so many bytes, written as hex: its first bytes are as good as a hash of it. */
export const keyBytes = 16;

const recordsAChunk = 4096;
const firstSlots = 1024;

/**
 * Records of one length that begin with a key, numbered from 0. They lie in plain memory: a million of them are no burden, they are
 * never copied as they grow, and the garbage collector does not look at them.
 */
export class KeyedRecords {
  readonly #recordBytes: number;
  readonly #chunks: Buffer[] = [];
  /** Numbers of records plus 1, where the hash of their key leads; 0 is a free slot. */
  #slots = new Uint32Array(firstSlots);
  #named = 0;

  /** `moreBytes` is what a record holds besides its key. */
  constructor(moreBytes: number) {
    this.#recordBytes = keyBytes + moreBytes;
  }

  /** How many keys lead to a record. */
  get named(): number {
    return this.#named;
  }

  /** The bytes of a record, to read and to write; all zeros at first. */
  at(number: number): Buffer {
    const chunk = Math.floor(number / recordsAChunk);
    while (this.#chunks.length <= chunk) this.#chunks.push(Buffer.alloc(recordsAChunk * this.#recordBytes));
    const from = (number % recordsAChunk) * this.#recordBytes;
    return (this.#chunks[chunk] as Buffer).subarray(from, from + this.#recordBytes);
  }

  /** The record that a key leads to. */
  find(key: string): number | undefined {
    const found = this.#slots[this.#slotOf(Buffer.from(key, 'hex'))] ?? 0;
    return found === 0 ? undefined : found - 1;
  }

  /** Writes a key into a record. It leads there from now on, unless it leads to an earlier record: then that one's number is returned. */
  name(number: number, key: string): number | undefined {
    const record = this.at(number);
    record.write(key, 0, 'hex');
    const slot = this.#slotOf(record);
    const found = this.#slots[slot] ?? 0;
    if (found !== 0) return found - 1;
    this.#slots[slot] = number + 1;
    this.#named += 1;
    // Two thirds full, the way to a key is still short.
    if (this.#named * 3 > this.#slots.length * 2) this.#grow();
    return undefined;
  }

  /** Where a key is, or would be. */
  #slotOf(key: Buffer): number {
    const mask = this.#slots.length - 1;
    for (let slot = key.readUInt32LE(0) & mask; ; slot = (slot + 1) & mask) {
      const found = this.#slots[slot] ?? 0;
      if (found === 0 || this.#has(found - 1, key)) return slot;
    }
  }

  /** Byte by byte: the first one nearly always decides, and a call of `compare` costs more than all of them. */
  #has(number: number, key: Buffer): boolean {
    const chunk = this.#chunks[Math.floor(number / recordsAChunk)] as Buffer;
    const from = (number % recordsAChunk) * this.#recordBytes;
    for (let at = 0; at < keyBytes; at += 1) if (chunk[from + at] !== key[at]) return false;
    return true;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Uint32Array(before.length * 2);
    for (const found of before) if (found !== 0) this.#slots[this.#slotOf(this.at(found - 1))] = found;
  }
}
