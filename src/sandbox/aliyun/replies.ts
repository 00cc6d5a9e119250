import { isRecord } from '../../core/json.ts';
import { withTexts } from '../../vendors/aliyun/answer/json-texts.ts';
import { aliyun } from '../../vendors/aliyun/vendor.ts';
import type { GatewayRefusal } from '../checks/admission.ts';
import type { ResultOptions } from '../gateway.ts';
import { headerOf, type ReceivedRequest } from '../wire/received-request.ts';
import type { Reply } from '../wire/reply.ts';
import { isSignatureCode, signatureMessage } from './caller-checks.ts';
import { isNumbered, numberedBody, withTextData } from './numbered-codes.ts';
import { commonParameter, isRpc } from './parameters.ts';
import { namesOfAliyunCall } from './signed-call.ts';
import { receivedAcs3String } from './verify-acs3.ts';
import { receivedRpcString } from './verify-rpc.ts';

type AnswerFields = Readonly<Record<string, unknown>>;

/** Characters that XML cannot hold, not even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to replace.
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** A bare carriage return is escaped too: a reader would turn it into a line feed. */
const escapeXml = (text: string): string => text.replace(notInXml, '\ufffd').replace(/[&<>"'\r]/g, (char) => `&#${char.charCodeAt(0)};`);

const xmlContent = (value: unknown): string => (isRecord(value) ? xmlMembers(value) : escapeXml(String(value)));

/** A list repeats its element. An empty list is one empty element, and null is not an element. */
function xmlElement(name: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value) && value.length > 0) return value.map((entry) => xmlElement(name, entry)).join('');
  return `<${name}>${Array.isArray(value) ? '' : xmlContent(value)}</${name}>`;
}

const xmlMembers = (fields: AnswerFields): string =>
  Object.entries(fields)
    .map(([name, value]) => xmlElement(name, value))
    .join('');

/** XML as the vendor's gateway writes it: every value becomes text, and its type is lost. */
export const writeXml = (root: string, fields: AnswerFields): string => `<?xml version="1.0" encoding="UTF-8"?>${xmlElement(root, fields)}`;

/** By default, RPC answers in XML, and ACS3 in JSON. */
const wantsXml = (request: ReceivedRequest): boolean =>
  isRpc(request)
    ? !/^json$/i.test(commonParameter(request, 'Format') ?? '')
    : /^application\/xml\b/i.test(headerOf(request, 'accept')?.trim() ?? '');

function fieldsReply(request: ReceivedRequest, status: number, root: string, fields: AnswerFields): Reply {
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

/** `CompareFaceResponse`, or `Response` for a request that does not name its action. */
const rootOf = (request: ReceivedRequest): string => `${/^[A-Za-z]\w*$/.exec(namesOfAliyunCall(request).action ?? '')?.[0] ?? ''}Response`;

const actionOf = (request: ReceivedRequest) => aliyun.actions.find(({ name }) => name === namesOfAliyunCall(request).action);

export const aliyunResultReply = (fields: AnswerFields, request: ReceivedRequest, { keepsObjects = false }: ResultOptions = {}): Reply =>
  fieldsReply(request, 200, rootOf(request), keepsObjects ? fields : withTextData(withTexts(fields, actionOf(request) ?? {})));

/** The HTTP status of an error, by its code. All other codes have 400. */
const statusOfCode: readonly (readonly [RegExp, number])[] = [
  [/^(?:(?:InvalidAccessKeyId|InvalidApi|InvalidProduct)\.NotFound|ProcessNotCompleted)$/, 404],
  [/^(?:Forbidden\.ExceptionRepeatedInvoke|UnqualifiedPhoto|DataDuplication|ToolargeImage|DownloadTimeout|NoFaceDetected)$/, 401],
  [/^(?:Forbidden(?:\..+)?|AuthFailed|InvalidApi\.NotPurchase)$/, 403],
  [/^Timeout$/, 408],
  [/^InternalError(?:\..+)?$/, 500],
  [/^ServiceUnavailable$/, 503],
];

export const errorStatus = (code: string): number => statusOfCode.find(([shape]) => shape.test(code))?.[1] ?? 400;

const throttleWaitMs = 1000;

/** A refused signature that was chosen as an outcome also has its string to sign: the vendor's clients read it, and one needs it. */
function messageOf({ code, message }: GatewayRefusal, request: ReceivedRequest): string {
  if (!isSignatureCode(code) || message.includes('string to sign is:')) return message;
  return signatureMessage(code, (isRpc(request) ? receivedRpcString : receivedAcs3String)(request));
}

export function aliyunRefusalReply(refusal: GatewayRefusal, requestId: string, request: ReceivedRequest): Reply {
  const { code, details } = refusal;
  if (isNumbered(code)) return fieldsReply(request, 200, rootOf(request), numberedBody(refusal, requestId));
  const reply = fieldsReply(request, errorStatus(code), 'Error', {
    RequestId: requestId,
    HostId: headerOf(request, 'host') ?? '',
    Code: code,
    Message: messageOf(refusal, request),
    Recommend: `idv explain ${code}`,
    ...(details ? { Sandbox: details } : {}),
  });
  return aliyun.isThrottle(code) ? { ...reply, headers: { ...reply.headers, 'x-acs-retry-after': String(throttleWaitMs) } } : reply;
}
