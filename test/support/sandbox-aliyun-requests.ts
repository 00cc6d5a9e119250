import { sandboxCredentials } from '../../src/core/sandbox-credentials.ts';
import { greyImage } from '../../src/sandbox/files/sample-files.ts';
import { sealToken } from '../../src/sandbox/tokens/sealed-token.ts';
import type { ReceivedRequest } from '../../src/sandbox/wire/received-request.ts';
import type { Reply } from '../../src/sandbox/wire/reply.ts';
import { signAcs3 } from '../../src/sign/acs3.ts';
import { signRpc } from '../../src/sign/aliyun-rpc.ts';
import { canonicalQuery, sha256Hex } from '../../src/sign/encode.ts';
import { utcTimestamp } from '../../src/sign/utc-timestamp.ts';
import { aliyunCalls } from '../../src/vendors/aliyun/actions/list.ts';
import { pngOfSides } from './media-samples.ts';
import { jsonOf, nowS, port } from './sandbox-requests.ts';

/** Requests to Alibaba Cloud as the sandbox's handler receives them. */

export type Params = Readonly<Record<string, string>>;

const image = greyImage().toString('base64');
/** As large as today's ID Verification wants one. */
export const ekycPicture = pngOfSides(640, 480).toString('base64');
export const pictureUrl = 'https://photos.oss-cn-shanghai.aliyuncs.com/a.jpg';
export const jobId = '4C467B38-3910-447D-87BC-AC049166F216';

export const serviceParameters = { refFaceContent: image, authFaceContent: image, resourceCode: '00840000' };

/** A transaction of which all three checks were asked. */
export const transactionIssuedAt = (issuedMs: number): string =>
  sealToken({ id: 'a-transaction', action: 'Initialize', issuedMs, values: { ProductCode: 'eKYC' } });

/** What a good call of an action needs. */
export const goodParams: Readonly<Record<string, Params>> = {
  FaceCompare: { MerchantBizId: 'order-7', SourceFacePicture: ekycPicture, TargetFacePicture: ekycPicture },
  EkycVerify: {
    ...{ ProductCode: 'eKYC_MIN', MerchantBizId: 'order-7', MerchantUserId: 'customer-9', DocType: '01000000' },
    ...{ IdOcrPictureBase64: ekycPicture, FacePictureBase64: ekycPicture },
  },
  FaceLiveness: {
    ...{ ProductCode: 'FACE_LIVENESS_MIN', MerchantBizId: 'order-7', MerchantUserId: 'customer-9' },
    FacePictureBase64: ekycPicture,
  },
  DeepfakeDetectIntl: { ProductCode: 'FACE_DEEPFAKE', MerchantBizId: 'order7', FaceInputType: 'IMAGE', FaceBase64: image },
  Initialize: {
    ...{ ProductCode: 'eKYC', MerchantBizId: 'order-7', MerchantUserId: 'customer-9', MetaInfo: '{}', DocType: '01000000' },
  },
  CheckResult: { MerchantBizId: 'order-7', TransactionId: transactionIssuedAt(nowS * 1000 - 60_000) },
  ExecuteRequest: { Service: 'intl_face_verify', ServiceParameters: JSON.stringify(serviceParameters) },
  CompareFace: { ImageDataA: image, ImageDataB: image },
  DetectLivingFace: { 'Tasks.1.ImageData': image },
  DetectVideoLivingFace: { VideoUrl: 'https://photos.oss-cn-shanghai.aliyuncs.com/a.mp4' },
  DetectFace: { ImageURL: pictureUrl, Quality: 'true', MaxFaceNumber: '3' },
  RecognizeIdentityCard: { ImageURL: pictureUrl, Side: 'face' },
  GetAsyncJobResult: { JobId: jobId },
  AuthorizeFileUpload: { Product: 'facebody', RegionId: 'cn-shanghai' },
};

const versionOf = (action: string): string => aliyunCalls.find(({ name }) => name === action)?.version ?? '2019-05-21';

export interface Variation {
  action?: string;
  version?: string;
  /** Instead of the action's good parameters. */
  params?: Params;
  method?: 'GET' | 'POST';
  host?: string;
  /** Only for ACS3, which signs it. */
  path?: string;
  /** Of a GET signed by ACS3, besides its query. */
  form?: string;
  /** Unix seconds. */
  timestamp?: number;
  nonce?: string;
  credentials?: { id: string; secret: string };
  format?: 'JSON' | 'XML';
}

