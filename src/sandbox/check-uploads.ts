import { createHash } from 'node:crypto';
import type { Media } from '../core/body.ts';
import type { Action, Upload } from '../core/declare/action.ts';
import { checkMedia } from '../media/check.ts';
import { probe } from '../media/probe.ts';
import { declaredCode } from './declared-code.ts';
import type { UploadStore } from './upload-store.ts';
import { checkPresigned } from './upload-urls.ts';
import type { Admitted, Refusal } from './vendor.ts';

const unreachable = ['.DownLoadError', '.DownloadError', '.ImageDownloadError', 'InvalidParameterValue', 'InvalidParameter'];
const wrongValue = ['InvalidParameterValue', 'InvalidParameter'];

type Fetched = { bytes: Buffer } | { trouble: string };

/** The vendor's own sample of ApplyWebVerificationToken has its address percent-encoded as a whole. */
function plain(url: string): string {
  if (!/^https?%3A/i.test(url)) return url;
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

/** The sandbox fetches nothing over the network: only what was PUT to it. */
function fetchUpload(url: string, uploads: UploadStore, nowMs: number): Fetched {
  const [, target] = /^https?:\/\/[^/?#]+(\/.*)$/i.exec(plain(url)) ?? [];
  const checked = checkPresigned('GET', target ?? '', nowMs);
  if ('fault' in checked) {
    return {
      trouble: checked.fault === 'expired' ? 'has expired' : 'is no ResourceUrl of this sandbox, which fetches nothing from elsewhere',
    };
  }
  const bytes = uploads.get(checked.path, nowMs);
  return bytes ? { bytes } : { trouble: 'leads to nothing: no file was PUT to its UploadUrl' };
}

function isMd5Of(bytes: Buffer, md5: unknown): boolean {
  return typeof md5 === 'string' && md5.toLowerCase() === createHash('md5').update(bytes).digest('hex');
}

function contentTrouble(bytes: Buffer, upload: Upload, values: Admitted['values']): string | undefined {
  if (upload.md5 !== undefined && !isMd5Of(bytes, values[upload.md5]))
    return `\`${upload.md5}\` is not the MD5 of what \`${upload.url}\` leads to`;
  const problem = upload.media && checkMedia({ bytes, probe: probe(bytes) }, upload.media)[0];
  return problem && `what \`${upload.url}\` leads to is not taken: ${problem.message}`;
}

function checkUpload(upload: Upload, action: Action, values: Admitted['values'], uploads: UploadStore, nowMs: number): Media | Refusal {
  const fetched = fetchUpload(String(values[upload.url]), uploads, nowMs);
  if ('trouble' in fetched) {
    return { code: declaredCode(action, unreachable, 'FailedOperation.DownLoadError'), message: `\`${upload.url}\` ${fetched.trouble}` };
  }
  const trouble = contentTrouble(fetched.bytes, upload, values);
  if (trouble) return { code: declaredCode(action, wrongValue, 'InvalidParameterValue'), message: trouble };
  return { bytes: fetched.bytes, mediaType: probe(fetched.bytes).mediaType };
}

/** Follows the URLs of an action that takes uploads: its media with theirs, or why the service would refuse. */
export function checkUploads(
  { action, values, media }: Admitted,
  uploads: UploadStore,
  nowMs: number,
): { media: ReadonlyMap<string, Media> } | { refusal: Refusal } {
  const all = new Map(media);
  for (const upload of action.uploads ?? []) {
    if (values[upload.url] === undefined) continue;
    const checked = checkUpload(upload, action, values, uploads, nowMs);
    if ('code' in checked) return { refusal: checked };
    all.set(upload.url, checked);
  }
  return { media: all };
}
