/** Reads for bytes from outside: a number that does not lie inside the buffer, or only in part, reads as 0, and nothing ever throws. */

const inside = (bytes: Buffer, at: number, size: number): boolean => at >= 0 && at + size <= bytes.length;

export const u8 = (bytes: Buffer, at: number): number => bytes[at] ?? 0;
export const u16be = (bytes: Buffer, at: number): number => (inside(bytes, at, 2) ? bytes.readUInt16BE(at) : 0);
export const u16le = (bytes: Buffer, at: number): number => (inside(bytes, at, 2) ? bytes.readUInt16LE(at) : 0);
export const u24be = (bytes: Buffer, at: number): number => (inside(bytes, at, 3) ? bytes.readUIntBE(at, 3) : 0);
export const u24le = (bytes: Buffer, at: number): number => (inside(bytes, at, 3) ? bytes.readUIntLE(at, 3) : 0);
export const u32be = (bytes: Buffer, at: number): number => (inside(bytes, at, 4) ? bytes.readUInt32BE(at) : 0);
export const u32le = (bytes: Buffer, at: number): number => (inside(bytes, at, 4) ? bytes.readUInt32LE(at) : 0);
export const i24be = (bytes: Buffer, at: number): number => (inside(bytes, at, 3) ? bytes.readIntBE(at, 3) : 0);
export const i32be = (bytes: Buffer, at: number): number => (inside(bytes, at, 4) ? bytes.readInt32BE(at) : 0);
export const i32le = (bytes: Buffer, at: number): number => (inside(bytes, at, 4) ? bytes.readInt32LE(at) : 0);
export const f64be = (bytes: Buffer, at: number): number => (inside(bytes, at, 8) ? bytes.readDoubleBE(at) : 0);

/** Exact up to 2^53; box sizes and durations beyond that are nonsense anyway. */
export const u64be = (bytes: Buffer, at: number): number => u32be(bytes, at) * 2 ** 32 + u32be(bytes, at + 4);

export const i64be = (bytes: Buffer, at: number): number => i32be(bytes, at) * 2 ** 32 + u32be(bytes, at + 4);

/** Latin-1 text of `length` bytes, shorter at the end of the buffer. */
export const asciiAt = (bytes: Buffer, at: number, length: number): string => bytes.toString('latin1', at, at + length);

export const fourCc = (bytes: Buffer, at: number): string => asciiAt(bytes, at, 4);
