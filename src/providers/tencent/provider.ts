import { jsonBody } from '../../core/body.ts';
import type { Provider } from '../provider.ts';
import { tencentActions } from './actions/list.ts';
import { decodeAnswer } from './decode.ts';
import { defaultHost, faceidHosts } from './hosts.ts';
import { multipartPayload } from './multipart.ts';
import { jsonType, tencentShapes } from './shapes.ts';
import { signTc3Call } from './sign-tc3.ts';
import { signV1Call } from './sign-v1.ts';

export const tencent: Provider = {
  name: 'tencent',
  hosts: faceidHosts,
  defaultRegion: 'ap-singapore',
  shapes: tencentShapes,
  nonceKind: (signMethod) => (signMethod === 'tc3' ? undefined : 'integer'),
  actions: tencentActions,
  product: (name) => (name === 'faceid' ? { host: defaultHost, version: '2018-03-01' } : undefined),
  hostOf: (product) => (product === 'faceid' ? defaultHost : `${product}.tencentcloudapi.com`),
  buildPayload: (values, { bodyFormat }) => {
    if (bodyFormat === 'json') return { contentType: jsonType, bytes: jsonBody(values) };
    return bodyFormat === 'multipart' ? multipartPayload(values) : undefined;
  },
  sign: (call, credentials, moment) => (call.shape.signMethod === 'tc3' ? signTc3Call : signV1Call)(call, credentials, moment),
  decode: decodeAnswer,
  clockCodes: ['AuthFailure.SignatureExpire'],
  isThrottle: (code) => code.startsWith('RequestLimitExceeded'),
  loadCodes: async () => (await import('./codes/table.ts')).tencentCodes,
};
