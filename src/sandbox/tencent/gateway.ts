import { tencent } from '../../vendors/tencent/vendor.ts';
import { type Admission, type AllowsCall, admitCall, type GatewayRefusal } from '../checks/admission.ts';
import type { ParamRefusal } from '../checks/check-params.ts';
import type { Gateway } from '../gateway.ts';
import type { TokenRefusal } from '../tokens/read-token.ts';
import { headerOf, type ReceivedRequest, splitTarget } from '../wire/received-request.ts';
import { jsonReply, type Reply } from '../wire/reply.ts';
import { fillTraces } from './fill-traces.ts';
import { declaredCode, followUploadUrls } from './follow-urls.ts';
import { issueUploadUrls, tencentStorage } from './object-storage.ts';
import { routeTencentCall } from './route.ts';
import { namesOfTencentCall, verifyTencentCall } from './signed-call.ts';
import { carriesSecretId, isV1 } from './verify-v1.ts';

const badValueCode = 'InvalidParameterValue';
const throttleCode = 'RequestLimitExceeded';

const codeOfParam: Readonly<Record<ParamRefusal['kind'], string>> = {
  unknown: 'UnknownParameter',
  missing: 'MissingParameter',
  type: 'InvalidParameter',
  value: badValueCode,
  rule: 'InvalidParameter',
};

const codesOfToken: Readonly<Record<TokenRefusal['kind'], readonly string[]>> = {
  illegal: ['.BizTokenIllegal', 'Illegal', '.InvalidParameterValueLimit', badValueCode],
  expired: ['.BizTokenExpired', 'Expired', '.InvalidParameterValueLimit', badValueCode],
};

/** A GET or a POST has the same limit with both algorithms of v1. */
const maxBytesOf = (method: 'GET' | 'POST', signMethod: 'tc3' | 'hmac-sha1'): number =>
  tencent.shapes.find((shape) => shape.httpMethod === method && shape.signMethod === signMethod)?.maxBytes ?? 0;

function checkRequestSize(request: ReceivedRequest): GatewayRefusal | undefined {
  const { method, bodyBytes } = request;
  if (method !== 'GET' && method !== 'POST') return { code: 'UnsupportedProtocol', message: 'the method is not GET or POST' };
  const limit = maxBytesOf(method, isV1(request) ? 'hmac-sha1' : 'tc3');
  const size = method === 'GET' ? Buffer.byteLength(splitTarget(request.target).query) : bodyBytes;
  return size > limit
    ? { code: 'RequestSizeLimitExceeded', message: `a ${method} request with this signature can have ${limit} bytes` }
    : undefined;
}

function admitTencentCall(request: ReceivedRequest, nowMs: number, allows: AllowsCall): Admission {
  const refusal = checkRequestSize(request);
  if (refusal) return { refusal };
  const signed = verifyTencentCall(request, nowMs);
  if ('refusal' in signed) return signed;
  const route = routeTencentCall(signed.names, signed.service, signed.namesIn);
  if ('refusal' in route) return route;
  const refuse = ({ kind, message }: ParamRefusal): GatewayRefusal => ({ code: codeOfParam[kind], message });
  return admitCall(route.action, allows, { throttleCode, read: signed.read, refuse });
}

/** The status is 200 for errors too. The caller's trace id is sent back. */
function envelope(response: Readonly<Record<string, unknown>>, request: ReceivedRequest): Reply {
  const reply = jsonReply(200, { Response: response });
  const traceId = headerOf(request, 'x-tc-traceid');
  return traceId === undefined ? reply : { ...reply, headers: { ...reply.headers, 'X-TC-TraceId': traceId } };
}

/** Stands for Tencent Cloud's API. https://www.tencentcloud.com/document/product/1061 */
export const tencentGateway: Gateway = {
  vendor: tencent,
  recognises: (request) =>
    /^TC3-/.test(headerOf(request, 'authorization') ?? '') ||
    request.headers.some(([name]) => /^x-tc-/i.test(name)) ||
    carriesSecretId(request),
  requestIdOf: (uuid) => uuid,
  namesOf: namesOfTencentCall,
  admit: admitTencentCall,
  resultReply: (fields, request) => envelope(fields, request),
  refusalReply: ({ code, message, details }, requestId, request) =>
    envelope({ Error: { Code: code, Message: message }, RequestId: requestId, ...(details ? { Sandbox: details } : {}) }, request),
  badValueCode,
  throttleCode,
  tokenCode: (action, kind) => declaredCode(action, codesOfToken[kind], badValueCode),
  followUrls: (call, uploads, { nowMs }) => followUploadUrls(call, uploads, nowMs),
  storage: tencentStorage,
  fillResult(fields, { action, values }, context) {
    if (action === tencent.uploads?.grant) Object.assign(fields, issueUploadUrls(action, values, context));
    if ('AttackRiskLevel' in fields) fillTraces(fields, values);
  },
};
