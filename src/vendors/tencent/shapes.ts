import type { RequestShape } from '../vendor.ts';

const kibibyte = 2 ** 10;
const mebibyte = 2 ** 20;

export const jsonType = 'application/json; charset=utf-8';

const ofV1 = (signMethod: 'hmac-sha256' | 'hmac-sha1'): RequestShape[] => [
  { signMethod, httpMethod: 'POST', bodyFormat: 'form', maxBytes: mebibyte },
  { signMethod, httpMethod: 'GET', maxBytes: 32 * kibibyte },
];

/** The requests that the manual's chapter on requests allows. https://www.tencentcloud.com/document/product/1061 */
export const tencentShapes: readonly RequestShape[] = [
  { signMethod: 'tc3', httpMethod: 'POST', bodyFormat: 'json', maxBytes: 10 * mebibyte, verbatimType: jsonType },
  { signMethod: 'tc3', httpMethod: 'POST', bodyFormat: 'multipart', maxBytes: 10 * mebibyte, rare: true },
  { signMethod: 'tc3', httpMethod: 'GET', maxBytes: 32 * kibibyte },
  ...ofV1('hmac-sha256'),
  ...ofV1('hmac-sha1'),
];
