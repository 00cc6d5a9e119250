import { isoTime } from '../../core/text/iso-time.ts';
import type { UploadScheme } from '../vendor.ts';
import { createUploadUrl } from './actions/create-upload-url.ts';

/** CreateUploadUrl, then the file is PUT to the returned URL. */
export const tencentUploads: UploadScheme = {
  grant: createUploadUrl,
  valuesFor: ({ name }) => ({ TargetAction: name }),
  destinationOf({ UploadUrl, ResourceUrl, ExpiredTimestamp }, { bytes }) {
    if (typeof UploadUrl !== 'string' || typeof ResourceUrl !== 'string' || !URL.canParse(UploadUrl)) return undefined;
    // The signature of the URL covers only the host, and each %2F is part of the object's name, so the URL is used unchanged.
    const request = { method: 'PUT' as const, url: UploadUrl, headers: { Host: new URL(UploadUrl).host }, body: bytes };
    const expiresAt = (typeof ExpiredTimestamp === 'number' && isoTime(ExpiredTimestamp * 1000)) || null;
    return { request, success: 200, resourceUrl: ResourceUrl, expiresAt };
  },
};
