import { formType } from '../../core/http.ts';
import { encodedQuery } from '../../sign/encoded-query.ts';
import type { Vendor } from '../vendor.ts';
import { decodeJson, isXml } from './answer/decode-json.ts';
import { aliyunKeyTrials, aliyunRefusals } from './codes/key-trial.ts';
import { aliyunDeclaration } from './declaration.ts';
import { diagnose } from './diagnose.ts';
import { aliyunHosts, defaultRegion, hostOf, versionOf } from './hosts.ts';
import { aliyunCommonParams, aliyunRefusalFields } from './request/request-frame.ts';
import { inexpressibleValues, requestParams } from './request/request-params.ts';
import { signAcs3Call } from './request/sign-acs3.ts';
import { signRpcCall } from './request/sign-rpc.ts';
import { aliyunShapes } from './shapes.ts';
import { aliyunSignatures } from './signature-words.ts';
import { aliyunUploads } from './upload-scheme.ts';

export const aliyun: Vendor = {
  ...aliyunDeclaration,
  hosts: aliyunHosts,
  defaultRegion,
  shapes: aliyunShapes,
  answerFormats: ['json', 'xml'],
  signatures: aliyunSignatures,
  nonceKind: () => 'text',
  common: { params: aliyunCommonParams, refusal: aliyunRefusalFields },
  versionOf,
  hostOf,
  buildPayload: (plan, { signMethod, httpMethod }) =>
    signMethod === 'acs3' && httpMethod === 'POST' ? { contentType: formType, bytes: encodedQuery(requestParams(plan).pieces) } : undefined,
  inexpressibleValues,
  sign: (plan, credentials, moment) => (plan.shape.signMethod === 'acs3' ? signAcs3Call : signRpcCall)(plan, credentials, moment),
  // The XML reader is loaded only for XML.
  decode: async (response, declared) =>
    isXml(response) ? (await import('./answer/decode.ts')).decodeAliyun(response, declared) : decodeJson(response, declared),
  diagnose,
  uploads: aliyunUploads,
  storageDomains: ['aliyuncs.com'],
  clockCodes: ['InvalidTimeStamp.Expired'],
  clockWindowMs: 15 * 60 * 1000,
  keyTrials: aliyunKeyTrials,
  refusals: aliyunRefusals,
  isThrottle: (code) => code === 'Throttling' || code.startsWith('Throttling.'),
  nonceCodes: ['SignatureNonceUsed'],
  isOutage: (code) => code === 'ServiceUnavailable' || code === 'Timeout' || code.split('.')[0] === 'InternalError',
  loadCodes: async () => (await import('./codes/table.ts')).aliyunCodes,
  loadMemberValues: async () => (await import('./codes/trace-values.ts')).traceValues,
};
