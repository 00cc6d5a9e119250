import { asciiAt } from '../../media/facts.ts';
import { pngChunks } from '../../media/images.ts';
import { jpegComment, jpegSegments } from '../../media/jpeg/read-jpeg.ts';
import { type Box, boxes } from '../../media/mp4/samples.ts';
import { sniff } from '../../media/probe.ts';

/** A longer text contains more than a mark. */
const maxTextLength = 1024;

/** A comment is a mark only if it contains nothing else, except blanks and zero bytes around it. */
const wholeMark = /^[\s\0]*idv:([A-Za-z0-9_.:=+-]+)[\s\0]*$/;

/** In user data, the text is between length and type fields. */
const embeddedMark = /(?:^|[^A-Za-z0-9])idv:([A-Za-z0-9_.:=+-]+)/;

/** The outcome that a file asks for: `low-similarity` if a JPEG comment, a PNG text or an MP4 box contains `idv:low-similarity`. */
export function findMark(bytes: Buffer): string | undefined {
  switch (sniff(bytes)) {
    case 'jpeg':
      return firstMark(jpegTexts(bytes), wholeMark);
    case 'png':
      return firstMark(pngTexts(bytes), wholeMark);
    case 'mp4':
    case 'mov':
    case '3gp':
      return firstMark(boxTexts(bytes), wholeMark) ?? firstMark(userDataTexts(bytes), embeddedMark);
    default:
      return undefined;
  }
}

function firstMark(texts: Iterable<string>, pattern: RegExp): string | undefined {
  for (const candidate of texts) {
    const name = pattern.exec(candidate)?.[1];
    if (name) return name;
  }
  return undefined;
}

function* jpegTexts(bytes: Buffer): Generator<string> {
  for (const { marker, start, end } of jpegSegments(bytes)) {
    if (marker === jpegComment && end - start <= maxTextLength) yield asciiAt(bytes, start, end - start);
  }
}

/** `tEXt` is a keyword, a zero and the text. `iTXt` also has flags, a language and a translated keyword, and a zero before its text. */
function* pngTexts(bytes: Buffer): Generator<string> {
  for (const { type, start, end } of pngChunks(bytes)) {
    if ((type !== 'tEXt' && type !== 'iTXt') || end - start > maxTextLength) continue;
    const data = asciiAt(bytes, start, end - start);
    yield data.slice(data.lastIndexOf('\0') + 1);
  }
}

function* boxTexts(bytes: Buffer): Generator<string> {
  for (const box of boxes(bytes)) {
    if (box.end - box.start <= maxTextLength) yield asciiAt(bytes, box.start, box.end - box.start);
    if (box.type === 'moov') yield* freeTexts(bytes, box);
  }
}

function* freeTexts(bytes: Buffer, moov: Box): Generator<string> {
  for (const { type, start, end } of boxes(bytes, moov.start, moov.end)) {
    if ((type === 'free' || type === 'skip') && end - start <= maxTextLength) yield asciiAt(bytes, start, end - start);
  }
}

function* userDataTexts(bytes: Buffer): Generator<string> {
  for (const box of boxes(bytes)) {
    const isMovie = box.type === 'moov';
    for (const inner of isMovie ? boxes(bytes, box.start, box.end) : [box]) {
      if (inner.type === 'udta') yield asciiAt(bytes, inner.start, Math.min(inner.end - inner.start, 64 * maxTextLength));
    }
  }
}
