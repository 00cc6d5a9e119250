import type { MediaFacts } from './facts.ts';
import { asciiAt, u16be, u16le, u32be, u32le } from './read/read-bytes.ts';

const orientationTag = 0x0112;

/** Takes the orientation out of an EXIF block, unless an earlier one had it. */
export function setOrientation(facts: MediaFacts, tiff: Buffer): void {
  const orientation = facts.orientation ?? exifOrientation(tiff);
  if (orientation !== undefined) facts.orientation = orientation;
}

/** The orientation (1 to 8) out of an EXIF block: a TIFF header, then the entries of its first directory. */
function exifOrientation(tiff: Buffer): number | undefined {
  const order = asciiAt(tiff, 0, 2);
  if (order !== 'II' && order !== 'MM') return undefined;
  const u16 = order === 'II' ? u16le : u16be;
  const u32 = order === 'II' ? u32le : u32be;
  const directory = u32(tiff, 4);
  const count = Math.min(u16(tiff, directory), Math.floor(tiff.length / 12));
  for (let index = 0; index < count; index++) {
    const entry = directory + 2 + index * 12;
    if (u16(tiff, entry) !== orientationTag) continue;
    const value = u16(tiff, entry + 8);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** How the picture lies as stored, by its orientation; nothing if it stands upright, mirrored or not. */
export function lieOf(orientation: number | undefined): 'sideways' | 'upside down' | undefined {
  if (orientation === undefined || orientation <= 2) return undefined;
  return orientation <= 4 ? 'upside down' : 'sideways';
}
