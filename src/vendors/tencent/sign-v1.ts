import { valuesForPeople } from '../../core/declare/personal.ts';
import { problemsError } from '../../core/errors.ts';
import { formType, type HttpRequest, mediaNote } from '../../core/http.ts';
import { mask } from '../../core/text/printable.ts';
import { canonicalQuery } from '../../sign/encode.ts';
import { requestString, signatureOriginalString, signV1, sortedParameters, type V1Algorithm } from '../../sign/tencent-v1.ts';
import { shownQuery } from '../shown-query.ts';
import type { Credentials, Plan, SignedCall, SigningMoment } from '../vendor.ts';
import { flatten } from './flatten.ts';

/** Names of the request itself. A value with one of these names would change what is signed, or the algorithm. */
const reservedNames: readonly string[] = [
  'Action',
  'Nonce',
  'Region',
  'SecretId',
  'Signature',
  'SignatureMethod',
  'Timestamp',
  'Token',
  'Version',
];

const algorithmOf = ({ signMethod }: Plan['shape']): V1Algorithm => (signMethod === 'hmac-sha256' ? 'HmacSHA256' : 'HmacSHA1');

/**
 * Parameters that TC3 sends in headers are sent with the values here. SignatureMethod is sent only for HmacSHA256: without it the service
 * uses HmacSHA1, and the manual's own example of that signature has none.
 */
function commonParameters(plan: Plan, { id, token }: Credentials, { timestamp, nonce }: SigningMoment): Record<string, string> {
  return {
    Action: plan.actionName,
    Nonce: nonce,
    SecretId: id,
    ...(algorithmOf(plan.shape) === 'HmacSHA256' ? { SignatureMethod: 'HmacSHA256' } : {}),
    Timestamp: String(timestamp),
    Version: plan.version,
    ...(plan.region === undefined ? {} : { Region: plan.region }),
    ...(token === undefined ? {} : { Token: token }),
  };
}

function refuseClash(plan: Plan): void {
  const clash = Object.keys(plan.values).find((name) => reservedNames.includes(name));
  if (clash === undefined) return;
  const message = `a value with the name ${clash} would replace a parameter of ${plan.shape.signMethod} itself`;
  throw problemsError([{ category: 'usage', flag: '--sign-method', message, hint: 'use --sign-method tc3' }]);
}

/** The values as sent: percent-encoded, with the signature after them, in the query of a GET or the form of a POST. */
function requestOf({ endpoint: { origin, host }, shape: { httpMethod: method } }: Plan, encoded: string): HttpRequest {
  const isGet = method === 'GET';
  return {
    method,
    url: `${origin}/${isGet ? `?${encoded}` : ''}`,
    headers: { Host: host, 'Content-Type': formType },
    body: Buffer.from(isGet ? '' : encoded),
  };
}

/** All parameters are signed unchanged, and sent with the signature as an additional parameter. */
export function signV1Call(plan: Plan, credentials: Credentials, moment: SigningMoment): SignedCall {
  const common = commonParameters(plan, credentials, moment);
  refuseClash(plan);
  const parameters = { ...flatten(plan.values), ...common };
  const place = { method: plan.shape.httpMethod, host: plan.endpoint.host };
  const signed = signV1({ ...place, parameters: Object.entries(parameters) }, algorithmOf(plan.shape), credentials);
  const shown = { ...flatten(valuesForPeople(plan), mediaNote), ...common, ...(credentials.token === undefined ? {} : { Token: mask }) };
  const shownString = requestString(sortedParameters(Object.entries(shown)));
  const signature = `Signature=${signed.EncodedSignatureString}`;
  const request = requestOf(plan, `${canonicalQuery(parameters)}&${signature}`);
  return {
    request,
    stages: { ...signed, RequestString: shownString, SignatureOriginalString: signatureOriginalString(place, shownString) },
    signature: signed.SignatureString,
    parameters: { ...shown, Signature: signed.SignatureString },
    shownUrl: place.method === 'GET' ? `${plan.endpoint.origin}/?${shownQuery(parameters, shown)}&${signature}` : request.url,
  };
}
