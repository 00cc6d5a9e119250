import { createHash, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readPath } from '../../src/core/json.ts';
import { greyImage } from '../../src/sandbox/files/sample-files.ts';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/server.ts';
import { tencent } from '../../src/vendors/tencent/vendor.ts';
import { actionNamed, md5, redirectUrl, requiredValues } from '../support/sandbox-calls.ts';
import { smallVideo } from '../support/sandbox-requests.ts';
import { type SdkAnswer, type SdkSignMethod, sdkClient, sdkRequest } from '../support/sandbox-tencent-sdk.ts';

/** Calls every action of Tencent's Node SDK through its typed methods, requests and responses, with each signature of the SDK. */

const require = createRequire(import.meta.url);
const { v20180301 } = require('tencentcloud-sdk-nodejs-intl-en/tencentcloud/faceid/index.js');

type Values = Record<string, unknown>;
type Method = (request: unknown, done: (error: { code?: string; message: string } | null, response: Values) => void) => void;

const picture = greyImage().toString('base64');
const clip = smallVideo().toString('base64');

/** Values of a valid call for actions whose required parameters are not enough, without tokens and uploads. */
const plainValues: Readonly<Record<string, Values>> = {
  CompareFaceLiveness: { ImageBase64: picture, VideoBase64: clip, LivenessType: 'SILENT' },
  LivenessCompare: { ImageBase64: picture, VideoBase64: clip, LivenessType: 'ACTION', ValidateData: '2,1' },
  GetFaceIdTokenIntl: { CheckMode: 'compare', SecureLevel: '2', Image: picture, Extra: 'order 7' },
  ApplySdkVerificationToken: { CheckMode: 1, IdCardType: 'HK', SelectedWarningCodes: [-9101, -9102], Extra: 'order 7' },
  ApplyWebVerificationBizTokenIntl: {
    RedirectURL: redirectUrl,
    CompareImageBase64: picture,
    Config: { CheckMode: 1, IDCardType: 'HKIDCard', AutoSkip: true },
  },
  ApplyLivenessToken: { SecureLevel: '4' },
  DetectAIFakeFaces: { FaceInput: picture, FaceInputType: 1 },
  CreateUploadUrl: { TargetAction: 'GenerateReflectSequence' },
};

const methods: readonly string[] = Object.getOwnPropertyNames(v20180301.Client.prototype).filter((name) => name !== 'constructor');

let sandbox: RunningSandbox;
beforeAll(async () => {
  // The SDK would use a proxy of the environment even for calls to 127.0.0.1.
  vi.stubEnv('http_proxy', '');
  // A token is pending for a few seconds, so the clock of the sandbox stands still.
  const startedMs = Date.now();
  sandbox = await startSandbox({ port: 0, rateLimit: false, nowMs: () => startedMs, uuid: randomUUID });
});
afterAll(async () => {
  await sandbox.close();
  vi.unstubAllEnvs();
});

async function control(path: string, order: unknown): Promise<void> {
  const { status } = await fetch(`${sandbox.url}/_sandbox/${path}`, { method: 'POST', body: JSON.stringify(order) });
  expect(status).toBe(200);
}

beforeEach(async () => {
  await control('clock', { reset: true });
  await control('outcomes', { reset: true });
});

/** Calls the SDK's own method with its own request object. */
function run(name: string, values: Values, signMethod: SdkSignMethod): Promise<SdkAnswer> {
  const client = sdkClient({ port: sandbox.port, signMethod });
  const request = new v20180301.Models[`${name}Request`]();
  request.from_json_string(JSON.stringify(values));
  const method = (client as unknown as Record<string, Method>)[name];
  return new Promise((resolve) => {
    method?.call(client, request, (error, response) =>
      resolve(error ? { message: error.message, ...(error.code ? { code: error.code } : {}) } : { response }),
    );
  });
}

async function resultOf(name: string, values: Values, signMethod: SdkSignMethod): Promise<Values> {
  const { response, code, message } = await run(name, values, signMethod);
  if (!response) throw new Error(`${name}: ${code} ${message}`);
  return response;
}

async function uploaded(bytes: Buffer, signMethod: SdkSignMethod): Promise<string> {
  const { UploadUrl, ResourceUrl } = await resultOf('CreateUploadUrl', plainValues.CreateUploadUrl ?? {}, signMethod);
  const { status } = await fetch(String(UploadUrl), { method: 'PUT', body: new Uint8Array(bytes) });
  expect(status).toBe(200);
  return String(ResourceUrl);
}

/** Values of a valid call. Files are uploaded and tokens are issued through the SDK too. */
async function goodValues(name: string, signMethod: SdkSignMethod): Promise<Values> {
  const values: Values = { ...(plainValues[name] ?? requiredValues(actionNamed(name))) };
  for (const { url, md5: digest, media } of actionNamed(name).uploads ?? []) {
    const bytes = media?.kind === 'video' ? smallVideo() : greyImage();
    values[url] = await uploaded(bytes, signMethod);
    if (digest !== undefined) values[digest] = md5(bytes);
  }
  const issuer = tencent.actions.find(({ follow }) => follow?.action === name);
  const param = actionNamed(name).params.find(({ positional }) => positional);
  if (issuer?.follow && param) {
    const issued = await resultOf(issuer.name, plainValues[issuer.name] ?? {}, signMethod);
    values[param.name] = issued[issuer.follow.token];
  }
  return values;
}

it('the catalogue has every action of the SDK', () => {
  expect(methods).toContain('CompareFaceLiveness');
  expect(methods.filter((name) => !tencent.actions.some((action) => action.name === name))).toEqual([]);
});

