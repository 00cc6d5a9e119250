import type { Action, Upload } from '../../core/declare/action.ts';
import { IdvError } from '../../core/errors.ts';
import { type BodyValue, isOwnHost, type Media } from '../../core/http.ts';
import { fileTransportFor } from '../files/file-exchange.ts';
import { type UploadedFile, uploadTo } from '../files/upload.ts';
import { beginActivity, call, type Outcome } from './call.ts';
import { callOf } from './plan.ts';
import type { World } from './world.ts';

/** The route for the upload grant. An endpoint that the user chose for one product is not used for another, except a local sandbox. */
function routeToGrant({ route }: World, grant: Action, product: string): World['route'] {
  const { endpoint } = route;
  if (grant.product === product || endpoint === undefined || isOwnHost(new URL(endpoint))) return route;
  return { ...route, endpoint: undefined };
}

/** Uploads one file for the action `target`: requests a grant, and sends the file to the address in the grant. */
export async function uploadFile(
  target: Pick<Action, 'name' | 'product'>,
  media: Media,
  world: World,
): Promise<{ file: UploadedFile; granted: Outcome }> {
  const { vendor } = world.route;
  const scheme = vendor.uploads;
  if (!scheme) throw new IdvError('usage', `${vendor.name} has no uploads`, { code: 'no-uploads' });
  const route = routeToGrant(world, scheme.grant, target.product);
  // The answer of the grant is not passed on: the user sees the answer of the call that needs the file.
  const granted = await call(callOf(scheme.grant, scheme.valuesFor(target)), { ...world, route }, () => undefined);
  const fields = granted.answer.kind === 'result' ? granted.answer.fields : {};
  const activity = await beginActivity(world, `uploading ${media.bytes.length} bytes`);
  const files = fileTransportFor(world, granted.plan.endpoint);
  try {
    return { file: await uploadTo(scheme, fields, media, files), granted };
  } finally {
    activity.stop();
  }
}

/** Uploads the files of a call, one after the other. Resolves to the values that their parameters get. */
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
