import type { Answer } from '../../core/answer.ts';
import { valuesForPeople } from '../../core/declare/personal.ts';
import { IdvError } from '../../core/errors.ts';
import { lostNumbers } from '../../core/exact-number.ts';
import { formType, type HttpResponse, isFormable, jsonBody, mediaNote } from '../../core/http.ts';
import { hasDuplicateMembers, hasLostNumbers, isRecord, isTooDeep } from '../../core/json.ts';
import { withoutLongRuns } from '../../core/text/printable.ts';
import { canonicalQuery, sha256Hex } from '../../sign/encode.ts';
import { signTc3, tc3CanonicalRequest } from '../../sign/tc3.ts';
import { shownQuery } from '../shown-query.ts';
import type { Credentials, Payload, Plan, SignedCall, SigningMoment, Vendor } from '../vendor.ts';
import { tencentKeyTrials, tencentRefusals } from './codes/key-trial.ts';
import { tencentDeclaration } from './declaration.ts';
import { flatten, multipartPayload } from './flatten.ts';
import { defaultHost, faceidHosts } from './hosts.ts';
import { tencentCommonParams, tencentRefusalFields } from './request-frame.ts';
import { jsonType, tencentShapes } from './shapes.ts';
import { signV1Call } from './sign-v1.ts';
import { tencentSignatures } from './signature-words.ts';
import { tencentUploads } from './upload-scheme.ts';

const payloadOfGet: Payload = { contentType: formType, bytes: Buffer.alloc(0) };

function headersOf(
  plan: Plan,
  contentType: string,
  authorization: string,
  timestamp: number,
  token: string | undefined,
): Record<string, string> {
  return {
    Host: plan.endpoint.host,
    'Content-Type': contentType,
    Authorization: authorization,
    'X-TC-Action': plan.actionName,
    'X-TC-Version': plan.version,
    'X-TC-Timestamp': String(timestamp),
    ...(plan.region === undefined ? {} : { 'X-TC-Region': plan.region }),
    ...(token === undefined ? {} : { 'X-TC-Token': token }),
  };
}

/** POST sends its payload and has no query; GET sends every value in the query and no body. */
function signTc3Call(plan: Plan, credentials: Credentials, { timestamp }: SigningMoment): SignedCall {
  const { httpMethod: method } = plan.shape;
  const { host, origin } = plan.endpoint;
  const { contentType, bytes: body } = plan.payload ?? payloadOfGet;
  const sent = plan.payload ? {} : flatten(plan.values);
  const query = canonicalQuery(sent);
  const signed = { method, canonicalQuery: query, headers: { 'content-type': contentType, host }, hashedPayload: sha256Hex(body) };
  const stages = signTc3(signed, { timestamp, service: plan.product }, credentials);
  const shown = plan.payload ? '' : shownQuery(sent, flatten(valuesForPeople(plan), mediaNote));
  const url = (text: string): string => `${origin}/${text === '' ? '' : `?${text}`}`;
  return {
    request: { method, url: url(query), headers: headersOf(plan, contentType, stages.Authorization, timestamp, credentials.token), body },
    stages: { ...stages, CanonicalRequest: tc3CanonicalRequest({ ...signed, canonicalQuery: shown }) },
    signature: stages.Signature,
    shownUrl: url(shown),
  };
}

/** `code` distinguishes an answer of the vendor with a contradicting status from one that a gateway may have written. */
function unreadable(response: HttpResponse, why: string, requestId?: string, code = 'unreadable-answer'): IdvError {
  const type = (response.headers['content-type'] ?? 'no content type').split(';')[0];
  return new IdvError('unreadable', `the answer could not be read: ${why} (HTTP ${response.status}, ${type})`, {
    code,
    hint: 'this happens with a proxy or a wrong --endpoint',
    requestId,
  });
}

function requestIdIn(parsed: unknown): string | undefined {
  const fields = isRecord(parsed) ? parsed.Response : undefined;
  const { RequestId } = isRecord(fields) ? fields : {};
  return typeof RequestId === 'string' && RequestId.trim() !== '' ? RequestId : undefined;
}

/** `{"Response": {…, "RequestId"}}`, or `{"Response": {"Error": {"Code", "Message"}, "RequestId"}}`; both with HTTP 200. */
function decodeTencent(response: HttpResponse): Answer {
  const text = response.body.toString('utf8').replace(/^\uFEFF/, '');
  if (/^\s*</.test(text)) throw unreadable(response, 'it is HTML or XML, not JSON');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw unreadable(response, text.trim() === '' ? 'it is empty' : 'it is not complete JSON');
  }
  const requestId = requestIdIn(parsed);
  if (isTooDeep(parsed)) throw unreadable(response, 'it is nested too deep', requestId);
  // If a member occurs twice, it is unknown which one counts, and they may contradict each other.
  if (hasDuplicateMembers(text)) throw unreadable(response, 'it has a member twice', requestId);
  if (hasLostNumbers(text)) throw unreadable(response, 'a number in it is too small or too large to be read', requestId);
  const { Response: fields, ...others } = isRecord(parsed) ? parsed : {};
  if (!isRecord(fields)) throw unreadable(response, 'the JSON has no Response object');
  // The service writes one member. Another member next to it could contradict it.
  if (Object.keys(others).length > 0) throw unreadable(response, 'the JSON has more than a Response', requestId);
  if (fields.Error === undefined || fields.Error === null) {
    if (response.status !== 200)
      throw unreadable(response, 'the status says failure, the body does not', requestId, 'contradictory-answer');
    const lost = [...lostNumbers(text)].map(({ path, number }) => ({ path: path.slice(1), number }));
    return { kind: 'result', fields, requestId, ...(lost.length > 0 ? { lost } : {}) };
  }
  const { Code, Message } = isRecord(fields.Error) ? fields.Error : {};
  if (typeof Code !== 'string' || Code === '') throw unreadable(response, 'its Error has no Code', requestId);
  // An answer with an Error has no result. If it has one, it is unknown whether the call was done. `Sandbox` is what the sandbox signed.
  const { Error: _error, RequestId: _requestId, Sandbox: _signed, ...members } = fields;
  if (Object.values(members).some((value) => value !== null))
    throw unreadable(response, 'it has both an Error and a result', requestId, 'contradictory-answer');
  return { kind: 'refusal', code: Code, message: typeof Message === 'string' ? withoutLongRuns(Message) : '', requestId };
}

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
  // The region is in the request, and never part of the host.
  hostOf: (product) => ({ host: product === 'faceid' ? defaultHost : `${product}.tencentcloudapi.com` }),
  buildPayload: ({ values }, { bodyFormat }, lend) => {
    if (bodyFormat === 'json') return { contentType: jsonType, bytes: jsonBody(values, lend) };
    return bodyFormat === 'multipart' ? multipartPayload(values) : undefined;
  },
  inexpressibleValues: ({ values }, { bodyFormat }) =>
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
  // The codes below InternalError, except one, are verdicts of the engine.
  isOutage: (code) => /^Internal(Server)?Error(\.UnKnown)?$/.test(code),
  loadCodes: async () => (await import('./codes/table.ts')).tencentCodes,
  loadMemberValues: async () => (await import('./codes/member-values.ts')).memberValues,
};
