import type { BodyValue } from '../../src/core/http.ts';
import { sandboxCredentials } from '../../src/core/sandbox-credentials.ts';
import { emptyVideo, greyImage } from '../../src/sandbox/files/sample-files.ts';
import { createHandler, type HandlerOptions, type RequestHandler } from '../../src/sandbox/handler.ts';
import type { ReceivedRequest } from '../../src/sandbox/wire/received-request.ts';
import type { Reply } from '../../src/sandbox/wire/reply.ts';
import { tencent } from '../../src/vendors/tencent/vendor.ts';
import type { BodyFormat, Call, Credentials, RequestShape, SignMethod } from '../../src/vendors/vendor.ts';

/** Requests as the sandbox's handler receives them, signed by our own client. */

export const port = 4567;
export const nowMs = Date.UTC(2026, 0, 15, 12, 0, 0);
export const nowS = nowMs / 1000;

/** The smallest file that counts as a video: three seconds of FLV. */
export const smallVideo = emptyVideo;

export const goodValues = (): Record<string, BodyValue> => ({
  ImageBase64: { bytes: greyImage(), mediaType: 'image/jpeg' },
  VideoBase64: { bytes: smallVideo(), mediaType: 'video/x-flv' },
  LivenessType: 'SILENT',
});

export type Variation = Partial<Pick<Call, 'product' | 'version' | 'values'> & ShapeChoice> & {
  /** Its name. */
  action?: string;
  host?: string;
  region?: string | null;
  timestamp?: number;
  nonce?: string;
  credentials?: Credentials;
  /** Instead of the body that the values make. */
  body?: Buffer;
};

interface ShapeChoice {
  signMethod: SignMethod;
  httpMethod: 'GET' | 'POST';
  bodyFormat: BodyFormat;
}

/** The vendor's first shape with these features. */
export function shapeOf({ signMethod = 'tc3', httpMethod = 'POST', bodyFormat }: Partial<ShapeChoice> = {}): RequestShape {
  const shape = tencent.shapes.find(
    (known) => known.signMethod === signMethod && known.httpMethod === httpMethod && (bodyFormat ?? known.bodyFormat) === known.bodyFormat,
  );
  if (!shape) throw new Error(`no such shape: ${signMethod} ${httpMethod} ${bodyFormat}`);
  return shape;
}

/** A good request, except for what is varied. */
export function received(variation: Variation = {}): ReceivedRequest {
  const { host = `127.0.0.1:${port}`, region = 'ap-singapore', credentials = sandboxCredentials } = variation;
  const { product = 'faceid', action = 'CompareFaceLiveness', version = '2018-03-01', values = goodValues(), body } = variation;
  const shape = shapeOf(variation);
  const payload = tencent.buildPayload({ product, actionName: action, values }, shape);
  const { request } = tencent.sign(
    {
      product,
      actionName: action,
      action: undefined,
      required: [],
      version,
      region: region ?? undefined,
      endpoint: new URL(`http://${host}`),
      shape,
      answerFormat: 'json',
      values,
      payload: payload && body ? { ...payload, bytes: body } : payload,
    },
    credentials,
    { timestamp: variation.timestamp ?? nowS, nonce: variation.nonce ?? '11886' },
  );
  const { pathname, search } = new URL(request.url);
  return {
    method: request.method,
    target: `${pathname}${search}`,
    headers: Object.entries(request.headers),
    body: request.body,
    bodyBytes: request.body.length,
    port,
  };
}

export const withHeader = (request: ReceivedRequest, name: string, value: string | undefined): ReceivedRequest => ({
  ...request,
  headers: [
    ...request.headers.filter(([sent]) => sent.toLowerCase() !== name.toLowerCase()),
    ...(value === undefined ? [] : [[name, value] as const]),
  ],
});

export function controlRequest(method: string, path: string, body?: unknown, headers: ReceivedRequest['headers'] = []): ReceivedRequest {
  const bytes = body === undefined ? Buffer.alloc(0) : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return {
    method,
    target: `/_sandbox/${path}`,
    headers: headers.some(([name]) => name === 'Host') ? headers : [['Host', `127.0.0.1:${port}`], ...headers],
    body: bytes,
    bodyBytes: bytes.length,
    port,
  };
}

export function handler(options: Partial<HandlerOptions> = {}): Promise<RequestHandler> {
  let count = 0;
  return createHandler({ rateLimit: false, nowMs: () => nowMs, uuid: () => `request-${++count}`, ...options });
}

export interface TencentResponse extends Record<string, unknown> {
  Error?: { Code: string; Message: string };
  Sandbox?: { CanonicalRequest: string; StringToSign: string };
  RequestId: string;
}

export const jsonOf = (reply: Reply): Record<string, unknown> => JSON.parse(reply.body.toString('utf8'));

export const responseOf = (reply: Reply): TencentResponse => jsonOf(reply).Response as TencentResponse;

/** The error code of an answer. Undefined for a result. */
export const codeOf = (reply: Reply): string | undefined => responseOf(reply).Error?.Code;
