import { readAvi } from './avi.ts';
import { asciiAt, fourCc, type MediaFacts, u8, u32be, u32le } from './facts.ts';
import { readFlv } from './flv.ts';
import { readBmp, readGif, readPng } from './images.ts';
import { readJpeg } from './jpeg/read-jpeg.ts';
import { readMp4 } from './mp4/read-mp4.ts';
import { readWebp } from './riff.ts';

/** Every format that idv recognises. There are more of them than any service accepts, so that a refusal can say what the file is. */

interface FormatRow {
  mediaType: string;
  kind: 'image' | 'video' | 'other';
  /** As people write it: `JPEG`, `QuickTime (MOV)`. */
  name: string;
}

export const mediaFormats = {
  jpeg: { mediaType: 'image/jpeg', kind: 'image', name: 'JPEG' },
  png: { mediaType: 'image/png', kind: 'image', name: 'PNG' },
  bmp: { mediaType: 'image/bmp', kind: 'image', name: 'BMP' },
  webp: { mediaType: 'image/webp', kind: 'image', name: 'WebP' },
  gif: { mediaType: 'image/gif', kind: 'image', name: 'GIF' },
  heic: { mediaType: 'image/heic', kind: 'image', name: 'HEIC' },
  avif: { mediaType: 'image/avif', kind: 'image', name: 'AVIF' },
  tiff: { mediaType: 'image/tiff', kind: 'image', name: 'TIFF' },
  mp4: { mediaType: 'video/mp4', kind: 'video', name: 'MP4' },
  mov: { mediaType: 'video/quicktime', kind: 'video', name: 'QuickTime (MOV)' },
  '3gp': { mediaType: 'video/3gpp', kind: 'video', name: '3GP' },
  avi: { mediaType: 'video/x-msvideo', kind: 'video', name: 'AVI' },
  flv: { mediaType: 'video/x-flv', kind: 'video', name: 'FLV' },
  webm: { mediaType: 'video/webm', kind: 'video', name: 'WebM' },
  mkv: { mediaType: 'video/x-matroska', kind: 'video', name: 'Matroska (MKV)' },
  wmv: { mediaType: 'video/x-ms-asf', kind: 'video', name: 'Windows Media' },
  mpeg: { mediaType: 'video/mpeg', kind: 'video', name: 'MPEG' },
  ts: { mediaType: 'video/mp2t', kind: 'video', name: 'MPEG transport stream (TS)' },
  ogg: { mediaType: 'video/ogg', kind: 'video', name: 'Ogg' },
  m4a: { mediaType: 'audio/mp4', kind: 'other', name: 'M4A sound' },
  wav: { mediaType: 'audio/wav', kind: 'other', name: 'WAV sound' },
  pdf: { mediaType: 'application/pdf', kind: 'other', name: 'PDF' },
  text: { mediaType: 'text/plain', kind: 'other', name: 'plain text' },
  unknown: { mediaType: 'application/octet-stream', kind: 'other', name: 'unknown data' },
} as const satisfies Record<string, FormatRow>;

export type Format = keyof typeof mediaFormats;

const signatures: readonly { format: Format; magic: string }[] = [
  { format: 'jpeg', magic: '\xff\xd8\xff' },
  { format: 'png', magic: '\x89PNG\r\n\x1a\n' },
  { format: 'gif', magic: 'GIF87a' },
  { format: 'gif', magic: 'GIF89a' },
  { format: 'tiff', magic: 'II*\0' },
  { format: 'tiff', magic: 'MM\0*' },
  { format: 'flv', magic: 'FLV\x01' },
  { format: 'wmv', magic: '\x30\x26\xb2\x75\x8e\x66\xcf\x11' },
  { format: 'mpeg', magic: '\0\0\x01\xba' },
  { format: 'mpeg', magic: '\0\0\x01\xb3' },
  { format: 'ogg', magic: 'OggS\0' },
  { format: 'pdf', magic: '%PDF-' },
];

const riffForms: Readonly<Record<string, Format>> = { 'AVI ': 'avi', WEBP: 'webp', WAVE: 'wav' };

/** Brands that are not plain MP4. */
const brands: readonly { format: Format; brand: RegExp }[] = [
  { format: 'mov', brand: /^qt {2}$/ },
  { format: '3gp', brand: /^3g[p2]/ },
  { format: 'm4a', brand: /^M4[AB] $/ },
  { format: 'avif', brand: /^avi[fs]$/ },
  { format: 'heic', brand: /^(?:he[iv][a-z]|mif1|msf1)$/ },
];

