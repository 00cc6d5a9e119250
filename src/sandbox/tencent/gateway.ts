import { tencent } from '../../providers/tencent/provider.ts';
import { type Admission, type AllowsCall, admitCall, type GatewayRefusal } from '../checks/admission.ts';
import type { ParamRefusal } from '../checks/check-params.ts';
import type { Vendor } from '../gateway.ts';
import { headerOf, type ReceivedRequest, splitTarget } from '../wire/received-request.ts';
import { jsonReply, type Reply } from '../wire/reply.ts';
import { checkUploads } from './follow-urls.ts';
import { issuesUpload, issueUpload } from './issue-upload.ts';
import { findRoute } from './route.ts';
import { see, verify } from './verify.ts';
import { carriesSecretId, isV1 } from './verify-v1.ts';

const throttleCode = 'RequestLimitExceeded';

const paramCodes: Readonly<Record<ParamRefusal['kind'], string>> = {
  unknown: 'UnknownParameter',
  missing: 'MissingParameter',
  type: 'InvalidParameter',
  value: 'InvalidParameterValue',
  rule: 'InvalidParameter',
};

const paramRefusal = ({ kind, message }: ParamRefusal): GatewayRefusal => ({ code: paramCodes[kind], message });

/** One for both algorithms of v1: their limits are the same. */
const limitOf = (method: 'GET' | 'POST', signMethod: 'tc3' | 'hmac-sha1'): number =>
  tencent.shapes.find((shape) => shape.httpMethod === method && shape.signMethod === signMethod)?.maxBytes ?? 0;

function frameFault(request: ReceivedRequest): GatewayRefusal | undefined {
  const { method, bodyBytes } = request;
  if (method !== 'GET' && method !== 'POST') return { code: 'UnsupportedProtocol', message: 'only GET and POST are taken' };
  const limit = limitOf(method, isV1(request) ? 'hmac-sha1' : 'tc3');
  const size = method === 'GET' ? Buffer.byteLength(splitTarget(request.target).query) : bodyBytes;
  return size > limit ? { code: 'RequestSizeLimitExceeded', message: `such a ${method} request takes ${limit} bytes` } : undefined;
}

function admit(request: ReceivedRequest, nowMs: number, allows: AllowsCall): Admission {
  const frame = frameFault(request);
  if (frame) return { refusal: frame };
  const verified = verify(request, nowMs);
  if ('refusal' in verified) return verified;
  const route = findRoute(verified.named, verified.service, verified.place);
  if ('refusal' in route) return route;
  return admitCall(route.action, allows, { throttleCode, read: verified.read, refuse: paramRefusal });
}

/** HTTP 200 whatever is said inside; the caller's trace id comes back. */
function envelope(response: Readonly<Record<string, unknown>>, request: ReceivedRequest): Reply {
  const reply = jsonReply(200, { Response: response });
  const traceId = headerOf(request, 'x-tc-traceid');
  return traceId === undefined ? reply : { ...reply, headers: { ...reply.headers, 'X-TC-TraceId': traceId } };
}

/** Tencent Cloud's gateway. https://www.tencentcloud.com/document/product/1061 */
export const tencentVendor: Vendor = {
  provider: tencent,
  recognises: (request) =>
    /^TC3-/.test(headerOf(request, 'authorization') ?? '') ||
    request.headers.some(([name]) => /^x-tc-/i.test(name)) ||
    carriesSecretId(request),
  see,
  admit,
  result: envelope,
  refuse: ({ code, message, details }, requestId, request) =>
    envelope({ Error: { Code: code, Message: message }, RequestId: requestId, ...(details ? { Sandbox: details } : {}) }, request),
  badValueCode: 'InvalidParameterValue',
  throttleCode,
  checkUploads: (admitted, uploads, { nowMs }) => checkUploads(admitted, uploads, nowMs),
  fill: (fields, { action, values }, scene) => {
    if (issuesUpload(action)) Object.assign(fields, issueUpload(action, values, scene));
  },
};
