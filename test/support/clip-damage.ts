import { joined, parts } from './mp4-samples.ts';

/** What can happen to a clip after it was written: it loses its end, or something is appended. */

/** The first part of a file. `share` is its share of the length. */
export const upTo =
  (share: number) =>
  (bytes: Buffer): Buffer =>
    bytes.subarray(0, Math.floor(bytes.length * share));

export const tails: Readonly<Record<string, Buffer>> = {
  digits: Buffer.from('0123456789abcdef'),
  zeros: Buffer.alloc(512),
  words: Buffer.from('\nuploaded by a form that added this line\n'),
  noise: Buffer.from(Array.from({ length: 333 }, (_, index) => (index * index * 31 + 7) & 0xff)),
};

export const followedBy =
  (name: string) =>
  (bytes: Buffer): Buffer =>
    Buffer.concat([bytes, tails[name] ?? Buffer.alloc(0)]);

/** An MP4 without everything from the start of its last fragment. */
export function withoutLastFragment(bytes: Buffer): Buffer {
  const list = parts(bytes);
  return joined(
    list.slice(
      0,
      list.findLastIndex(({ type }) => type === 'moof'),
    ),
  );
}

/** An FLV up to the end of the last tag that begins in this share of it. */
export const afterTags =
  (share: number) =>
  (bytes: Buffer): Buffer => {
    let at = 13;
    for (let next = at; next < bytes.length * share; next = at + 11 + bytes.readUIntBE(at + 1, 3) + 4) at = next;
    return bytes.subarray(0, at);
  };

/** A piped AVI up to the end of the last chunk that begins in this share of it. */
export const afterChunks =
  (share: number) =>
  (bytes: Buffer): Buffer => {
    let at = bytes.indexOf('movi', 0, 'latin1') + 4;
    for (let next = at; next < bytes.length * share; ) {
      at = next;
      const size = bytes.readUInt32LE(at + 4);
      next = at + 8 + size + (size % 2);
    }
    return bytes.subarray(0, at);
  };
