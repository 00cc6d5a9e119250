import type { Action, Upload } from '../../core/declare/action.ts';
import { IdvError } from '../../core/errors.ts';
import { type BodyValue, isOwnHost, type Media } from '../../core/http.ts';
import { filesOver } from '../files/file-exchange.ts';
import { type UploadedFile, uploadTo } from '../files/upload.ts';
import { begin, call, type Outcome } from './call.ts';
import { callOf } from './plan.ts';
import type { World } from './world.ts';

/** A host that was named for one product serves no other, unless it is this machine's sandbox. */
function routeToGrant({ route }: World, grant: Action, product: string): World['route'] {
  const { endpoint } = route;
  if (grant.product === product || endpoint === undefined || isOwnHost(new URL(endpoint))) return route;
  return { ...route, endpoint: undefined };
}

/** Uploads one file that `target` will be given: asks for a grant, sends the file where that says. */
export async function uploadFile(
  target: Pick<Action, 'name' | 'product'>,
  media: Media,
  world: World,
): Promise<{ file: UploadedFile; granted: Outcome }> {
  const { vendor } = world.route;
  const scheme = vendor.uploads;
  if (!scheme) throw new IdvError('usage', `${vendor.name} has no uploads`, { code: 'no-uploads' });
  const route = routeToGrant(world, scheme.grant, target.product);
  // The answer to hand on is that of the call which the file is for.
  const granted = await call(callOf(scheme.grant, scheme.valuesFor(target)), { ...world, route }, () => undefined);
  const fields = granted.answer.kind === 'result' ? granted.answer.fields : {};
  const activity = await begin(world, `uploading ${media.bytes.length} bytes`);
  const files = filesOver(world, granted.plan.endpoint);
  try {
    return { file: await uploadTo(scheme, fields, media, files), granted };
  } finally {
    activity.stop();
  }
}

/** Uploads the files of a call, one after the other; the values that they fill. */
export async function uploadFiles(
  action: Action,
  uploads: readonly { upload: Upload; media: Media }[],
  world: World,
): Promise<Record<string, BodyValue>> {
  const values: Record<string, BodyValue> = {};
  for (const { upload: wanted, media } of uploads) {
    const { resourceUrl, md5, bytes } = (await uploadFile(action, media, world)).file;
    world.notice(`--${wanted.flag}: uploaded ${bytes} bytes, md5 ${md5}`);
    values[wanted.url] = resourceUrl;
    if (wanted.md5 !== undefined) values[wanted.md5] = md5;
  }
  return values;
}
