import type { MediaLimits } from '../core/declare/params.ts';
import { type CheckedMedia, isAssumed, isTaken, namesOf } from './check.ts';
import { turnCommand } from './commands.ts';
import { lieOf } from './exif.ts';
import { mediaFormats } from './format.ts';
import type { MediaProbe } from './probe.ts';

/** What a person should know of a file that is sent: sentences without a full stop, a command last. */
export const noticesOf = (media: CheckedMedia, limits: MediaLimits): string[] => [
  ...formatNotices(media.probe, limits),
  ...(media.probe.remarks ?? []).map((remark) => `${remark}; it is sent as it is`),
  ...turnNotices(media, limits),
];

/** Said of a file that is let through although the service may refuse it. */
function formatNotices(probe: MediaProbe, limits: MediaLimits): string[] {
  if (isTaken(probe, limits) || !isAssumed(probe, limits)) return [];
  const { name } = mediaFormats[probe.format];
  return [`the content is ${name}; the vendor does not document which formats it takes here, ${namesOf(limits)} is safe`];
}

function turnNotices(media: CheckedMedia, limits: MediaLimits): string[] {
  const { orientation, rotation } = media.probe;
  const lie = limits.kind === 'image' ? lieOf(orientation) : rotation ? `turned by ${rotation} degrees` : undefined;
  if (!lie) return [];
  const [what, note] = limits.kind === 'image' ? ['picture', `a note (EXIF orientation ${orientation})`] : ['clip', 'a note'];
  const problem = `the ${what} is stored ${lie}, and only ${note} in the file turns it: a service that does not read the note finds no face`;
  return [`${problem}; to turn the ${what} itself: ${turnCommand(media, limits)}`];
}
