import type { BodyValue, Media } from '../core/body.ts';
import type { Problem } from '../core/errors.ts';
import { isMedia, type MediaLimits, type MediaParam, type WireValue } from '../core/params.ts';
import { checkMedia, type MediaProblem } from '../media/check.ts';
import { loadMedia, type MediaIo } from '../media/load.ts';
import { noticesOf } from '../media/notices.ts';
import type { RawValue } from './raw-input.ts';
import { type ReadValue, readValue, type ScalarParam } from './read-value.ts';
import { usage } from './usage-problem.ts';

/** Where values are read from, and where their faults and notices are noted. */
export interface Reading {
  io: MediaIo;
  /** False skips all checks of what files hold. */
  preflight: boolean;
  problems: Problem[];
  notices: string[];
  /** Clips without sound, for what another flag says may need it. */
  silent: { flag: string; limits: MediaLimits }[];
}

/** A file's content; undefined, with a problem noted, where there is none. */
export async function readMedia(
  flag: string,
  source: string,
  limits: MediaLimits | undefined,
  { io, preflight, problems, notices, silent }: Reading,
): Promise<Media | undefined> {
  const checked = preflight ? limits : undefined;
  const loaded = await loadMedia(source, io, checked);
  if ('problem' in loaded) {
    problems.push({ category: 'media', flag, ...shown(loaded.problem) });
    return undefined;
  }
  notices.push(...loaded.notices.map((notice) => `${flag}: ${notice}`));
  if (checked) {
    problems.push(...checkMedia(loaded, checked).map((fault) => ({ category: 'media' as const, flag, ...shown(fault, wayRound) })));
    notices.push(...noticesOf(loaded, checked).map((notice) => `${flag}: ${notice}`));
    if (loaded.probe.audioCodec === null) silent.push({ flag, limits: checked });
  }
  return { bytes: loaded.bytes, mediaType: loaded.probe.mediaType };
}

/** A file that the checks refuse can be sent anyway; one that cannot be read cannot. */
const wayRound = ', or send it as it is with --no-preflight';

/** The command stands last, so that it can be copied in one go. */
const shown = ({ message, cure, command }: MediaProblem, alternative = ''): Pick<Problem, 'message' | 'cure'> => ({
  message,
  cure: `${cure}${alternative}${command === undefined ? '' : `: ${command}`}`,
});

/** Notes a value's fault or notice, and returns the value. */
export function take(flag: string, read: ReadValue, { problems, notices }: Reading): WireValue | undefined {
  if ('problem' in read) {
    const { message, cure } = read.problem;
    problems.push(usage(flag, message, cure ?? ''));
    return undefined;
  }
  if (read.notice) notices.push(`${flag}: ${read.notice}`);
  return read.value;
}

/** The value of one flag, of a parameter with no members. */
export async function readLeaf(
  flag: string,
  param: ScalarParam | MediaParam,
  given: RawValue,
  reading: Reading,
): Promise<BodyValue | undefined> {
  return isMedia(param) ? readMedia(flag, String(given), param.media, reading) : take(flag, readValue(param, given), reading);
}