/** The brands of MP4 itself (ISO/IEC 14496-14). Phones list 3GP first and MP4 after it. `isom` is the base of both, and decides nothing. */
const mp4Brand = /^mp4[12]$/;

/** The format, from the first bytes only, whatever the name of the file is. Reads at most the first 4 KiB. */
export function sniff(bytes: Buffer): Format {
  const head = asciiAt(bytes, 0, 256);
  const signature = signatures.find(({ magic }) => head.startsWith(magic));
  if (signature) return signature.format;
  if (head.startsWith('RIFF')) return riffForms[head.slice(8, 12)] ?? 'unknown';
  if (head.startsWith('\x1a\x45\xdf\xa3')) return ebmlFormat(head);
  if (head.startsWith('BM') && isBitmapHeader(bytes)) return 'bmp';
  const format = boxFormat(bytes, head);
  if (format) return format;
  if (isText(bytes)) return 'text';
  return isTransportStream(bytes) ? 'ts' : 'unknown';
}

function ebmlFormat(head: string): Format {
  if (head.includes('webm')) return 'webm';
  return head.includes('matroska') ? 'mkv' : 'unknown';
}

/** Two letters alone could be chance, so the length of the header must also be one that programs write. */
const isBitmapHeader = (bytes: Buffer): boolean => [12, 40, 52, 56, 64, 108, 124].includes(u32le(bytes, 14));

function boxFormat(bytes: Buffer, head: string): Format | undefined {
  // The first byte is the highest byte of the length of a box. No first box is this long, but most text starts with such a byte.
  if (u8(bytes, 0) >= 0x20) return undefined;
  const type = head.slice(4, 8);
  if (/^(?:styp|moof)$/.test(type)) return 'mp4';
  if (type !== 'ftyp') return /^(?:moov|mdat|wide|pnot|free|skip)$/.test(type) ? 'mov' : undefined;
  const compatible =
    head
      .slice(16, Math.max(16, u32be(bytes, 0)))
      .match(/.{4}/gs)
      ?.map(String) ?? [];
  const major = fourCc(bytes, 8);
  if (major === 'mif1' && compatible.includes('avif')) return 'avif';
  const format = brands.find(({ brand }) => brand.test(major))?.format ?? 'mp4';
  const isMp4Too = format === '3gp' && compatible.some((brand) => mp4Brand.test(brand));
  return isMp4Too ? 'mp4' : format;
}

/** True for packets of 188 bytes, or of 192 bytes with a time before each packet. Each packet starts with the same byte. */
function isTransportStream(bytes: Buffer): boolean {
  return [
    { first: 0, length: 188 },
    { first: 4, length: 192 },
  ].some(({ first, length }) => bytes.length > length && [0, 1, 2].every((index) => isSync(bytes, first + index * length)));
}

const isSync = (bytes: Buffer, at: number): boolean => at >= bytes.length || u8(bytes, at) === 0x47;

function isText(bytes: Buffer): boolean {
  if (bytes.length === 0) return false;
  try {
    // With `stream`, the end of the slice may be in the middle of a character.
    const start = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, 4096), { stream: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what sets binary data apart
    return !/[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(start);
  } catch {
    return false;
  }
}

export interface MediaProbe extends MediaFacts {
  mediaType: string;
  kind: 'image' | 'video' | 'other';
  format: Format;
}

const readers: Partial<Record<Format, (bytes: Buffer) => MediaFacts>> = {
  jpeg: readJpeg,
  png: readPng,
  bmp: readBmp,
  gif: readGif,
  webp: readWebp,
  mp4: readMp4,
  mov: readMp4,
  '3gp': readMp4,
  avi: readAvi,
  flv: readFlv,
};

/** Only the format, from the first bytes. */
export function identify(bytes: Buffer): MediaProbe {
  const format = sniff(bytes);
  const { mediaType, kind } = mediaFormats[format];
  return { mediaType, kind, format, faults: [] };
}

/**
 * What a file is, from its content and never from its name: format, size, length, codecs, and whether it is complete.
 * Never throws. The work is linear in the size of the file, and far less for a video, because its media data is skipped.
 */
export function probe(bytes: Buffer): MediaProbe {
  const known = identify(bytes);
  return Object.assign(known, readers[known.format]?.(bytes));
}
