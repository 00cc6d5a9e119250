import type { Media } from '../../core/body.ts';
import type { Action } from '../../core/declare/action.ts';
import { isEntries, isMedia, isText, type MediaLimits, type Param } from '../../core/declare/params.ts';
import { isRecord } from '../../core/json.ts';
import { checkMedia } from '../../media/check.ts';
import { probe } from '../../media/probe.ts';
import type { Scene } from '../scene.ts';
import type { UploadStore } from '../upload-store.ts';
import type { Admitted, Followed, Refusal } from '../vendor.ts';
import { storedObject } from './object-store.ts';

interface PictureUrl {
  /** `ImageURL`, `Tasks.1.ImageURL` */
  path: string;
  url: string;
  limits: MediaLimits | undefined;
}

const isPictureUrl = (param: Param): boolean => isText(param) && /URL/.test(param.name);

/** The limits of the upload that fills the parameter; else those of the one that takes the same picture as base64. */
function limitsOf(name: string, params: readonly Param[], { uploads = [] }: Action): MediaLimits | undefined {
  const data = params.find((param) => param.name === name.replace('URL', 'Data'));
  return uploads.find(({ url }) => url === name)?.media ?? (data && isMedia(data) ? data.media : undefined);
}

function urlsAmong(params: readonly Param[], values: Admitted['values'], action: Action, prefix = ''): PictureUrl[] {
  return params.flatMap((param): PictureUrl[] => {
    const { name } = param;
    const value = values[name];
    if (isEntries(param) && Array.isArray(value))
      return value.flatMap((entry, index) =>
        isRecord(entry) ? urlsAmong(param.entry, entry, action, `${prefix}${name}.${index + 1}.`) : [],
      );
    if (!isPictureUrl(param) || typeof value !== 'string') return [];
    return [{ path: `${prefix}${name}`, url: value, limits: limitsOf(name, params, action) }];
  });
}

const refuse = (code: string, path: string, why: string): Refusal => ({ code, message: `\`${path}\` ${why}` });

/** The sandbox fetches nothing over the network: what lies in the vendor's own storage is taken unread. */
function follow({ path, url, limits }: PictureUrl, uploads: UploadStore, { origin, nowMs }: Scene): Media | Refusal | undefined {
  if (!URL.canParse(url)) return refuse('IllegalUrlParameter', path, 'is no URL');
  const { hostname, pathname, origin: from } = new URL(url);
  if (hostname.endsWith('.oss-cn-shanghai.aliyuncs.com')) return undefined;
  if (from !== origin)
    return refuse(
      'InvalidImage.Region',
      path,
      'does not lie in object storage of the Shanghai region, and the sandbox fetches nothing but what was uploaded to it',
    );
  const bytes = storedObject(pathname, uploads, nowMs);
  if (!bytes) return refuse('InvalidFile.Download', path, 'leads to nothing: no file was uploaded to it, or it has expired');
  const facts = probe(bytes);
  const problem = limits && checkMedia({ bytes, probe: facts }, limits)[0];
  if (problem) return refuse('InvalidFile.Content', path, `leads to what is not taken: ${problem.message}`);
  return { bytes, mediaType: facts.mediaType };
}

/** Reads the pictures whose URLs a call holds, where they were uploaded to this sandbox. */
export function followUrls({ action, values, media }: Admitted, uploads: UploadStore, scene: Scene): Followed {
  const all = new Map(media);
  for (const picture of urlsAmong(action.params, values, action)) {
    const followed = follow(picture, uploads, scene);
    if (followed && 'code' in followed) return { refusal: followed };
    if (followed) all.set(picture.path, followed);
  }
  return { media: all };
}
