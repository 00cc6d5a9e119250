import type { Media } from '../../core/body.ts';
import type { Action } from '../../core/declare/action.ts';
import { isEntries, isMedia, isText, type MediaLimits, type Param } from '../../core/declare/params.ts';
import { isRecord } from '../../core/json.ts';
import { checkMedia } from '../../media/check.ts';
import { probe } from '../../media/probe.ts';
import { type AdmittedCall, type CallContext, type GatewayRefusal, refuseWith } from '../checks/admission.ts';
import type { UploadStore } from '../files/upload-store.ts';
import { storedObject } from './object-storage.ts';

interface ImageUrl {
  /** `ImageURL`, `Tasks.1.ImageURL` */
  path: string;
  url: string;
  limits: MediaLimits | undefined;
}

const isFileUrl = (param: Param, { uploads = [] }: Action): boolean =>
  isText(param) && (/URL/.test(param.name) || uploads.some(({ url }) => url === param.name));

/** The limits of the upload that fills the parameter, or else of the parameter that takes the same image as base64. */
function limitsOf(name: string, params: readonly Param[], { uploads = [] }: Action): MediaLimits | undefined {
  const data = params.find((param) => param.name === name.replace('URL', 'Data'));
  return uploads.find(({ url }) => url === name)?.media ?? (data && isMedia(data) ? data.media : undefined);
}

function imageUrls(params: readonly Param[], values: AdmittedCall['values'], action: Action, prefix = ''): ImageUrl[] {
  return params.flatMap((param): ImageUrl[] => {
    const { name } = param;
    const value = values[name];
    if (isEntries(param) && Array.isArray(value))
      return value.flatMap((entry, index) =>
        isRecord(entry) ? imageUrls(param.entry, entry, action, `${prefix}${name}.${index + 1}.`) : [],
      );
    if (!isFileUrl(param, action) || typeof value !== 'string') return [];
    return [{ path: `${prefix}${name}`, url: value, limits: limitsOf(name, params, action) }];
  });
}

/** The image that a URL leads to. Undefined for a URL of the vendor's own storage: the sandbox fetches nothing over the network. */
function followUrl(
  { path, url, limits }: ImageUrl,
  uploads: UploadStore,
  { origin, nowMs }: CallContext,
): Media | { refusal: GatewayRefusal } | undefined {
  const refuse = (code: string, why: string): { refusal: GatewayRefusal } => refuseWith(code, `\`${path}\` ${why}`);
  if (!URL.canParse(url)) return refuse('IllegalUrlParameter', 'is not a URL');
  const { hostname, pathname, origin: from } = new URL(url);
  if (hostname.endsWith('.oss-cn-shanghai.aliyuncs.com')) return undefined;
  if (from !== origin)
    return refuse(
      'InvalidImage.Region',
      'is not in object storage of the Shanghai region; the sandbox fetches only what was uploaded to it',
    );
  const bytes = storedObject(pathname, uploads, nowMs);
  if (!bytes) return refuse('InvalidFile.Download', 'leads to no file: none was uploaded to it, or it has expired');
  const facts = probe(bytes);
  const problem = limits && checkMedia({ bytes, probe: facts }, limits)[0];
  if (problem) return refuse('InvalidFile.Content', `leads to a file that cannot be used: ${problem.message}`);
  return { bytes, mediaType: facts.mediaType };
}

/** Finds the uploaded images that the URLs of a call lead to, and adds them to its media; or says why the service would refuse them. */
export function followImageUrls(
  call: AdmittedCall,
  uploads: UploadStore,
  context: CallContext,
): Pick<AdmittedCall, 'media'> | { refusal: GatewayRefusal } {
  const media = new Map(call.media);
  for (const imageUrl of imageUrls(call.action.params, call.values, call.action)) {
    const followed = followUrl(imageUrl, uploads, context);
    if (followed && 'refusal' in followed) return followed;
    if (followed) media.set(imageUrl.path, followed);
  }
  return { media };
}
