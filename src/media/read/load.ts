import { type MediaLimits, maxFileBytesOf } from '../../core/declare/params.ts';
import { base64Length } from '../../core/http.ts';
import { isTooLarge, type MediaProblem, tooLargeProblem } from '../check.ts';
import { identify, type MediaProbe, probe, sniff } from '../probe.ts';
import {
  type ByteSource,
  decodeBase64,
  decodeBase64Media,
  decodeDataUri,
  hasBlankInside,
  isDataUri,
  parseSource,
  readSource,
  type SourceIo,
  startsLikeBase64Media,
} from './source.ts';

export interface MediaIo extends SourceIo {
  /** Is called with every file that was loaded. */
  loaded?(media: LoadedMedia): void;
}

export interface LoadedMedia {
  bytes: Buffer;
  probe: MediaProbe;
  /** What was done to the content in addition to reading it. For standard error. */
  notices: string[];
  /** A path, `standard input` or `data URI`: safe to show. */
  label: string;
  /** The path of a file that contains the media itself, not base64 text. */
  path?: string;
}

export type LoadResult = LoadedMedia | { problem: MediaProblem };

/**
 * The bytes of `source`: a path, `file://…`, `-` for standard input, or a `data:` URI. Content that is already base64 is decoded, and
 * `notices` says so. With `limits`, content that is far too large is neither decoded nor examined. A mistake of the user becomes a
 * problem and is never thrown.
 */
export async function loadMedia(source: string, io: MediaIo, limits?: MediaLimits): Promise<LoadResult> {
  const parsed = parseSource(source);
  if ('problem' in parsed) return parsed;
  const loaded = parsed.from === 'data-uri' ? fromText(source, parsed.label, 'base64 text', limits) : await loadFile(parsed, io, limits);
  if (!('problem' in loaded)) io.loaded?.(loaded);
  return loaded;
}

/** The bytes of base64 text that is itself the value, as in a JSON file of parameters. Refuses text that is not base64 from end to end. */
export function loadBase64(text: string, label: string, limits?: MediaLimits): LoadResult {
  const decoded = decodeBase64(text);
  if (!decoded) return { problem: { message: `${label} is not base64`, hint: 'give base64 text, or "@photo.jpg" for a file' } };
  if (hasBlankInside(text)) return { problem: blanksProblem(label) };
  return { ...decodedMedia(decoded, label, 'base64 text', limits), notices: [] };
}

async function loadFile(source: ByteSource, io: MediaIo, limits: MediaLimits | undefined): Promise<LoadResult> {
  const { label } = source;
  const bytes = await readSource(source, io, limits);
  if ('problem' in bytes) return bytes;
  if (bytes.length === 0) return { problem: { message: `${label} is empty`, hint: 'check that it was written or copied completely' } };
  const path = source.from === 'file' ? { path: source.path } : {};
  return sniff(bytes) === 'text'
    ? fromTextFile(bytes, label, limits)
    : { bytes, probe: probeWithin(bytes, limits), notices: [], label, ...path };
}

/** A picture that is too large must be made again, whatever is in it, so it is not examined. For a clip, the hint needs its length. */
function probeWithin(bytes: Buffer, limits: MediaLimits | undefined): MediaProbe {
  const known = identify(bytes);
  return known.kind === 'image' && limits && isTooLarge(bytes.length, limits) ? known : probe(bytes);
}

/** Only a file of text can be base64, so the bytes of a picture are never mistaken for it. */
function fromTextFile(bytes: Buffer, label: string, limits: MediaLimits | undefined): LoadResult {
  const head = bytes.toString('utf8', 0, headLength).trimStart();
  const isUri = isDataUri(head);
  const unchanged = { bytes, probe: identify(bytes), notices: [], label };
  if (!isUri && !startsLikeBase64Media(head)) return unchanged;
  if (limits && bytes.length > longestText(limits))
    return { problem: tooLargeProblem({ label, byteLength: (bytes.length / 4) * 3 }, limits) };
  const text = bytes.toString('utf8');
  if (isUri) return fromText(text.trimStart(), label, 'a data URI', limits);
  if (hasBlankInside(text)) return { problem: blanksProblem(label) };
  const decoded = decodeBase64Media(text);
  return decoded ? decodedMedia(decoded, label, 'base64 text', limits) : unchanged;
}

const headLength = 4096;

/** The length of a data URI with the longest file that is allowed, as base64 in lines. */
const longestText = (limits: MediaLimits): number => base64Length(maxFileBytesOf(limits) ?? Number.POSITIVE_INFINITY) * 1.1 + headLength;

const blanksProblem = (label: string): MediaProblem => ({
  message: `${label} holds base64 text with blanks in it, so that bytes are missing`,
  hint: 'on the way each + became a blank, as in a form that was not encoded: give the text as it was made, or the file itself',
});

/** Decodes a data URI. */
function fromText(text: string, label: string, content: string, limits: MediaLimits | undefined): LoadResult {
  if (hasBlankInside(text.slice(text.indexOf(',') + 1))) return { problem: blanksProblem(label) };
  const decoded = decodeDataUri(text);
  if (decoded) return decodedMedia(decoded, label, content, limits);
  return { problem: { message: `${label} holds no readable base64`, hint: 'give data:TYPE;base64,TEXT, or the path of the file itself' } };
}

function decodedMedia(bytes: Buffer, label: string, content: string, limits: MediaLimits | undefined): LoadedMedia {
  const decoded = probeWithin(bytes, limits);
  return { bytes, probe: decoded, notices: [`${label} holds ${content}, decoded to ${bytes.length} bytes of ${decoded.mediaType}`], label };
}
