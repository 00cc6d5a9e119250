import { tencent } from '../../providers/tencent/provider.ts';
import { checkParams, type ParamFault } from '../check-params.ts';
import { headerOf, jsonReply, type ReceivedRequest, type Reply, splitTarget } from '../exchange.ts';
import type { Admission, Gate, Refusal, Seen, Vendor } from '../vendor.ts';
import { readValues } from './read-values.ts';
import { findRoute } from './route.ts';
import { parseAuthorization, verifyTc3 } from './verify-tc3.ts';

const codeOf: Readonly<Record<ParamFault['kind'], string>> = {
  unknown: 'UnknownParameter',
  missing: 'MissingParameter',
  type: 'InvalidParameter',
  value: 'InvalidParameterValue',
  rule: 'InvalidParameter',
};

function frameFault(request: ReceivedRequest): Refusal | undefined {
  const { method, bodyBytes } = request;
  if (method !== 'GET' && method !== 'POST') return { code: 'UnsupportedProtocol', message: 'only GET and POST are taken' };
  const limit = tencent.maxRequestBytes('tc3', method);
  const size = method === 'GET' ? Buffer.byteLength(splitTarget(request.target).query) : bodyBytes;
  return size > limit ? { code: 'RequestSizeLimitExceeded', message: `a ${method} request takes ${limit} bytes` } : undefined;
}

function admit(request: ReceivedRequest, gate: Gate): Admission {
  const frame = frameFault(request);
  if (frame) return { refusal: frame };
  const verified = verifyTc3(request, gate.nowMs);
  if ('refusal' in verified) return verified;
  const route = findRoute(request, verified.service);
  if ('refusal' in route) return route;
  const { action } = route;
  if (!gate.allows(action)) {
    return {
      action,
      refusal: { code: 'RequestLimitExceeded', message: `${action.name} takes ${action.requestsPerSecond} requests a second` },
    };
  }
  const read = readValues(request, action);
  if ('refusal' in read) return { action, ...read };
  const { fault, media } = checkParams(action, read.values);
  const admitted = { action, values: read.values, media };
  return fault ? { ...admitted, refusal: { code: codeOf[fault.kind], message: fault.message } } : admitted;
}

function see(request: ReceivedRequest): Seen {
  const authorization = headerOf(request, 'authorization');
  const parsed = parseAuthorization(authorization);
  return {
    action: headerOf(request, 'x-tc-action'),
    version: headerOf(request, 'x-tc-version'),
    region: headerOf(request, 'x-tc-region'),
    id: parsed?.id,
    authorization: parsed ? authorization?.replace(/Signature=.*$/s, 'Signature=<masked>') : authorization && '<masked>',
  };
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
  recognises: (request) => /^TC3-/.test(headerOf(request, 'authorization') ?? '') || request.headers.some(([name]) => /^x-tc-/i.test(name)),
  see,
  admit,
  result: envelope,
  refuse: ({ code, message, details }, requestId, request) =>
    envelope({ Error: { Code: code, Message: message }, RequestId: requestId, ...(details ? { Sandbox: details } : {}) }, request),
  badValueCode: 'InvalidParameterValue',
  throttleCode: 'RequestLimitExceeded',
};
