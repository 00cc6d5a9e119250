import { readFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import { bigEndian, box } from './mp4-samples.ts';

/** Media for tests, made from the few files in fixtures/. */

export const fixture = (name: string): Buffer => readFileSync(new URL(`../../fixtures/${name}`, import.meta.url));

const afterStart = 2;

/** A segment right after the start marker; `payload` has at most 65,533 bytes. */
const withJpegSegment = (jpeg: Buffer, marker: number, payload: Buffer): Buffer =>
  Buffer.concat([
    jpeg.subarray(0, afterStart),
    Buffer.from([0xff, marker]),
    bigEndian(payload.length + 2, 2),
    payload,
    jpeg.subarray(afterStart),
  ]);

export const withJpegComment = (jpeg: Buffer, comment: string): Buffer => withJpegSegment(jpeg, 0xfe, Buffer.from(comment, 'latin1'));

/** An EXIF block that contains only the orientation, in either byte order. */
export function exifBlock(orientation: number, order: 'II' | 'MM'): Buffer {
  const number = (value: number, size: number): Buffer =>
    order === 'MM' ? bigEndian(value, size) : Buffer.from(bigEndian(value, size)).reverse();
  const entry = Buffer.concat([number(0x0112, 2), number(3, 2), number(1, 4), number(orientation, 2), number(0, 2)]);
  return Buffer.concat([Buffer.from(order), number(42, 2), number(8, 4), number(1, 2), entry, number(0, 4)]);
}

export const withExifOrientation = (jpeg: Buffer, orientation: number, order: 'II' | 'MM'): Buffer =>
  withJpegSegment(jpeg, 0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exifBlock(orientation, order)]));

/** The data is padded to an even length. */
export function riffChunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.length);
  return Buffer.concat([Buffer.from(type, 'latin1'), length, data, Buffer.alloc(data.length % 2)]);
}

/** A valid picture of exactly `byteLength` bytes: the portrait, followed by zeros that decoders ignore. */
export const jpegOfSize = (byteLength: number): Buffer => padded(fixture('portrait.jpg'), byteLength);

/** A valid clip of exactly `byteLength` bytes: three seconds, followed by a `free` box. */
export function mp4OfSize(byteLength: number): Buffer {
  const clip = fixture('selfie-3s.mp4');
  return Buffer.concat([clip, box('free', Buffer.alloc(byteLength - clip.length - 8))]);
}

function padded(bytes: Buffer, byteLength: number): Buffer {
  if (byteLength < bytes.length) throw new RangeError(`the smallest is ${bytes.length} bytes`);
  return Buffer.concat([bytes, Buffer.alloc(byteLength - bytes.length)]);
}

export function pngChunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([bigEndian(data.length, 4), typed, bigEndian(crc32(typed), 4)]);
}

const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex');

/** A black picture with one bit for each pixel. */
export function pngOfSides(width: number, height: number): Buffer {
  const header = Buffer.concat([bigEndian(width, 4), bigEndian(height, 4), Buffer.from([1, 0, 0, 0, 0])]);
  const rows = deflateSync(Buffer.alloc((1 + Math.ceil(width / 8)) * height));
  return Buffer.concat([pngSignature, pngChunk('IHDR', header), pngChunk('IDAT', rows), pngChunk('IEND', Buffer.alloc(0))]);
}

/** The portrait with other numbers in its frame header. idv reads the sides of a picture only there. */
export function jpegOfSides(width: number, height: number): Buffer {
  const jpeg = Buffer.from(fixture('portrait.jpg'));
  const frame = [0xc0, 0xc2].map((marker) => jpeg.indexOf(Buffer.from([0xff, marker, 0x00, 0x11]))).find((at) => at > 0) ?? 0;
  jpeg.writeUInt16BE(height, frame + 5);
  jpeg.writeUInt16BE(width, frame + 7);
  return jpeg;
}

const endChunkLength = 12;

export const withPngChunk = (png: Buffer, chunk: Buffer): Buffer =>
  Buffer.concat([png.subarray(0, -endChunkLength), chunk, png.subarray(-endChunkLength)]);

export const withPngText = (png: Buffer, comment: string): Buffer =>
  withPngChunk(png, pngChunk('tEXt', Buffer.from(`Comment\0${comment}`, 'latin1')));

export const withPngInternationalText = (png: Buffer, comment: string): Buffer =>
  withPngChunk(png, pngChunk('iTXt', Buffer.from(`Comment\0\0\0en\0Comment\0${comment}`)));

/** A box with `text` at the end of the file. */
export const withMp4Box = (mp4: Buffer, text: string, type = 'free'): Buffer => Buffer.concat([mp4, box(type, Buffer.from(text))]);

/** One picture of 4 x 3 pixels, uncompressed. */
export function smallBmp(): Buffer {
  const bytes = Buffer.alloc(54 + 3 * 12);
  bytes.write('BM');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(4, 18);
  bytes.writeInt32LE(-3, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  return bytes;
}

/** A WebP with headers for 640 x 360 pixels. Its coded data is zeros. */
export function smallWebp(coding: 'VP8 ' | 'VP8L' | 'VP8X'): Buffer {
  const sizes = {
    'VP8 ': [0, 0, 0, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0x68, 0x01],
    VP8L: [0x2f, 0x7f, 0xc2, 0x59, 0],
    VP8X: [0, 0, 0, 0, 0x7f, 0x02, 0, 0x67, 0x01, 0],
  };
  const data = Buffer.concat([Buffer.from(sizes[coding]), Buffer.alloc(20)]);
  const even = data.length % 2 === 0 ? data : Buffer.concat([data, Buffer.alloc(1)]);
  const bytes = Buffer.concat([Buffer.from('RIFF____WEBP'), Buffer.from(coding), Buffer.alloc(4), even]);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.writeUInt32LE(even.length, 16);
  return bytes;
}
