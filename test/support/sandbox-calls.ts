import { createHash } from 'node:crypto';
import type { Action } from '../../src/core/declare/action.ts';
import { isMedia, isNumber, type Param } from '../../src/core/declare/params.ts';
import { greyImage } from '../../src/sandbox/files/sample-files.ts';
import type { RequestHandler } from '../../src/sandbox/handler.ts';
import type { ReceivedRequest } from '../../src/sandbox/wire/received-request.ts';
import type { Reply } from '../../src/sandbox/wire/reply.ts';
import { allActions } from '../../src/vendors/catalogue.ts';
import { controlRequest, port, received, responseOf, smallVideo, type TencentResponse } from './sandbox-requests.ts';

/** Good calls of every declared action, given to a handler. */

export type Values = Record<string, unknown>;

export const md5 = (bytes: Buffer): string => createHash('md5').update(bytes).digest('hex');

const image = (): string => greyImage().toString('base64');

export const redirectUrl = 'https://shop.example/done?order=7';

/** What a good call needs, apart from tokens and uploads, where the required parameters alone do not make one. */
const plainValues: Readonly<Record<string, () => Values>> = {
  CompareFaceLiveness: () => ({ ImageBase64: image(), VideoBase64: smallVideo().toString('base64'), LivenessType: 'SILENT' }),
  LivenessCompare: () => ({ ImageBase64: image(), VideoBase64: smallVideo().toString('base64'), LivenessType: 'SILENT' }),
  DetectAIFakeFaces: () => ({ FaceInput: image(), FaceInputType: 1 }),
  VideoLivenessCompare: () => ({ LivenessType: 'SILENT' }),
  GetFaceIdTokenIntl: () => ({ CheckMode: 'compare', Image: image(), Extra: 'order 7' }),
  ApplySdkVerificationToken: () => ({ Extra: 'order 7' }),
  ApplyWebVerificationBizTokenIntl: () => ({ RedirectURL: redirectUrl, CompareImageBase64: image(), Config: { CheckMode: 1 } }),
  ApplyWebVerificationToken: () => ({ RedirectUrl: redirectUrl }),
  ApplyCardVerification: () => ({ Nationality: 'IDN', CardType: 'DRIVING_LICENSE', ImageBase64Front: image() }),
  CreateUploadUrl: () => ({ TargetAction: 'DetectReflectLivenessAndCompare' }),
};

function sampleOf(param: Param): unknown {
  if (isMedia(param)) return param.media.kind === 'video' ? smallVideo().toString('base64') : image();
  const [first] = 'values' in param && param.values ? Object.keys(param.values) : [];
  if (isNumber(param)) return Number(first ?? param.minimum ?? 1);
  return first ?? 'abc';
}

/** A value for each required parameter: a small file, the first value of its list, or text. */
export const requiredValues = ({ params }: Action): Values =>
  Object.fromEntries(params.filter(({ required }) => required).map((param) => [param.name, sampleOf(param)]));

export const actionNamed = (name: string): Action => {
  const action = allActions.find((candidate) => candidate.name === name);
  if (!action) throw new Error(`no action ${name}`);
  return action;
};

export async function call(handle: RequestHandler, action: string, values: Values = {}): Promise<TencentResponse> {
  return responseOf(await send(handle, action, values));
}

export const send = (handle: RequestHandler, action: string, values: Values = {}): Promise<Reply> =>
  handle(received({ action, values: values as NonNullable<Parameters<typeof received>[0]>['values'] & object }));

/** A request to a URL that the sandbox issued, without anything of a vendor's. */
export function plainRequest(
  method: string,
  url: string,
  body: Buffer = Buffer.alloc(0),
  headers: ReceivedRequest['headers'] = [],
): ReceivedRequest {
  // A URL object would change text that must arrive unchanged.
  const target = url.replace(/^http:\/\/[^/]+/, '');
  return { method, target, headers: [['Host', `127.0.0.1:${port}`], ...headers], body, bodyBytes: body.length, port };
}

/** Uploads bytes, and returns the URL that leads to them. */
export async function upload(handle: RequestHandler, bytes: Buffer, targetAction = 'DetectReflectLivenessAndCompare'): Promise<string> {
  const { UploadUrl, ResourceUrl } = await call(handle, 'CreateUploadUrl', { TargetAction: targetAction });
  const { status } = await handle(plainRequest('PUT', String(UploadUrl), bytes));
  if (status !== 200) throw new Error(`PUT answered ${status}`);
  return String(ResourceUrl);
}

async function uploadedValues(handle: RequestHandler, { uploads = [] }: Action): Promise<Values> {
  const values: Values = {};
  for (const { url, md5: digest, media } of uploads) {
    const bytes = media?.kind === 'video' ? smallVideo() : greyImage();
    values[url] = await upload(handle, bytes);
    if (digest !== undefined) values[digest] = md5(bytes);
  }
  return values;
}

const issuerOf = ({ name }: Action): Action | undefined => allActions.find(({ follow }) => follow?.action === name);

/** Values of a good call. Uploads the files and issues the tokens that it needs. */
export async function goodCall(handle: RequestHandler, action: Action): Promise<Values> {
  const issuer = issuerOf(action);
  const token = issuer?.follow && (await call(handle, issuer.name, await goodCall(handle, issuer)))[issuer.follow.token];
  const positional = action.params.find((param) => param.positional);
  return {
    ...(plainValues[action.name]?.() ?? requiredValues(action)),
    ...(await uploadedValues(handle, action)),
    ...(token !== undefined && positional ? { [positional.name]: token } : {}),
  };
}

/** Moves the clock of tokens, uploads and files. */
export async function setClock(handle: RequestHandler, offsetS: number): Promise<void> {
  const { status } = await handle(controlRequest('POST', 'clock', { offsetS }));
  if (status !== 200) throw new Error(`the clock answered ${status}`);
}

export async function choose(handle: RequestHandler, outcome: string, times?: number): Promise<void> {
  const { status } = await handle(controlRequest('POST', 'outcomes', { outcome, ...(times ? { times } : {}) }));
  if (status !== 200) throw new Error(`the choice of ${outcome} answered ${status}`);
}
