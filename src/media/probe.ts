import { readAvi } from './avi.ts';
import type { MediaFacts } from './facts.ts';
import { readFlv } from './flv.ts';
import { type Format, mediaFormats, sniff } from './format.ts';
import { readBmp, readGif, readPng } from './images.ts';
import { readJpeg } from './jpeg/read-jpeg.ts';
import { readMp4 } from './mp4/read-mp4.ts';
import { readWebp } from './riff.ts';

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

/** The format alone, by the first bytes. */
export function identify(bytes: Buffer): MediaProbe {
  const format = sniff(bytes);
  const { mediaType, kind } = mediaFormats[format];
  return { mediaType, kind, format, faults: [] };
}

/**
 * What a file is, by its content and never by its name: format, size, length, codecs, and whether it is complete.
 * Never throws; the work is linear in the size, and far less for video, whose media data is stepped over.
 */
export function probe(bytes: Buffer): MediaProbe {
  const known = identify(bytes);
  return { ...known, ...readers[known.format]?.(bytes) };
}
