import { aliyun } from '../../providers/aliyun/provider.ts';
import type { GatewayRefusal } from '../checks/admission.ts';
import { headerOf, type ReceivedRequest } from '../wire/received-request.ts';
import type { Reply } from '../wire/reply.ts';
import { isNumbered, numberedBody, withTextData } from './numbered-codes.ts';
import { commonParameter, isRpc } from './parameters.ts';
import { statusOf } from './statuses.ts';
import { see } from './verify.ts';
import { writeXml } from './write-xml.ts';

type Fields = Readonly<Record<string, unknown>>;

/** RPC answers in XML unless it is told otherwise, ACS3 only where it is asked to. */
const wantsXml = (request: ReceivedRequest): boolean =>
  isRpc(request)
    ? !/^json$/i.test(commonParameter(request, 'Format') ?? '')
    : /^application\/xml\b/i.test(headerOf(request, 'accept')?.trim() ?? '');

function reply(request: ReceivedRequest, status: number, root: string, fields: Fields): Reply {
  const isXml = wantsXml(request);
  return {
    status,
    headers: {
      'Content-Type': isXml ? 'text/xml;charset=utf-8' : 'application/json;charset=utf-8',
      'x-acs-request-id': String(fields.RequestId ?? ''),
    },
    body: Buffer.from(isXml ? writeXml(root, fields) : JSON.stringify(fields)),
  };
}

/** `CompareFaceResponse`; of a request that names no action, no more than that. */
const rootOf = (request: ReceivedRequest): string => `${/^[A-Za-z]\w*$/.exec(see(request).action ?? '')?.[0] ?? ''}Response`;

export const resultReply = (fields: Fields, request: ReceivedRequest): Reply => reply(request, 200, rootOf(request), withTextData(fields));

const retryAfterMs = 1000;

export function refusalReply(refusal: GatewayRefusal, requestId: string, request: ReceivedRequest): Reply {
  const { code, message, details } = refusal;
  if (isNumbered(code)) return reply(request, 200, rootOf(request), numberedBody(refusal, requestId));
  const answer = reply(request, statusOf(code), 'Error', {
    RequestId: requestId,
    HostId: headerOf(request, 'host') ?? '',
    Code: code,
    Message: message,
    Recommend: `idv explain ${code}`,
    ...(details ? { Sandbox: details } : {}),
  });
  return aliyun.isThrottle(code) ? { ...answer, headers: { ...answer.headers, 'x-acs-retry-after': String(retryAfterMs) } } : answer;
}
