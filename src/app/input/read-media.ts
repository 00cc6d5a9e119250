import type { Media } from '../../core/body.ts';
import type { MediaLimits } from '../../core/declare/params.ts';
import type { Problem } from '../../core/errors.ts';
import { checkMedia, type MediaProblem } from '../../media/check.ts';
import { noticesOf } from '../../media/notices.ts';
import { loadMedia } from '../../media/read/load.ts';
import type { Reading } from './read-value.ts';

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
const shown = ({ message, hint, command }: MediaProblem, alternative = ''): Pick<Problem, 'message' | 'hint'> => ({
  message,
  hint: `${hint}${alternative}${command === undefined ? '' : `: ${command}`}`,
});
