import { exifOrientation } from './exif.ts';
import { type MediaFacts, setSize } from './facts.ts';
import { text, u8, u16be } from './read-bytes.ts';

export interface JpegSegment {
  marker: number;
  /** The payload. `end` lies beyond the file if it is cut, and before `start` if the length is impossible. */
  start: number;
  end: number;
}

const endOfImage = 0xd9;
const startOfScan = 0xda;
const sequentialFrames: readonly number[] = [0xc0, 0xc1];
const app1 = 0xe1;
export const jpegComment = 0xfe;

/** A stuffed zero, a restart or a filler: it has no payload, and the picture's coded data may go on after it. */
const standsAlone = (marker: number): boolean => marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/** C4, C8 and CC lie in the range of the frame headers and are none. */
const isFrameHeader = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** The segments up to and with the end marker; coded data between them is skipped. Whatever follows the end marker is not looked at. */
export function* jpegSegments(bytes: Buffer): Generator<JpegSegment> {
  let at = 2;
  let sequentialComponents = 0;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0) return;
    while (bytes[at] === 0xff) at++;
    const marker = bytes[at++];
    if (marker === undefined) return;
    if (standsAlone(marker)) continue;
    if (marker === endOfImage) {
      yield { marker, start: at, end: at };
      return;
    }
    const start = at + 2;
    const end = start > bytes.length ? Number.POSITIVE_INFINITY : at + u16be(bytes, at);
    yield { marker, start, end };
    if (end < start) return;
    if (sequentialFrames.includes(marker)) sequentialComponents = u8(bytes, start + 5);
    at = marker === startOfScan && u8(bytes, start) === sequentialComponents ? skipOnlyScan(bytes, end) : end;
    if (marker === startOfScan) sequentialComponents = 0;
  }
}

/**
 * A sequential scan of all components is the only one, and ends at the next end marker: coded data cannot hold one.
 * One native search finds it at once, where going from one 0xff to the next takes milliseconds.
 */
function skipOnlyScan(bytes: Buffer, from: number): number {
  const end = bytes.indexOf('\xff\xd9', from, 'latin1');
  return end < 0 ? bytes.length : end;
}

export function readJpeg(bytes: Buffer): MediaFacts {
  const facts: MediaFacts = { faults: [] };
  const seen = new Set<number>();
  for (const segment of jpegSegments(bytes)) {
    seen.add(segment.marker);
    if (segment.end < segment.start) {
      facts.faults.push('broken: a JPEG segment has an impossible length');
      return facts;
    }
    readSegment(bytes, segment, facts);
  }
  if (!seen.has(endOfImage)) facts.faults.push('truncated: the last marker is missing');
  else if (!seen.has(startOfScan) || facts.width === undefined) facts.faults.push('broken: the JPEG holds no picture');
  return facts;
}

function readSegment(bytes: Buffer, { marker, start, end }: JpegSegment, facts: MediaFacts): void {
  if (isFrameHeader(marker) && facts.width === undefined) setSize(facts, u16be(bytes, start + 3), u16be(bytes, start + 1));
  if (marker === app1 && facts.orientation === undefined && text(bytes, start, 6) === 'Exif\0\0') {
    const orientation = exifOrientation(bytes.subarray(start + 6, end));
    if (orientation !== undefined) facts.orientation = orientation;
  }
}
