import { base64Length } from '../core/body.ts';
import type { MediaLimits } from '../core/declare/params.ts';
import { grouped } from '../core/text/printable.ts';
import { type Format, formats } from './format.ts';
import type { MediaProbe } from './probe.ts';

/** What is wrong with one file, and what to do: sentences without a full stop, for people, without file content. */
export interface MediaProblem {
  message: string;
  cure: string;
}

/** Everything in `media` that the service would refuse, after the limits of one parameter. A length or a size in pixels that nobody wrote down is let through. */
export function checkMedia(media: { bytes: Buffer; probe: MediaProbe }, limits: MediaLimits): MediaProblem[] {
  const { bytes, probe } = media;
  const sizeProblems = checkSize(bytes.length, limits);
  const taken: readonly Format[] = limits.formats;
  // The content of a file of the wrong format does not matter: it has to be replaced or converted.
  if (!taken.includes(probe.format) && !isAssumed(probe, limits)) return [wrongFormat(probe.format, limits), ...sizeProblems];
  const faults = probe.faults.map((fault) => ({
    message: `the ${formats[probe.format].name} file cannot be used (${fault})`,
    cure: cureOf(fault),
  }));
  return [...faults, ...sizeProblems, ...checkSides(probe, limits), ...checkDuration(probe, limits)];
}

/** A picture where a picture is wanted, in a format that the vendor neither takes nor refuses in writing. */
const isAssumed = ({ kind }: MediaProbe, limits: MediaLimits): boolean => limits.formatsAssumed === true && kind === limits.kind;

/** What to tell about a file that is let through although the service may refuse it. */
export function formatNotice(probe: MediaProbe, limits: MediaLimits): string | undefined {
  const taken: readonly Format[] = limits.formats;
  if (taken.includes(probe.format) || !isAssumed(probe, limits)) return undefined;
  const names = list(limits.formats.map((name) => formats[name].name));
  return `the content is ${formats[probe.format].name}; the vendor does not document which formats it takes here, ${names} is safe`;
}

function wrongFormat(format: Format, { kind, formats: taken }: MediaLimits): MediaProblem {
  const names = list(taken.map((name) => formats[name].name));
  return { message: `the content is ${formats[format].name}; ${names} is taken`, cure: replacement(format, kind, names) };
}

function replacement(format: Format, kind: MediaLimits['kind'], names: string): string {
  if (format === 'text') return 'give the picture or clip itself; base64 text is taken only if it is all that the file holds';
  if (formats[format].kind !== kind) return kind === 'image' ? 'give an image here' : 'give a video here';
  if (format === 'mov') return 'rewrap it without loss: ffmpeg -i IN.mov -c copy OUT.mp4';
  return kind === 'image' ? `convert it to ${names}` : 'convert it: ffmpeg -i IN -c:v libx264 -c:a aac OUT.mp4';
}

function checkSize(byteLength: number, { kind, maxBase64Bytes, maxFileBytes }: MediaLimits): MediaProblem[] {
  const how = kind === 'image' ? 'scale or recompress it' : 'shorten or recompress it';
  const encoded = base64Length(byteLength);
  const problems: MediaProblem[] = [];
  if (maxFileBytes !== undefined && byteLength > maxFileBytes) {
    const message = `${grouped(byteLength)} bytes; the limit is ${grouped(maxFileBytes)} (${mebibytes(maxFileBytes)})`;
    problems.push({ message, cure: `${how} to at most ${grouped(maxFileBytes)} bytes` });
  }
  if (maxBase64Bytes !== undefined && encoded > maxBase64Bytes) {
    const most = Math.floor(maxBase64Bytes / 4) * 3;
    const message = `${grouped(byteLength)} bytes are ${grouped(encoded)} as base64; the limit is ${grouped(maxBase64Bytes)} (${mebibytes(maxBase64Bytes)})`;
    problems.push({ message, cure: `${how} to at most ${grouped(most)} bytes` });
  }
  return problems;
}

function checkSides({ width, height }: MediaProbe, { minSidePx, maxSidePx }: MediaLimits): MediaProblem[] {
  if (width === undefined || height === undefined) return [];
  const isSmall = minSidePx !== undefined && Math.min(width, height) < minSidePx;
  const isLarge = maxSidePx !== undefined && Math.max(width, height) > maxSidePx;
  if (!isSmall && !isLarge) return [];
  const message = `the picture is ${width} x ${height} pixels; each side must have ${range(minSidePx, maxSidePx)}`;
  // Enlarging a picture adds no detail, and what is too large one way and too small the other cannot be scaled to fit.
  const cure = isSmall
    ? `give another one of ${range(minSidePx, maxSidePx)} pixels a side`
    : `scale it to at most ${maxSidePx} pixels a side`;
  return [{ message, cure }];
}

function checkDuration({ durationMs }: MediaProbe, { minDurationMs }: MediaLimits): MediaProblem[] {
  if (durationMs === undefined || minDurationMs === undefined || durationMs >= minDurationMs) return [];
  const needed = `${minDurationMs / 1000} s`;
  return [{ message: `the video lasts ${durationMs / 1000} s; at least ${needed} is needed`, cure: `record ${needed} or more` }];
}

function cureOf(fault: string): string {
  if (fault.startsWith('truncated')) return 'copy or download it again, whole';
  if (fault === 'no video track') return 'give a file with a picture, not sound alone';
  return 'record or export it again';
}

const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

const range = (from: number | undefined, to: number | undefined): string =>
  from === undefined ? `at most ${to}` : to === undefined ? `at least ${from}` : `${from} to ${to}`;

const mebibytes = (count: number): string => `${Number((count / 2 ** 20).toFixed(2))} MiB`;
