import { mediaNote } from '../../core/body.ts';
import { formType } from '../../core/http.ts';
import { canonicalQuery, sha256Hex } from '../../sign/encode.ts';
import { canonicalRequest, signTc3 } from '../../sign/tc3.ts';
import type { Call, Credentials, Payload, SignedCall, SigningMoment } from '../provider.ts';
import { shownQuery } from '../shown-query.ts';
import { flatten } from './flatten.ts';

const ofGet: Payload = { contentType: formType, bytes: Buffer.alloc(0) };

function headersOf(
  call: Call,
  contentType: string,
  authorization: string,
  timestamp: number,
  token: string | undefined,
): Record<string, string> {
  return {
    Host: call.endpoint.host,
    'Content-Type': contentType,
    Authorization: authorization,
    'X-TC-Action': call.action,
    'X-TC-Version': call.version,
    'X-TC-Timestamp': String(timestamp),
    ...(call.region === undefined ? {} : { 'X-TC-Region': call.region }),
    ...(token === undefined ? {} : { 'X-TC-Token': token }),
  };
}

/** POST sends its payload and has no query; GET sends every value in the query and no body. */
export function signTc3Call(call: Call, credentials: Credentials, { timestamp }: SigningMoment): SignedCall {
  const { httpMethod: method } = call.shape;
  const { host, origin } = call.endpoint;
  const { contentType, bytes: body } = call.payload ?? ofGet;
  const sent = call.payload ? {} : flatten(call.values);
  const query = canonicalQuery(sent);
  const signed = { method, canonicalQuery: query, headers: { 'content-type': contentType, host }, hashedPayload: sha256Hex(body) };
  const stages = signTc3(signed, { timestamp, service: call.product }, credentials);
  const shown = call.payload ? '' : shownQuery(sent, flatten(call.values, mediaNote));
  const url = (text: string): string => `${origin}/${text === '' ? '' : `?${text}`}`;
  return {
    request: { method, url: url(query), headers: headersOf(call, contentType, stages.Authorization, timestamp, credentials.token), body },
    stages: { ...stages, CanonicalRequest: canonicalRequest({ ...signed, canonicalQuery: shown }) },
    signature: stages.Signature,
    shownUrl: url(shown),
  };
}
