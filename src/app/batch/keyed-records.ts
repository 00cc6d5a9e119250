/** Length of a key. A key is a digest, written as hex, so its first bytes can be used as its hash. */
export const keyBytes = 16;

const recordsAChunk = 4096;
const firstSlots = 1024;

/**
 * Records of equal length that begin with a key, numbered from 0. They are stored in buffers, so that a million of them need little
 * memory: records are never copied when more are added, and the garbage collector does not visit them.
 */
export class KeyedRecords {
  readonly #recordBytes: number;
  readonly #chunks: Buffer[] = [];
  /** A hash table of record numbers plus 1, by the hash of the key; 0 is a free slot. */
  #slots = new Uint32Array(firstSlots);
  #named = 0;

  /** `moreBytes` is the size of a record without its key. */
  constructor(moreBytes: number) {
    this.#recordBytes = keyBytes + moreBytes;
  }

  /** How many different keys have a record. */
  get named(): number {
    return this.#named;
  }

  /** The bytes of a record, for reading and writing. They are zeros at first. */
  at(number: number): Buffer {
    const chunk = Math.floor(number / recordsAChunk);
    while (this.#chunks.length <= chunk) this.#chunks.push(Buffer.alloc(recordsAChunk * this.#recordBytes));
    const from = (number % recordsAChunk) * this.#recordBytes;
    return (this.#chunks[chunk] as Buffer).subarray(from, from + this.#recordBytes);
  }

  /** The number of the record that has this key. */
  find(key: string): number | undefined {
    const found = this.#slots[this.#slotOf(Buffer.from(key, 'hex'))] ?? 0;
    return found === 0 ? undefined : found - 1;
  }

  /** Writes a key into a record, so that `find` returns the record. If an earlier record has the key, returns the number of that record. */
  name(number: number, key: string): number | undefined {
    const record = this.at(number);
    record.write(key, 0, 'hex');
    const slot = this.#slotOf(record);
    const found = this.#slots[slot] ?? 0;
    if (found !== 0) return found - 1;
    this.#slots[slot] = number + 1;
    this.#named += 1;
    // Up to two thirds full, a search needs few steps.
    if (this.#named * 3 > this.#slots.length * 2) this.#grow();
    return undefined;
  }

  /** The slot of a key, or the free slot in which it would be put. */
  #slotOf(key: Buffer): number {
    const mask = this.#slots.length - 1;
    for (let slot = key.readUInt32LE(0) & mask; ; slot = (slot + 1) & mask) {
      const found = this.#slots[slot] ?? 0;
      if (found === 0 || this.#has(found - 1, key)) return slot;
    }
  }

  /** Compares byte by byte: the first byte nearly always differs, and one call of `Buffer.compare` costs more than the complete loop. */
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
