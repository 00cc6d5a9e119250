import { type Follows, flagAt, isEither, membersAt, type Place } from '../../core/declare/params.ts';
import { type Problem, usageProblem } from '../../core/errors.ts';
import { type BodyValue, isMediaValue } from '../../core/http.ts';
import type { RawInput } from './raw-input.ts';

type Kind = 'image' | 'video';

/** What the flag says that the file is; without one, what the file itself says. */
function kindOf(file: Place, raw: RawInput, mediaType: string): Kind {
  const given = membersAt(file).find(({ path }) => raw[path] !== undefined);
  if (given && isEither(file.param)) return given.param === file.param.either.video ? 'video' : 'image';
  return mediaType.startsWith('video/') ? 'video' : 'image';
}

const followsOf = ({ param }: Place): Follows | undefined => ('follows' in param ? param.follows : undefined);

/** Fills the parameters that tell the service whether a file is an image or a video. Returns those that were given and say the other. */
export function followFiles(places: readonly Place[], raw: RawInput, values: Record<string, BodyValue>): Problem[] {
  const problems: Problem[] = [];
  for (const place of places) {
    const follows = followsOf(place);
    const file = places.find(({ path }) => path === follows?.param);
    const media = file && values[file.path];
    if (!follows || !file || media === undefined || !isMediaValue(media)) continue;
    const kind = kindOf(file, raw, media.mediaType);
    const said = values[place.path];
    if (said === undefined) values[place.path] = follows[kind];
    else if (said !== follows[kind])
      problems.push(
        usageProblem(
          flagAt(place),
          `is ${String(said)}, and the file is ${kind === 'image' ? 'an image' : 'a video'}`,
          'leave it out: it follows from the file',
        ),
      );
  }
  return problems;
}
