import { isFormable, jsonBody } from '../../core/body.ts';
import type { Vendor } from '../vendor.ts';
import { tencentKeyTrials, tencentRefusals } from './codes/key-trial.ts';
import { tencentDeclaration } from './declaration.ts';
import { decodeTencent } from './decode.ts';
import { multipartPayload } from './flatten.ts';
import { defaultHost, faceidHosts } from './hosts.ts';
import { tencentCommonParams, tencentRefusalFields } from './request-frame.ts';
import { jsonType, tencentShapes } from './shapes.ts';
import { signTc3Call, signV1Call } from './sign.ts';
import { tencentSignatures } from './signature-words.ts';
import { tencentUploads } from './upload-scheme.ts';

export const tencent: Vendor = {
  ...tencentDeclaration,
  hosts: faceidHosts,
  defaultRegion: () => 'ap-singapore',
  shapes: tencentShapes,
  answerFormats: ['json'],
  signatures: tencentSignatures,
  nonceKind: (signMethod) => (signMethod === 'tc3' ? undefined : 'integer'),
  common: { params: tencentCommonParams, refusal: tencentRefusalFields },
  versionOf: (product) => (product === 'faceid' ? '2018-03-01' : undefined),
  // The region is said in the request, and never part of the host.
  hostOf: (product) => ({ host: product === 'faceid' ? defaultHost : `${product}.tencentcloudapi.com` }),
  buildPayload: ({ values }, { bodyFormat }) => {
    if (bodyFormat === 'json') return { contentType: jsonType, bytes: jsonBody(values) };
    return bodyFormat === 'multipart' ? multipartPayload(values) : undefined;
  },
  unsayable: ({ values }, { bodyFormat }) =>
    bodyFormat === 'json' ? [] : Object.entries(values).flatMap(([name, value]) => (isFormable(value) ? [] : [name])),
  sign: (plan, credentials, moment) => (plan.shape.signMethod === 'tc3' ? signTc3Call : signV1Call)(plan, credentials, moment),
  decode: async (response) => decodeTencent(response),
  uploads: tencentUploads,
  // COS, under both of its domains: https://www.tencentcloud.com/document/product/436/6224
  storageDomains: ['myqcloud.com', 'tencentcos.cn'],
  clockCodes: ['AuthFailure.SignatureExpire'],
  clockWindowMs: 5 * 60 * 1000,
  keyTrials: tencentKeyTrials,
  refusals: tencentRefusals,
  isThrottle: (code) => code.startsWith('RequestLimitExceeded'),
  nonceCodes: [],
  // The codes below InternalError are verdicts of the engine, but for one.
  isOutage: (code) => /^Internal(Server)?Error(\.UnKnown)?$/.test(code),
  loadCodes: async () => (await import('./codes/table.ts')).tencentCodes,
  loadMemberValues: async () => (await import('./codes/member-values.ts')).memberValues,
};
