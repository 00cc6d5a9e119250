import { mediaNote } from '../../core/body.ts';
import { formType } from '../../core/http.ts';
import { canonicalQuery, sha256Hex } from '../../sign/encode.ts';
import { signTc3, tc3CanonicalRequest } from '../../sign/tc3.ts';
import { shownQuery } from '../shown-query.ts';
import type { Credentials, Payload, Plan, SignedCall, SigningMoment } from '../vendor.ts';
import { flatten } from './flatten.ts';

const ofGet: Payload = { contentType: formType, bytes: Buffer.alloc(0) };

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
export function signTc3Call(plan: Plan, credentials: Credentials, { timestamp }: SigningMoment): SignedCall {
  const { httpMethod: method } = plan.shape;
  const { host, origin } = plan.endpoint;
  const { contentType, bytes: body } = plan.payload ?? ofGet;
  const sent = plan.payload ? {} : flatten(plan.values);
  const query = canonicalQuery(sent);
  const signed = { method, canonicalQuery: query, headers: { 'content-type': contentType, host }, hashedPayload: sha256Hex(body) };
  const stages = signTc3(signed, { timestamp, service: plan.product }, credentials);
  const shown = plan.payload ? '' : shownQuery(sent, flatten(plan.values, mediaNote));
  const url = (text: string): string => `${origin}/${text === '' ? '' : `?${text}`}`;
  return {
    request: { method, url: url(query), headers: headersOf(plan, contentType, stages.Authorization, timestamp, credentials.token), body },
    stages: { ...stages, CanonicalRequest: tc3CanonicalRequest({ ...signed, canonicalQuery: shown }) },
    signature: stages.Signature,
    shownUrl: url(shown),
  };
}
