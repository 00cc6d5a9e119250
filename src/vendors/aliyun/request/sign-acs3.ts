import { valuesForPeople } from '../../../core/declare/personal.ts';
import { mediaNote } from '../../../core/http.ts';
import { mask } from '../../../core/text/printable.ts';
import { type Acs3Request, acs3CanonicalRequest, signAcs3 } from '../../../sign/acs3.ts';
import { canonicalQuery, sha256Hex } from '../../../sign/encode.ts';
import { utcTimestamp } from '../../../sign/utc-timestamp.ts';
import { shownQuery } from '../../shown-query.ts';
import type { Credentials, Plan, SignedCall, SigningMoment } from '../../vendor.ts';
import { requestParams } from './request-params.ts';
import { base64 } from './rpc-params.ts';

const tokenHeader = 'x-acs-security-token';

/** Names in lower case, as the scheme signs them. */
function headersOf(plan: Plan, hashedPayload: string, { token }: Credentials, { timestamp, nonce }: SigningMoment): Record<string, string> {
  return {
    host: plan.endpoint.host,
    'x-acs-action': plan.actionName,
    'x-acs-version': plan.version,
    'x-acs-date': utcTimestamp(timestamp),
    'x-acs-signature-nonce': nonce,
    'x-acs-content-sha256': hashedPayload,
    accept: `application/${plan.answerFormat}`,
    ...(plan.payload ? { 'content-type': plan.payload.contentType } : {}),
    ...(token === undefined ? {} : { [tokenHeader]: token }),
  };
}

const noBody = Buffer.alloc(0);

/** The signed parts of a call: for a GET its values in the query, for a POST the digest of its payload. */
function signedRequest(plan: Plan, credentials: Credentials, moment: SigningMoment): Acs3Request {
  const hashedPayload = sha256Hex(plan.payload?.bytes ?? noBody);
  const query = plan.payload ? '' : canonicalQuery(requestParams(plan).texts(base64));
  const headers = headersOf(plan, hashedPayload, credentials, moment);
  return { method: plan.shape.httpMethod, canonicalUri: '/', canonicalQuery: query, headers, hashedPayload };
}

/** POST sends its payload and has no query; GET sends every value in the query and no body. */
export function signAcs3Call(plan: Plan, credentials: Credentials, moment: SigningMoment): SignedCall {
  const { origin } = plan.endpoint;
  const signed = signedRequest(plan, credentials, moment);
  const { method, headers } = signed;
  const stages = signAcs3(signed, credentials);
  const { host = '', ...others } = headers;
  const url = (query: string): string => `${origin}/${query === '' ? '' : `?${query}`}`;
  const shown = (): string => {
    if (plan.payload) return '';
    const forPeople = requestParams({ ...plan, values: valuesForPeople(plan) });
    return shownQuery(requestParams(plan).texts(base64), forPeople.texts(mediaNote));
  };
  return {
    request: {
      method,
      url: url(signed.canonicalQuery),
      headers: { Host: host, ...others, Authorization: stages.Authorization },
      body: plan.payload?.bytes ?? noBody,
    },
    signature: stages.Signature,
    get stages() {
      const shownHeaders = credentials.token === undefined ? headers : { ...headers, [tokenHeader]: mask };
      return { ...stages, CanonicalRequest: acs3CanonicalRequest({ ...signed, canonicalQuery: shown(), headers: shownHeaders }) };
    },
    get shownUrl() {
      return url(shown());
    },
  };
}

/** The string that was signed for a plan, with everything in it: only for comparison, never shown. */
export const acs3StringToSignOf = (plan: Plan, credentials: Credentials, moment: SigningMoment): string =>
  signAcs3(signedRequest(plan, credentials, moment), credentials).StringToSign;