describe.each(['TC3-HMAC-SHA256', 'HmacSHA256'] as const)('signed with %s', (signMethod) => {
  it.each(methods)('%s gives its documented answer', async (name) => {
    const values = await goodValues(name, signMethod);
    await control('clock', { offsetS: 60 });
    const response = await resultOf(name, values, signMethod);
    const { judgement, output } = actionNamed(name);
    expect(response.RequestId).toMatch(/^[0-9a-f-]{36}$/);
    if (judgement) expect(readPath(response, judgement.decision.path)).toBe(judgement.decision.success);
    const answered = output.filter((field) => response[field.name] !== null && response[field.name] !== undefined);
    expect(answered.length).toBeGreaterThan(output.length / 2);
  });

  it('a pending result has the pending code and no details', async () => {
    const faceId = await resultOf('GetFaceIdResultIntl', await goodValues('GetFaceIdResultIntl', signMethod), signMethod);
    expect(faceId).toMatchObject({ Result: '-999', BestFrame: null });
    const web = await resultOf('GetWebVerificationResultIntl', await goodValues('GetWebVerificationResultIntl', signMethod), signMethod);
    expect(web).toMatchObject({ ErrorCode: null, VerificationDetailList: null });
  });

  it('a file of a result can be downloaded, with the size and MD5 of the answer', async () => {
    const values = await goodValues('GetSdkVerificationResult', signMethod);
    await control('clock', { offsetS: 60 });
    const { CompareResults } = await resultOf('GetSdkVerificationResult', values, signMethod);
    const [{ BestFrame }] = CompareResults as [{ BestFrame: { Url: string; MD5: string; Size: number } }];
    const bytes = Buffer.from(await (await fetch(BestFrame.Url)).arrayBuffer());
    expect([bytes.length, createHash('md5').update(bytes).digest('hex')]).toEqual([BestFrame.Size, BestFrame.MD5]);
  });

  it.each([
    ['an expired token', 'GetFaceIdResultIntl', 4 * 24 * 3600, {}, 'InvalidParameterValue.BizTokenExpired'],
    ['a token that was never issued', 'GetLivenessResult', 0, { SdkToken: 'B8F1C2D3' }, 'InvalidParameterValue.BizTokenIllegal'],
    ['an expired upload', 'GenerateReflectSequence', 7200, {}, 'FailedOperation.DownLoadError'],
    ['the MD5 of another file', 'DetectReflectLivenessAndCompare', 0, { ImageMd5: '0'.repeat(32) }, 'InvalidParameterValue'],
    [
      'a nested value that is not in its list',
      'ApplyWebVerificationBizTokenIntl',
      0,
      { Config: { CheckMode: 9 } },
      'InvalidParameterValue',
    ],
  ])('%s is refused', async (_name, action, offsetS, wrong, code) => {
    const values = { ...(await goodValues(action, signMethod)), ...wrong };
    await control('clock', { offsetS });
    expect(await run(action, values, signMethod)).toMatchObject({ code });
  });
});

it('an action that the catalogue does not have is refused with InvalidAction', async () => {
  expect(await sdkRequest(sdkClient({ port: sandbox.port }), 'DetectNothing', {})).toMatchObject({ code: 'InvalidAction' });
});

describe('DetectAIFakeFaces', () => {
  const values = { FaceInput: picture, FaceInputType: 1 };
  const ofClip = { FaceInput: clip, FaceInputType: 2 };
  const ask = (request: Values) => run('DetectAIFakeFaces', request, 'TC3-HMAC-SHA256');

  it.each([
    ['High', values, 'SuspectedSynthesisImage'],
    ['Mid', values, 'SuspectedSynthesisImage'],
    ['High', ofClip, 'SuspectedSynthesisVideo'],
  ])('answers the outcome %s with traces of the kind of file that was sent (case %#)', async (outcome, request, Type) => {
    await control('outcomes', { outcome, times: 1 });
    expect((await ask(request)).response).toMatchObject({ AttackRiskLevel: outcome, AttackRiskDetailList: [{ Type }] });
  });

  it('accepts a video', async () => {
    expect((await ask(ofClip)).response).toMatchObject({ AttackRiskLevel: 'Low', AttackRiskDetailList: [] });
  });

  it.each([
    ['no file', { FaceInputType: 1 }, 'MissingParameter'],
    ['no kind of file', { FaceInput: picture }, 'MissingParameter'],
    ['a kind of file that is not in the list', { FaceInput: picture, FaceInputType: 3 }, 'InvalidParameterValue'],
    ['a picture declared as a video', { FaceInput: picture, FaceInputType: 2 }, 'InvalidParameterValue'],
    ['a video declared as a picture', { FaceInput: clip, FaceInputType: 1 }, 'InvalidParameterValue'],
    ['text that is not base64', { FaceInput: '@portrait.jpg', FaceInputType: 1 }, 'InvalidParameterValue'],
    ['a picture larger than 3 MB', { FaceInput: 'A'.repeat(3 * 2 ** 20 + 4), FaceInputType: 1 }, 'InvalidParameterValue'],
  ])('refuses %s', async (_what, request, code) => {
    expect(await ask(request)).toMatchObject({ code });
  });

  it('refuses a wrong key', async () => {
    const client = sdkClient({ port: sandbox.port, secretKey: 'not the key' });
    expect(await sdkRequest(client, 'DetectAIFakeFaces', values)).toMatchObject({ code: 'AuthFailure.SignatureFailure' });
  });

  it('answers with a code of its own table', async () => {
    await control('outcomes', { outcome: 'FailedOperation.VideoDurationExceeded', times: 1 });
    expect(await ask(ofClip)).toMatchObject({ code: 'FailedOperation.VideoDurationExceeded' });
  });
});