/** The sandbox's id with another key. */
export const stranger = { id: 'sandbox-id', secret: 'another-key' };

let nonces = 0;
const freshNonce = (): string => `nonce-${++nonces}`;

const formType = 'application/x-www-form-urlencoded';

const request = (method: string, query: string, headers: ReceivedRequest['headers'], form: string, path = '/'): ReceivedRequest => {
  const body = Buffer.from(form);
  return { method, target: query === '' ? path : `${path}?${query}`, headers, body, bodyBytes: body.length, port };
};

/** A call signed by RPC, with its parameters in the query of a GET or in the form of a POST. `changes` are made before signing. */
export function rpcRequest(variation: Variation = {}, changes: Readonly<Record<string, string | undefined>> = {}): ReceivedRequest {
  const { action = 'CompareFace', method = 'POST', host = `127.0.0.1:${port}`, credentials = sandboxCredentials } = variation;
  const wanted = {
    ...(variation.params ?? goodParams[action]),
    AccessKeyId: credentials.id,
    Action: action,
    Format: variation.format ?? 'JSON',
    SignatureMethod: 'HMAC-SHA1',
    SignatureNonce: variation.nonce ?? freshNonce(),
    SignatureVersion: '1.0',
    Timestamp: utcTimestamp(variation.timestamp ?? nowS),
    Version: variation.version ?? versionOf(action),
    ...changes,
  };
  const sent = Object.fromEntries(Object.entries(wanted).filter((pair): pair is [string, string] => pair[1] !== undefined));
  const { CanonicalizedQueryString, Signature } = signRpc({ method, params: sent }, credentials);
  const encoded = `${CanonicalizedQueryString}&${canonicalQuery({ Signature: changes.Signature ?? Signature })}`;
  return method === 'GET'
    ? request(method, encoded, [['Host', host]], '')
    : request(
        method,
        '',
        [
          ['Host', host],
          ['Content-Type', formType],
        ],
        encoded,
      );
}

/** A call signed by ACS3, with its parameters in the query of a GET or in the form of a POST. `changes` are headers, made before signing. */
export function acs3Request(variation: Variation = {}, changes: Readonly<Record<string, string | undefined>> = {}): ReceivedRequest {
  const { action = 'CompareFace', method = 'POST', host = `127.0.0.1:${port}`, credentials = sandboxCredentials, path = '/' } = variation;
  const text = canonicalQuery(variation.params ?? goodParams[action] ?? {});
  const [query, form] = method === 'GET' ? [text, variation.form ?? ''] : ['', text];
  const wanted = {
    host,
    accept: variation.format === 'XML' ? 'application/xml' : 'application/json',
    'x-acs-action': action,
    'x-acs-version': variation.version ?? versionOf(action),
    'x-acs-date': utcTimestamp(variation.timestamp ?? nowS),
    'x-acs-signature-nonce': variation.nonce ?? freshNonce(),
    'x-acs-content-sha256': sha256Hex(form),
    ...(method === 'POST' ? { 'content-type': formType } : {}),
    ...changes,
  };
  const headers = Object.fromEntries(Object.entries(wanted).filter((pair): pair is [string, string] => pair[1] !== undefined));
  const { Authorization } = signAcs3(
    { method, canonicalUri: path, canonicalQuery: query, headers, hashedPayload: sha256Hex(form) },
    credentials,
  );
  return request(method, query, [...Object.entries(headers), ['Authorization', Authorization]], form, path);
}

export const schemes = { rpc: rpcRequest, acs3: acs3Request } as const;

export interface AliyunAnswer extends Record<string, unknown> {
  RequestId: string;
  Code?: string | number;
  Message?: string;
  Data?: Record<string, unknown>;
  Sandbox?: Record<string, string>;
}

export const answerOf = (reply: Reply): AliyunAnswer => jsonOf(reply) as AliyunAnswer;

/** Status and code of a JSON answer. A result has no code. */
export const saidBy = (reply: Reply): [status: number, code: unknown] => [reply.status, answerOf(reply).Code];
