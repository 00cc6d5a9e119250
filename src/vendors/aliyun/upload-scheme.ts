import { isIP } from 'node:net';
import type { Media } from '../../core/http.ts';
import { multipartForm } from '../multipart.ts';
import type { Payload, UploadDestination, UploadScheme } from '../vendor.ts';
import { authorizeFileUpload } from './actions/authorize-file-upload.ts';

/** No character that could end a header or change the destination. */
const plain = /^[\w.:/=+-]{1,4096}$/;

/** The members that a grant must have, all of them text. */
const members = {
  AccessKeyId: plain,
  Bucket: /^(?=.{1,253}$)[\w-]+(\.[\w-]+)*$/,
  EncodedPolicy: plain,
  Endpoint: /^(?=.{1,253}$)[\w-]+(\.[\w-]+)*(:\d{1,5})?$/,
  ObjectKey: plain,
  Signature: plain,
} as const;
type Grant = Record<keyof typeof members, string>;

function readGrant(fields: Readonly<Record<string, unknown>>): Grant | undefined {
  const whole = Object.entries(members).every(([name, shape]) => {
    const value = fields[name];
    return typeof value === 'string' && shape.test(value);
  });
  return whole ? (fields as Grant) : undefined;
}

/** The bucket is part of the host name. If the storage is reached by IP address, it is part of the path, as in the vendor's SDKs. */
function placeOf({ Bucket, Endpoint }: Grant): { post: string; read: string } | undefined {
  const address = Endpoint.replace(/:\d+$/, '');
  if (isIP(address) === 0 && address !== 'localhost') {
    // A photo goes only to the vendor, whatever the answer says.
    const isVendors = address.endsWith('.aliyuncs.com');
    return isVendors ? { post: `https://${Bucket}.${Endpoint}/`, read: `http://${Bucket}.${Endpoint}/` } : undefined;
  }
  return { post: `http://${Endpoint}/${Bucket}/`, read: `http://${Endpoint}/${Bucket}/` };
}

/** The storage reads the fields in order, and ignores fields after the file. */
function formOf({ AccessKeyId, EncodedPolicy, ObjectKey, Signature }: Grant, media: Media): Payload {
  const fields = { OSSAccessKeyId: AccessKeyId, policy: EncodedPolicy, Signature, key: ObjectKey, success_action_status: '201' };
  const texts = Object.entries(fields).map(([name, value]) => ({ name, value }));
  return multipartForm([...texts, { name: 'file', value: media, fileName: 'upload' }]);
}

function destinationOf(fields: Readonly<Record<string, unknown>>, media: Media): UploadDestination | undefined {
  const grant = readGrant(fields);
  if (!grant) return undefined;
  const place = placeOf(grant);
  if (!place || !URL.canParse(place.post)) return undefined;
  const { post, read } = place;
  const { contentType, bytes: body } = formOf(grant, media);
  return {
    request: { method: 'POST', url: post, headers: { Host: new URL(post).host, 'Content-Type': contentType }, body },
    success: 201,
    resourceUrl: `${read}${grant.ObjectKey}`,
    expiresAt: null,
  };
}

/**
 * AuthorizeFileUpload, then a form to the vendor's object storage. The vendor's SDKs send local files to actions with a URL in the same
 * way.
 */
export const aliyunUploads: UploadScheme = {
  grant: authorizeFileUpload,
  valuesFor: ({ product }) => ({ Product: product, RegionId: 'cn-shanghai' }),
  destinationOf: destinationOf,
};
