import { type MediaLimits, maxFileBytesOf, maxInputBytes } from '../core/declare/params.ts';
import { base64Length } from '../core/http.ts';
import { withCommas } from '../core/text/printable.ts';
import { convertCommand, decodeCommand, type NamedMedia, shrinkCommand, turnCommand } from './commands.ts';
import { turnOfOrientation } from './facts.ts';
import { type Format, type MediaProbe, mediaFormats } from './probe.ts';

/** The problem of one file, and what to do: sentences without a full stop, and without content of the file. */
export interface MediaProblem {
  message: string;
  hint: string;
  /** A shell command that fixes it. */
  command?: string;
}

/** `path` is for the commands in hints. */
export interface CheckedMedia {
  bytes: Buffer;
  probe: MediaProbe;
  path?: string;
}

/**
 * Everything in `media` that the service would refuse, according to the limits of one parameter. If the file does not contain its length or
 * its size in pixels, that is not checked.
 */
export function checkMedia(media: CheckedMedia, limits: MediaLimits): MediaProblem[] {
  const { bytes, probe } = media;
  const sizeProblems = checkSize(bytes.length, limits, media);
  // The content of a file of the wrong format does not matter: it has to be replaced or converted.
  if (!isAccepted(probe, limits) && !isAssumed(probe, limits)) return [wrongFormat(media, limits), ...sizeProblems];
  const faults = probe.faults.map((fault) => ({
    message: `the ${mediaFormats[probe.format].name} file cannot be used (${fault})`,
    ...adviceFor(fault, media, limits),
  }));
  return [...faults, ...sizeProblems, ...checkSides(media, limits), ...checkDuration(probe, limits)];
}

const isAccepted = ({ format }: MediaProbe, { formats: accepted }: MediaLimits): boolean =>
  (accepted as readonly Format[]).includes(format);

/** True for a picture in a format that the vendor's documents neither accept nor refuse. */
const isAssumed = ({ kind }: MediaProbe, limits: MediaLimits): boolean => limits.formatsAssumed === true && kind === limits.kind;

/** `JPEG, PNG or BMP` */
const namesOf = ({ formats: accepted }: MediaLimits): string => list(accepted.map((name) => mediaFormats[name].name));

function wrongFormat(media: CheckedMedia, limits: MediaLimits): MediaProblem {
  const { format, kind } = media.probe;
  const message = `the content is ${mediaFormats[format].name}, but only ${namesOf(limits)} is accepted`;
  if (format === 'text')
    return { message, hint: 'base64 text is accepted only if the file contains nothing else: give the picture or clip itself' };
  if (kind !== limits.kind) return { message, hint: limits.kind === 'image' ? 'give an image here' : 'give a video here' };
  return { message, hint: 'convert it', command: convertCommand(media, limits) };
}

/** Whether a file of `byteLength` bytes is longer than the limits allow. */
export function isTooLarge(byteLength: number, limits: MediaLimits): boolean {
  const most = maxFileBytesOf(limits);
  return most !== undefined && byteLength > most;
}

function checkSize(byteLength: number, limits: MediaLimits, media: NamedMedia): MediaProblem[] {
  const most = maxFileBytesOf(limits);
  if (most === undefined || byteLength <= most) return [];
  const message = sizeMessage(byteLength, limits);
  const how = `use a file of at most ${withCommas(most)} bytes`;
  // A command for one kind of file does not help with another.
  return [{ message, hint: how, ...(media.probe.kind === limits.kind ? { command: shrinkCommand(media, limits) } : {}) }];
}

/** `the file is too large: 3.3 MiB after base64 encoding, limit 3 MiB`, in the unit in which the service counts. */
function sizeMessage(byteLength: number, { maxBase64Bytes, maxFileBytes }: MediaLimits, atLeast = false): string {
  const counted = maxBase64Bytes === undefined ? byteLength : base64Length(byteLength);
  const limit = maxBase64Bytes ?? maxFileBytes ?? 0;
  // If rounding would make the two numbers equal, the exact bytes are shown.
  const size = mebibytes(counted) === mebibytes(limit) ? (count: number) => `${withCommas(count)} bytes` : mebibytes;
  const coding = maxBase64Bytes === undefined ? '' : ' after base64 encoding';
  return `the file is too large: ${atLeast ? 'more than ' : ''}${size(counted)}${coding}, limit ${size(limit)}`;
}

/** A source that idv does not read to its end; for standard input, the length is then unknown. */
export interface LongSource {
  label: string;
  path?: string;
  byteLength: number;
}

