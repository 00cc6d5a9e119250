import type { Action } from '../../core/declare/action.ts';
import { isEntries, isImageOrVideo, isMedia, isObject, type Param } from '../../core/declare/params.ts';
import { plainOptions, printValue } from '../flags/plain-options.ts';
import type { Invocation } from '../handler.ts';
import { toJson } from '../show/format.ts';

const exampleFile = { image: '@photo.jpg', video: '@clip.mp4' } as const;

/** The placeholder for a value to fill in; null if nothing is sent without it. */
function placeholder(param: Param): unknown {
  if (isObject(param)) return skeletonOf(param.members);
  if (isEntries(param))
    return param.entry.slice(0, 1).map((member) => ({ [member.name]: isMedia(member) ? exampleFile[member.media.kind] : null }));
  if (isImageOrVideo(param)) return placeholder({ ...param.either.image, required: param.required ?? false });
  if (isMedia(param)) return param.required ? exampleFile[param.media.kind] : null;
  if ('fixed' in param && param.fixed !== undefined) return param.fixed;
  return 'fallback' in param && param.fallback !== undefined ? param.fallback : null;
}

/** Every parameter with a place for its value. */
const skeletonOf = (params: readonly Param[]): Record<string, unknown> =>
  Object.fromEntries(params.map((param) => [param.name, placeholder(param)]));

/** `--skeleton`: prints the form that `--input` reads. */
export async function printSkeleton({ params }: Action, { runtime, options }: Invocation): Promise<number> {
  const skeleton = skeletonOf(params);
  await printValue(runtime, skeleton, () => toJson(skeleton), plainOptions(options, runtime));
  return 0;
}
