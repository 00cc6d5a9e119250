import { u8 } from '../facts.ts';

export interface HuffmanTable {
  /** How many codes there are of each length, from 1 to 16 bits. */
  counts: Buffer;
  symbols: Buffer;
}

export interface CodedScan {
  /** The blocks of one unit. */
  blocks: readonly { dc: HuffmanTable | undefined; ac: HuffmanTable | undefined }[];
  /** The first and the last coefficient that the scan contains, from 0 to 63. */
  first: number;
  last: number;
  /** True if the scan adds a bit to coefficients of earlier scans. */
  isRefinement: boolean;
  isProgressive: boolean;
  /** The coefficients that are not zero so far, if a later scan refines them. The length of that scan depends on them. */
  history?: CoefficientSet;
}

/** One bit for each of the 64 coefficients of each block. */
export class CoefficientSet {
  private readonly words: Uint32Array;

  constructor(blocks: number) {
    this.words = new Uint32Array(blocks * 2);
  }

  has(block: number, index: number): boolean {
    return (((this.words[block * 2 + (index >> 5)] ?? 0) >>> (index & 31)) & 1) === 1;
  }

  add(block: number, index: number): void {
    const word = block * 2 + (index >> 5);
    this.words[word] = (this.words[word] ?? 0) | (1 << (index & 31));
  }
}

/** Reads through the coded data of one scan (ITU T.81, F.2.2 and G.2) and keeps no coefficient. */
export class BlockReader {
  private current = 0;
  private bitsLeft = 0;
  private isOver = false;
  /** How many of the next blocks are empty, because one code ended several blocks. */
  private emptyRun = 0;

  private readonly bytes: Buffer;
  private at: number;
  private readonly scan: CodedScan;

  constructor(bytes: Buffer, dataAt: number, scan: CodedScan) {
    this.bytes = bytes;
    this.at = dataAt;
    this.scan = scan;
  }

  /** Whether the data contains `units` units. If `interval` is not 0, there must be a restart marker after every `interval` units. */
  reachEnd(units: number, interval: number): boolean {
    for (let unit = 0; unit < units; unit++) {
      if (interval > 0 && unit > 0 && unit % interval === 0) this.restart();
      for (const { dc, ac } of this.scan.blocks) this.readBlock(dc, ac, unit);
      if (this.isOver) return false;
    }
    return units > 0;
  }

  private restart(): void {
    this.bitsLeft = 0;
    this.emptyRun = 0;
    while (u8(this.bytes, this.at) === 0xff && u8(this.bytes, this.at + 1) === 0xff) this.at++;
    if (u8(this.bytes, this.at) !== 0xff || (u8(this.bytes, this.at + 1) & 0xf8) !== 0xd0) this.isOver = true;
    this.at += 2;
  }

  private readBlock(dc: HuffmanTable | undefined, ac: HuffmanTable | undefined, block: number): void {
    const { first, last, isRefinement } = this.scan;
    if (first === 0 && isRefinement) this.skip(1);
    else if (first === 0) this.skip(this.symbol(dc));
    if (last > 0) this.readCoefficients(ac, block);
  }

  /** Reads runs of zeros and values, up to the end of the block. Only a progressive scan can end several blocks with one code. */
  private readCoefficients(ac: HuffmanTable | undefined, block: number): void {
    const { last, isProgressive, isRefinement, history } = this.scan;
    let index = Math.max(1, this.scan.first);
    while (index <= last && this.emptyRun === 0 && !this.isOver) {
      const symbol = this.symbol(ac);
      const [zeros, length] = [symbol >> 4, symbol & 15];
      if (length === 0 && zeros < 15) {
        if (!isProgressive) return;
        this.emptyRun = (1 << zeros) + this.value(zeros);
        break;
      }
      this.skip(length);
      index = isRefinement ? this.refine(block, index, zeros) : index + zeros;
      if (length > 0 && index <= last) history?.add(block, index);
      index++;
    }
    if (this.emptyRun === 0) return;
    if (isRefinement) this.refine(block, index, Number.POSITIVE_INFINITY);
    this.emptyRun--;
  }

  /**
   * Reads one bit for each coefficient that earlier scans made, and passes over `zeros` coefficients that they did not make. Returns the
   * index of the next coefficient that they did not make.
   */
  private refine(block: number, from: number, zeros: number): number {
    let index = from;
    for (let left = zeros; index <= this.scan.last; index++) {
      if (this.scan.history?.has(block, index)) this.skip(1);
      else if (left-- === 0) break;
    }
    return index;
  }

  private symbol(table: HuffmanTable | undefined): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 0; length < 16 && table; length++) {
      code |= this.bit();
      const count = u8(table.counts, length);
      if (code - first < count) return u8(table.symbols, index + code - first);
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    this.isOver = true;
    return 0;
  }

  private skip(bits: number): void {
    for (let count = 0; count < bits; count++) this.bit();
  }

  private value(bits: number): number {
    let value = 0;
    for (let count = 0; count < bits; count++) value = (value << 1) | this.bit();
    return value;
  }

  /** The data is over at the end of the file, and at any marker. A data byte of 0xff has a zero after it, and so is no marker. */
  private bit(): number {
    if (this.bitsLeft === 0) {
      this.current = u8(this.bytes, this.at++);
      this.bitsLeft = 8;
      const isMarker = this.current === 0xff && u8(this.bytes, this.at++) !== 0;
      if (isMarker || this.at > this.bytes.length) this.isOver = true;
    }
    this.bitsLeft--;
    return (this.current >> this.bitsLeft) & 1;
  }
}