/** `limits` are those of the service, if any are known. */
export function tooLargeProblem({ label, path, byteLength }: LongSource, limits?: MediaLimits): MediaProblem {
  const most = limits && maxFileBytesOf(limits);
  if (!limits || most === undefined)
    return {
      message: `${label} has more than ${mebibytes(maxInputBytes)}, which no service accepts`,
      hint: `give a file of at most ${mebibytes(maxInputBytes)}`,
    };
  const media = { ...(path === undefined ? {} : { path }), probe: { format: 'unknown', kind: limits.kind } as const };
  return {
    message: sizeMessage(byteLength, limits, path === undefined),
    hint: `use a file of at most ${withCommas(most)} bytes`,
    command: shrinkCommand(media, limits),
  };
}

function checkSides(media: CheckedMedia, limits: MediaLimits): MediaProblem[] {
  const { width, height } = media.probe;
  const { minSidePx, maxSidePx } = limits;
  if (width === undefined || height === undefined) return [];
  const isSmall = minSidePx !== undefined && Math.min(width, height) < minSidePx;
  const isLarge = maxSidePx !== undefined && Math.max(width, height) > maxSidePx;
  if (!isSmall && !isLarge) return [];
  const message = `the picture is ${width} x ${height} pixels; each side must have ${range(minSidePx, maxSidePx)}`;
  // Enlarging a picture adds no detail, and a picture with one side too large and the other too small cannot be scaled to fit.
  if (isSmall) return [{ message, hint: `give another picture of ${range(minSidePx, maxSidePx)} pixels a side` }];
  return [{ message, hint: `scale it to at most ${maxSidePx} pixels a side`, command: shrinkCommand(media, limits) }];
}

function checkDuration({ durationMs }: MediaProbe, { minDurationMs, maxDurationMs }: MediaLimits): MediaProblem[] {
  if (durationMs === undefined) return [];
  const lengthText = `the video lasts ${durationMs / 1000} s`;
  const inSeconds = (length: number): string => `${length / 1000} s`;
  if (minDurationMs !== undefined && durationMs < minDurationMs) {
    const needed = inSeconds(minDurationMs);
    return [{ message: `${lengthText}; it must be at least ${needed}`, hint: `record ${needed} or more` }];
  }
  if (maxDurationMs === undefined || durationMs <= maxDurationMs) return [];
  const most = inSeconds(maxDurationMs);
  return [{ message: `${lengthText}; it may be at most ${most}`, hint: `cut it to ${most} or less` }];
}

function adviceFor(fault: string, media: CheckedMedia, limits: MediaLimits): Pick<MediaProblem, 'hint' | 'command'> {
  if (fault.startsWith('truncated')) return { hint: 'copy or download the complete file again' };
  if (fault === 'no video track') return { hint: 'give a file with a video track, not only sound' };
  if (fault.endsWith('few programs read')) return { hint: 'save it as a normal JPEG or PNG', ...commandFor(fault, media, limits) };
  return { hint: 'record or export it again' };
}

/** Only for some of the unusual encodings there is a common program that reads them. */
function commandFor(fault: string, media: CheckedMedia, limits: MediaLimits): Pick<MediaProblem, 'command'> {
  if (fault.includes('lossless')) return { command: decodeCommand(media) };
  return fault.includes('arithmetic') ? { command: convertCommand(media, limits) } : {};
}

const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

const range = (from: number | undefined, to: number | undefined): string =>
  from === undefined ? `at most ${to}` : to === undefined ? `at least ${from}` : `${from} to ${to}`;

const mebibytes = (count: number): string => `${Number((count / 2 ** 20).toFixed(1))} MiB`;

/** What a person should know about a file that is sent: sentences without a full stop, with a command at the end. */
export const noticesOf = (media: CheckedMedia, limits: MediaLimits): string[] => [
  ...formatNotices(media.probe, limits),
  ...(media.probe.remarks ?? []).map((remark) => `${remark}; it is sent unchanged`),
  ...turnNotices(media, limits),
];

/** The notice for a file that is sent although the service may refuse it. */
function formatNotices(probe: MediaProbe, limits: MediaLimits): string[] {
  if (isAccepted(probe, limits) || !isAssumed(probe, limits)) return [];
  const { name } = mediaFormats[probe.format];
  return [`the content is ${name}; the vendor does not document the accepted formats here; ${namesOf(limits)} is safe`];
}

function turnNotices(media: CheckedMedia, limits: MediaLimits): string[] {
  const { orientation, rotation } = media.probe;
  const turn = limits.kind === 'image' ? turnOfOrientation(orientation) : rotation ? `turned by ${rotation} degrees` : undefined;
  if (!turn) return [];
  const [what, note] = limits.kind === 'image' ? ['picture', `a note (EXIF orientation ${orientation})`] : ['clip', 'a note'];
  const problem = `the ${what} is stored ${turn}, and only ${note} in the file says how to turn it: a service that does not read the note finds no face`;
  return [`${problem}; to turn the ${what} itself: ${turnCommand(media, limits)}`];
}
