import { jsonBody } from '../../core/body.ts';
import type { Provider } from '../provider.ts';
import { tencentActions } from './actions/list.ts';
import { defaultHost, faceidHosts } from './hosts.ts';
import { decodeAnswer, signCall } from './wire.ts';

const kibibyte = 2 ** 10;
const mebibyte = 2 ** 20;

export const tencent: Provider = {
  name: 'tencent',
  hosts: faceidHosts,
  defaultRegion: 'ap-singapore',
  defaultSignMethod: 'tc3',
  signMethods: ['tc3'],
  httpMethods: () => ['POST', 'GET'],
  actions: tencentActions,
  product: (name) => (name === 'faceid' ? { host: defaultHost, version: '2018-03-01' } : undefined),
  hostOf: (product) => (product === 'faceid' ? defaultHost : `${product}.tencentcloudapi.com`),
  maxRequestBytes: (_signMethod, httpMethod) => (httpMethod === 'GET' ? 32 * kibibyte : 10 * mebibyte),
  buildBody: (values, httpMethod) => (httpMethod === 'GET' ? Buffer.alloc(0) : jsonBody(values)),
  sign: signCall,
  decode: decodeAnswer,
  clockCodes: ['AuthFailure.SignatureExpire'],
  isThrottle: (code) => code.startsWith('RequestLimitExceeded'),
  loadCodes: async () => (await import('./codes/table.ts')).tencentCodes,
};
