import type { Media } from '../../core/body.ts';
import type { MediaLimits } from '../../core/declare/params.ts';
import { type Problem, usageProblem } from '../../core/errors.ts';
import { checkMedia, type MediaProblem, noticesOf } from '../../media/check.ts';
import { type Loaded, loadBase64, loadMedia } from '../../media/read/load.ts';
import type { Reading } from './read-value.ts';

/** Limits of a parameter; of an image or a video, by the kind of what the file holds. */
export type MediaRange = MediaLimits | ((kind: string) => MediaLimits);

/** Those under which a file is read at all: a video's are the wider ones. */
const widest = (range: MediaRange): MediaLimits => (typeof range === 'function' ? range('video') : range);

/** A file's content; undefined, with a problem noted, where there is none. */
export async function readMedia(flag: string, source: string, range: MediaRange | undefined, reading: Reading): Promise<Media | undefined> {
  const limits = reading.preflight && range ? widest(range) : undefined;
  return checked(flag, await loadMedia(source, reading.io, limits), range, reading);
}

/** The same of a value in JSON: the path of a file after `@`, or base64 text as it is sent. */
export async function readJsonMedia(flag: string, value: unknown, range: MediaRange, reading: Reading): Promise<Media | undefined> {
  if (typeof value !== 'string') {
    reading.problems.push(usageProblem(flag, 'is not text', 'give "@photo.jpg", or base64 text'));
    return undefined;
  }
  const path = value.startsWith('@') ? value.slice(1) : /^(file|data):/i.test(value) ? value : undefined;
  if (path === '-') {
    reading.problems.push(usageProblem(flag, 'standard input cannot be read here', 'give the path of a file'));
    return undefined;
  }
  if (path !== undefined) return readMedia(flag, path, range, reading);
  return checked(flag, loadBase64(value, 'it', reading.preflight ? widest(range) : undefined), range, reading);
}

function checked(
  flag: string,
  loaded: Loaded,
  range: MediaRange | undefined,
  { preflight, problems, notices, silent }: Reading,
): Media | undefined {
  if ('problem' in loaded) {
    problems.push({ category: 'media', flag, ...shown(loaded.problem) });
    return undefined;
  }
  const limits = typeof range === 'function' ? range(loaded.probe.kind) : range;
  notices.push(...loaded.notices.map((notice) => `${flag}: ${notice}`));
  if (preflight && limits) {
    problems.push(...checkMedia(loaded, limits).map((fault) => ({ category: 'media' as const, flag, ...shown(fault, wayRound) })));
    notices.push(...noticesOf(loaded, limits).map((notice) => `${flag}: ${notice}`));
    if (loaded.probe.audioCodec === null) silent.push({ flag, limits });
  }
  return { bytes: loaded.bytes, mediaType: loaded.probe.mediaType };
}

/** A file that the checks refuse can be sent anyway; one that cannot be read cannot. */
const wayRound = ', or send it as it is with --no-preflight';

/** The command stands last, so that it can be copied in one go. */
const shown = ({ message, hint, command }: MediaProblem, alternative = ''): Pick<Problem, 'message' | 'hint'> => ({
  message,
  hint: `${hint}${alternative}${command === undefined ? '' : `: ${command}`}`,
});
