import { createHash } from 'node:crypto';
import type { Action, Upload } from '../../core/declare/action.ts';
import type { Media } from '../../core/http.ts';
import { checkMedia } from '../../media/check.ts';
import { probe } from '../../media/probe.ts';
import type { AdmittedCall, GatewayRefusal } from '../checks/admission.ts';
import type { UploadStore } from '../files/upload-store.ts';
import { checkPresigned } from './object-storage.ts';

/**
 * A code of the action's own error table that ends with one of `wanted`, tried in their order: `.BizTokenIllegal` finds
 * `InvalidParameterValue.BizTokenIllegal`.
 */
export const declaredCode = ({ errors }: Action, wanted: readonly string[], otherwise: string): string =>
  wanted.map((end) => errors.find((code) => code === end || code.endsWith(end))).find((code) => code !== undefined) ?? otherwise;

const unreachableCodes = ['.DownLoadError', '.DownloadError', '.ImageDownloadError', 'InvalidParameterValue', 'InvalidParameter'];
const wrongValueCodes = ['InvalidParameterValue', 'InvalidParameter'];

/** In the vendor's own sample of ApplyWebVerificationToken, the complete URL is percent-encoded. */
function decodedUrl(url: string): string {
  if (!/^https?%3A/i.test(url)) return url;
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

/** The sandbox fetches nothing over the network, only what was PUT to it. */
function fetchUpload(url: string, uploads: UploadStore, nowMs: number): { bytes: Buffer } | { reason: string } {
  const [, target] = /^https?:\/\/[^/?#]+(\/.*)$/i.exec(decodedUrl(url)) ?? [];
  const checked = checkPresigned('GET', target ?? '', nowMs);
  if ('refused' in checked)
    return {
      reason:
        checked.refused === 'expired' ? 'has expired' : 'is not a ResourceUrl of this sandbox, which fetches only what was uploaded to it',
    };
  const bytes = uploads.get(checked.path, nowMs);
  return bytes ? { bytes } : { reason: 'leads to no file: none was uploaded to its UploadUrl' };
}

function isMd5Of(bytes: Buffer, md5: unknown): boolean {
  return typeof md5 === 'string' && md5.toLowerCase() === createHash('md5').update(bytes).digest('hex');
}

function whyNotContent(bytes: Buffer, upload: Upload, values: AdmittedCall['values']): string | undefined {
  if (upload.md5 !== undefined && !isMd5Of(bytes, values[upload.md5]))
    return `\`${upload.md5}\` is not the MD5 of the file at \`${upload.url}\``;
  const problem = upload.media && checkMedia({ bytes, probe: probe(bytes) }, upload.media)[0];
  return problem && `the file at \`${upload.url}\` cannot be used: ${problem.message}`;
}

function checkUpload(
  upload: Upload,
  { action, values }: AdmittedCall,
  uploads: UploadStore,
  nowMs: number,
): { media: Media } | { refusal: GatewayRefusal } {
  const fetched = fetchUpload(String(values[upload.url]), uploads, nowMs);
  if ('reason' in fetched)
    return {
      refusal: {
        code: declaredCode(action, unreachableCodes, 'FailedOperation.DownLoadError'),
        message: `\`${upload.url}\` ${fetched.reason}`,
      },
    };
  const { bytes } = fetched;
  const reason = whyNotContent(bytes, upload, values);
  if (reason) return { refusal: { code: declaredCode(action, wrongValueCodes, 'InvalidParameterValue'), message: reason } };
  return { media: { bytes, mediaType: probe(bytes).mediaType } };
}

/** Finds the uploaded files that the URLs of a call lead to, and adds them to its media; or says why the service would refuse them. */
export function followUploadUrls(
  call: AdmittedCall,
  uploads: UploadStore,
  nowMs: number,
): Pick<AdmittedCall, 'media'> | { refusal: GatewayRefusal } {
  const media = new Map(call.media);
  for (const upload of call.action.uploads ?? []) {
    if (call.values[upload.url] === undefined) continue;
    const checked = checkUpload(upload, call, uploads, nowMs);
    if ('refusal' in checked) return checked;
    media.set(upload.url, checked.media);
  }
  return { media };
}
