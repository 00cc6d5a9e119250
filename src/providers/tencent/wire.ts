import { IdvError } from '../../core/errors.ts';
import type { HttpResponse } from '../../core/http.ts';
import type { Answer } from '../../core/verdict.ts';
import { canonicalQuery, sha256Hex } from '../../sign/encode.ts';
import { signTc3 } from '../../sign/tc3.ts';
import type { Call, Credentials, SignedCall, SigningMoment } from '../provider.ts';
import { flatten } from './flatten.ts';

const jsonType = 'application/json; charset=utf-8';
const formType = 'application/x-www-form-urlencoded';

/** POST sends JSON and has no query; GET sends every parameter in the query and no body. */
export function signCall(call: Call, credentials: Credentials, { timestamp }: SigningMoment): SignedCall {
  const isGet = call.httpMethod === 'GET';
  const query = isGet ? canonicalQuery(flatten(call.values)) : '';
  const contentType = isGet ? formType : jsonType;
  const stages = signTc3(
    {
      method: call.httpMethod,
      canonicalQuery: query,
      headers: { 'content-type': contentType, host: call.endpoint.host },
      hashedPayload: sha256Hex(call.body),
    },
    { timestamp, service: call.product },
    credentials,
  );
  const headers: Record<string, string> = {
    Host: call.endpoint.host,
    'Content-Type': contentType,
    Authorization: stages.Authorization,
    'X-TC-Action': call.action,
    'X-TC-Version': call.version,
    'X-TC-Timestamp': String(timestamp),
  };
  if (call.region !== undefined) headers['X-TC-Region'] = call.region;
  if (credentials.token !== undefined) headers['X-TC-Token'] = credentials.token;
  const url = `${call.endpoint.origin}/${query === '' ? '' : `?${query}`}`;
  return { request: { method: call.httpMethod, url, headers, body: call.body }, stages: { ...stages }, signature: stages.Signature };
}

function unreadable(response: HttpResponse, why: string): IdvError {
  const type = (response.headers['content-type'] ?? 'no content type').split(';')[0];
  return new IdvError('unreadable', `the answer could not be read: ${why} (HTTP ${response.status}, ${type})`, {
    code: 'unreadable-answer',
    hint: 'a proxy or a wrong --endpoint answers like this; --debug shows the exchange',
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `{"Response": {…, "RequestId"}}`, or `{"Response": {"Error": {"Code", "Message"}, "RequestId"}}`; both with HTTP 200. */
export function decodeAnswer(response: HttpResponse): Answer {
  const text = response.body.toString('utf8');
  if (/^\s*</.test(text)) throw unreadable(response, 'HTML or XML came in place of JSON');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw unreadable(response, text.trim() === '' ? 'it is empty' : 'it is not whole JSON');
  }
  const fields = isRecord(parsed) ? parsed.Response : undefined;
  if (!isRecord(fields)) throw unreadable(response, 'the JSON has no Response object');
  const requestId = typeof fields.RequestId === 'string' ? fields.RequestId : undefined;
  if (fields.Error === undefined || fields.Error === null) {
    if (response.status !== 200) throw unreadable(response, 'the status says failure, the body does not');
    return { kind: 'result', fields, requestId };
  }
  const { Code, Message } = isRecord(fields.Error) ? fields.Error : {};
  if (typeof Code !== 'string' || Code === '') throw unreadable(response, 'its Error has no Code');
  return { kind: 'refusal', code: Code, message: typeof Message === 'string' ? Message : '', requestId };
}
