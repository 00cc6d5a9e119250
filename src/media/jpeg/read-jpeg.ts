import { asciiAt, type MediaFacts, setOrientation, setSize, u8, u16be } from '../facts.ts';
import { holdsAllScans, type JpegPart } from './scans.ts';

export interface JpegSegment {
  marker: number;
  /** The payload. `end` is beyond the end of a truncated file, and before `start` if the length is impossible. */
  start: number;
  end: number;
}

const endOfImage = 0xd9;
const startOfScan = 0xda;
const huffmanTables = 0xc4;
const restartInterval = 0xdd;
const sequentialFrames: readonly number[] = [0xc0, 0xc1];
const losslessFrames: readonly number[] = [0xc3, 0xc7, 0xcb, 0xcf, 0xf7];
const arithmeticFrames: readonly number[] = [0xc9, 0xca, 0xcd, 0xce];
const hierarchicalFrames: readonly number[] = [0xc5, 0xc6];
const app1 = 0xe1;
export const jpegComment = 0xfe;

/** True for a stuffed zero, a restart marker or a fill byte: these have no payload, and coded data of the picture may follow them. */
const hasNoPayload = (marker: number): boolean => marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd7) || marker === 0xff;

/** C4, C8 and CC are in the range of the frame headers, but are not frame headers. F7 is the frame header of JPEG-LS. */
const isFrameHeader = (marker: number): boolean =>
  (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) || marker === 0xf7;

/** The segments up to the end marker, inclusive. Skips the coded data between them. What follows the end marker is not read. */
export function* jpegSegments(bytes: Buffer): Generator<JpegSegment> {
  let at = 2;
  let sequentialComponents = 0;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0) return;
    // One loop is faster than a search for each of many markers.
    while (at < bytes.length && (u8(bytes, at) !== 0xff || hasNoPayload(u8(bytes, at + 1)))) at++;
    const marker = bytes[at + 1];
    if (marker === undefined) return;
    const start = at + 4;
    if (marker === endOfImage) {
      yield { marker, start: at + 2, end: at + 2 };
      return;
    }
    const end = start > bytes.length ? Number.POSITIVE_INFINITY : at + 2 + u16be(bytes, at + 2);
    yield { marker, start, end };
    if (end < start) return;
    if (sequentialFrames.includes(marker)) sequentialComponents = u8(bytes, start + 5);
    at = marker === startOfScan && u8(bytes, start) === sequentialComponents ? skipOnlyScan(bytes, end) : end;
    if (marker === startOfScan) sequentialComponents = 0;
  }
}

/**
 * A sequential scan of all components is the only scan. It ends at the next end marker, because coded data cannot contain an end marker.
 * One native search finds it at once. A loop over every 0xff would take milliseconds.
 */
function skipOnlyScan(bytes: Buffer, from: number): number {
  const end = bytes.indexOf('\xff\xd9', from, 'latin1');
  return end < 0 ? bytes.length : end;
}

export function readJpeg(bytes: Buffer): MediaFacts {
  const facts: MediaFacts = { faults: [] };
  const parts: JpegPart[] = [];
  let isEnded = false;
  for (const segment of jpegSegments(bytes)) {
    const { marker, start, end } = segment;
    if (end < start) {
      facts.faults.push('broken: a JPEG segment has an impossible length');
      return facts;
    }
    isEnded ||= marker === endOfImage;
    if (isFrameHeader(marker)) parts.push({ kind: 'frame', marker, start, end });
    if (marker === huffmanTables) parts.push({ kind: 'tables', marker, start, end });
    if (marker === restartInterval) parts.push({ kind: 'restart', marker, start, end });
    if (marker === startOfScan) parts.push({ kind: 'scan', marker, start, end });
    if (parts.length > maxParts) {
      facts.faults.push('broken: the JPEG has more scans than any picture');
      return facts;
    }
    readSegment(bytes, segment, facts);
  }
  judgeJpeg(bytes, parts, isEnded, facts);
  return facts;
}

/** A progressive picture has about thirty parts. Limits the work for a file that contains only scans. */
const maxParts = 10_000;

function judgeJpeg(bytes: Buffer, parts: readonly JpegPart[], isEnded: boolean, facts: MediaFacts): void {
  const frame = parts.find(({ kind }) => kind === 'frame');
  const hasPicture = frame !== undefined && facts.width !== undefined && parts.some(({ kind }) => kind === 'scan');
  const oddity = frame && unusualCoding(frame.marker, u8(bytes, frame.start));
  if (!isEnded) {
    if (hasPicture && !oddity && holdsAllScans(bytes, parts))
      facts.remarks = ['the JPEG lacks its end marker, and its picture is complete'];
    else facts.faults.push('truncated: the last marker is missing');
  } else if (!hasPicture) facts.faults.push('broken: the JPEG holds no picture');
  if (oddity) facts.faults.push(`${oddity}, which few programs read`);
}

function unusualCoding(marker: number, bitsPerColour: number): string | undefined {
  if (losslessFrames.includes(marker)) return 'it is a lossless JPEG';
  if (arithmeticFrames.includes(marker)) return 'its coding is arithmetic';
  if (hierarchicalFrames.includes(marker)) return 'its coding is hierarchical';
  // 0 means that the header was truncated.
  return bitsPerColour === 8 || bitsPerColour === 0 ? undefined : `it has ${bitsPerColour} bits for each colour`;
}

function readSegment(bytes: Buffer, { marker, start, end }: JpegSegment, facts: MediaFacts): void {
  if (isFrameHeader(marker) && facts.width === undefined) setSize(facts, u16be(bytes, start + 3), u16be(bytes, start + 1));
  if (marker === app1 && asciiAt(bytes, start, 6) === 'Exif\0\0') setOrientation(facts, bytes.subarray(start + 6, end));
}
