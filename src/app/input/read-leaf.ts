import type { BodyValue, Media } from '../../core/body.ts';
import { isMedia, type MediaLimits, type MediaParam, type WireValue } from '../../core/declare/params.ts';
import type { Problem } from '../../core/errors.ts';
import { checkMedia, formatNotice } from '../../media/check.ts';
import { loadMedia, type MediaIo } from '../../media/load.ts';
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
}

/** A file's content; undefined, with a problem noted, where there is none. */
export async function readMedia(
  flag: string,
  source: string,
  limits: MediaLimits | undefined,
  { io, preflight, problems, notices }: Reading,
): Promise<Media | undefined> {
  const loaded = await loadMedia(source, io);
  if ('problem' in loaded) {
    problems.push({ category: 'media', flag, ...loaded.problem });
    return undefined;
  }
  notices.push(...loaded.notices.map((notice) => `${flag}: ${notice}`));
  const doubt = limits && formatNotice(loaded.probe, limits);
  if (doubt !== undefined) notices.push(`${flag}: ${doubt}`);
  const faults = preflight && limits ? checkMedia(loaded, limits) : [];
  problems.push(...faults.map((fault) => ({ category: 'media' as const, flag, ...fault })));
  return { bytes: loaded.bytes, mediaType: loaded.probe.mediaType };
}

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
