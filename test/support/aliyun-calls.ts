import type { Answer } from '../../src/core/answer.ts';
import { type BodyValue, isMediaValue } from '../../src/core/http.ts';
import { isRecord } from '../../src/core/json.ts';
import { decodeAliyun } from '../../src/vendors/aliyun/answer/decode.ts';
import { aliyun } from '../../src/vendors/aliyun/vendor.ts';
import type { Credentials, Plan, RequestShape, SignedCall, SigningMoment } from '../../src/vendors/vendor.ts';
import { aliyunResponse, sampleRequestId } from './aliyun-answers.ts';
import { xmlMembers } from './write-answer-xml.ts';

/** Calls to Alibaba Cloud, ready to be signed, and answers to them in both formats. */

export const testKeys: Credentials = { id: 'testid', secret: 'testsecret' };

/** The time and the nonce of the vectors that the vendor prints. */
export const testMoment: SigningMoment = { timestamp: 1_456_231_584, nonce: '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf' };

export type AliyunShape = Pick<RequestShape, 'httpMethod'> & { signMethod: 'rpc' | 'acs3' };

export const everyShape: readonly AliyunShape[] = [
  { signMethod: 'rpc', httpMethod: 'POST' },
  { signMethod: 'rpc', httpMethod: 'GET' },
  { signMethod: 'acs3', httpMethod: 'POST' },
  { signMethod: 'acs3', httpMethod: 'GET' },
];

export type CallVariation = Partial<
  AliyunShape & Pick<Plan, 'product' | 'version' | 'values' | 'answerFormat' | 'endpoint'> & { action: string }
>;

export function aliyunCall({ signMethod = 'rpc', httpMethod = 'POST', ...variation }: CallVariation = {}): Plan {
  const shape = aliyun.shapes.find((known) => known.signMethod === signMethod && known.httpMethod === httpMethod);
  if (!shape) throw new Error(`no such shape: ${signMethod} ${httpMethod}`);
  const { product = 'saf', action = 'ExecuteRequest', version = '2019-05-21', values = {} } = variation;
  const { answerFormat = 'json', endpoint = new URL('https://saf.ap-southeast-1.aliyuncs.com') } = variation;
  const payload = aliyun.buildPayload({ product, actionName: action, values }, shape);
  const call = { product, actionName: action, action: undefined, required: [], version, values };
  return { ...call, region: 'ap-southeast-1', endpoint, shape, answerFormat, payload };
}

/** Query and form together. A signed request has only one of the two. */
export const encodedOf = ({ request }: SignedCall): string => `${request.url.split('?')[1] ?? ''}${request.body.toString()}`;

/** Names and values of a query or a form, decoded. */
export const decodedPairs = (encoded: string): Record<string, string> =>
  Object.fromEntries(encoded.split('&').map((pair) => pair.split('=').map(decodeURIComponent) as [string, string]));

/** The same value as the vendor's clients expect it: media are base64 text. */
export function asClientValue(value: BodyValue): unknown {
  if (isMediaValue(value)) return value.bytes.toString('base64');
  if (Array.isArray(value)) return value.map((entry: BodyValue) => asClientValue(entry));
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asClientValue(member as BodyValue)]));
  return value;
}

/** The same fields as an answer in JSON and as one in XML, both decoded for the action. */
export function bothFormats(
  fields: Readonly<Record<string, unknown>>,
  action: Parameters<typeof decodeAliyun>[1],
): Record<'json' | 'xml', Answer> {
  const whole = { RequestId: sampleRequestId, ...fields };
  return {
    json: decodeAliyun(aliyunResponse(whole), action),
    xml: decodeAliyun(aliyunResponse(`<${action.name}Response>${xmlMembers(whole)}</${action.name}Response>`), action),
  };
}
