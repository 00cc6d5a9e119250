import { sandboxCredentials } from '../../core/sandbox-credentials.ts';
import { uploadLifetimeS } from '../files/upload-store.ts';
import { sealOf } from '../tokens/sealed-token.ts';
import { splitTarget } from '../wire/received-request.ts';

/** Presigned addresses as the vendor's object storage writes them. */

type Method = 'PUT' | 'GET';

function query(method: Method, path: string, startS: number, endS: number): string {
  const time = `${startS}%3B${endS}`;
  const signature = sealOf('upload', `${method}\n${path}\n${time}`).toString('hex');
  const pairs = {
    'q-sign-algorithm': 'sha1',
    'q-ak': sandboxCredentials.id,
    'q-sign-time': time,
    'q-key-time': time,
    'q-header-list': 'host',
    'q-url-param-list': '',
    'q-signature': signature,
  };
  return Object.entries(pairs)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** The slashes of an object's name are percent-encoded in its path, and stay so. */
export const objectPath = (product: string, targetAction: string, requestId: string): string =>
  `/${[product, targetAction, requestId].map(encodeURIComponent).join('%2F')}`;

export const presign = (method: Method, path: string, nowS: number): string =>
  `${path}?${query(method, path, nowS, nowS + uploadLifetimeS)}`;

export type Presigned = { path: string } | { fault: 'signature' | 'expired' };

/** Checks path and query as they came; undefined methods, paths and times all end in another signature. */
export function checkPresigned(method: string, target: string, nowMs: number): Presigned {
  const { path, query: given } = splitTarget(target);
  const [, start, end] = /&q-sign-time=(\d{1,12})%3B(\d{1,12})&/.exec(given) ?? [];
  if (given !== query(method as Method, path, Number(start), Number(end))) return { fault: 'signature' };
  return Number(end) * 1000 <= nowMs ? { fault: 'expired' } : { path };
}
