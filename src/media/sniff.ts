import type { Format } from './format.ts';
import { fourCc, text, u8, u32be, u32le } from './read-bytes.ts';

const signatures: readonly { format: Format; magic: string; at?: number }[] = [
  { format: 'jpeg', magic: '\xff\xd8\xff' },
  { format: 'png', magic: '\x89PNG\r\n\x1a\n' },
  { format: 'gif', magic: 'GIF87a' },
  { format: 'gif', magic: 'GIF89a' },
  { format: 'tiff', magic: 'II*\0' },
  { format: 'tiff', magic: 'MM\0*' },
  { format: 'flv', magic: 'FLV\x01' },
  { format: 'wmv', magic: '\x30\x26\xb2\x75\x8e\x66\xcf\x11' },
  { format: 'mpeg', magic: '\0\0\x01\xba' },
  { format: 'pdf', magic: '%PDF-' },
];

const riffForms: Readonly<Record<string, Format>> = { 'AVI ': 'avi', WEBP: 'webp', WAVE: 'wav' };

/** Major brands that are not plain MP4. */
const brands: readonly { format: Format; brand: RegExp }[] = [
  { format: 'mov', brand: /^qt {2}$/ },
  { format: '3gp', brand: /^3g[p2]/ },
  { format: 'm4a', brand: /^M4[AB] $/ },
  { format: 'avif', brand: /^avi[fs]$/ },
  { format: 'heic', brand: /^(?:he[iv][a-z]|mif1|msf1)$/ },
];

/** The format by the first bytes alone, whatever the name says. Reads no more than the first 4 KiB. */
export function sniff(bytes: Buffer): Format {
  const head = text(bytes, 0, 64);
  const signature = signatures.find(({ magic, at = 0 }) => head.startsWith(magic, at));
  if (signature) return signature.format;
  if (head.startsWith('RIFF')) return riffForms[head.slice(8, 12)] ?? 'unknown';
  if (head.startsWith('\x1a\x45\xdf\xa3')) return ebmlFormat(head);
  if (head.startsWith('BM') && isBitmapHeader(bytes)) return 'bmp';
  return boxFormat(bytes, head) ?? (isText(bytes) ? 'text' : 'unknown');
}

function ebmlFormat(head: string): Format {
  if (head.includes('webm')) return 'webm';
  return head.includes('matroska') ? 'mkv' : 'unknown';
}

/** Two letters are too weak a signature: the header's own length has to be one of those in use. */
const isBitmapHeader = (bytes: Buffer): boolean => [12, 40, 52, 56, 64, 108, 124].includes(u32le(bytes, 14));

function boxFormat(bytes: Buffer, head: string): Format | undefined {
  // No box at the start of a file is this long, and no text starts with such a byte.
  if (u8(bytes, 0) >= 0x20) return undefined;
  const type = head.slice(4, 8);
  if (type !== 'ftyp') return /^(?:moov|mdat|wide|pnot|free|skip)$/.test(type) ? 'mov' : undefined;
  const compatible = head.slice(16, Math.max(16, u32be(bytes, 0)));
  const major = fourCc(bytes, 8);
  if (major === 'mif1' && compatible.includes('avif')) return 'avif';
  return brands.find(({ brand }) => brand.test(major))?.format ?? 'mp4';
}

function isText(bytes: Buffer): boolean {
  if (bytes.length === 0) return false;
  try {
    // `stream` lets a character be cut in two by the end of the slice.
    const start = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, 4096), { stream: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what sets binary data apart
    return !/[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(start);
  } catch {
    return false;
  }
}
