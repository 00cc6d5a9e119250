import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { greyImage } from '../../src/sandbox/files/sample-files.ts';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/server.ts';
import { aliyunCalls } from '../../src/vendors/aliyun/actions/list.ts';
import { jobId, pictureUrl, serviceParameters, transactionIssuedAt } from './sandbox-aliyun-requests.ts';
import type { Params, SdkAnswer, SdkCall } from './sandbox-aliyun-sdk.ts';

const image = greyImage().toString('base64');

/** With every character that encodings treat differently. */
const strangeUrl = `${pictureUrl}?a=b+c%20d~e!'()*`;

/** As a program gives them to the clients: nested, and not as text. */
const values: Readonly<Record<string, Params>> = {
  // By their addresses: base64 is too long for a GET.
  FaceCompare: { MerchantBizId: 'order-7', SourceFacePictureUrl: strangeUrl, TargetFacePictureUrl: pictureUrl },
  EkycVerify: {
    ...{ ProductCode: 'eKYC_MIN', MerchantBizId: 'order-7', MerchantUserId: 'customer-9', DocType: '01000000' },
    ...{ IdOcrPictureUrl: pictureUrl, FacePictureUrl: pictureUrl },
  },
  FaceLiveness: {
    ...{ ProductCode: 'FACE_LIVENESS_MIN', MerchantBizId: 'order-7', MerchantUserId: 'customer-9' },
    FacePictureUrl: pictureUrl,
  },
  DeepfakeDetectIntl: { ProductCode: 'FACE_DEEPFAKE', MerchantBizId: 'order7', FaceUrl: pictureUrl },
  Initialize: { ProductCode: 'eKYC', MerchantBizId: 'order-7', MerchantUserId: 'customer-9', MetaInfo: '{"a": "b+c"}' },
  CheckResult: { MerchantBizId: 'order-7', TransactionId: transactionIssuedAt(Date.now() - 60_000) },
  ExecuteRequest: { Service: 'intl_face_verify', ServiceParameters: JSON.stringify(serviceParameters) },
  CompareFace: { ImageDataA: image, ImageDataB: image, QualityScoreThreshold: 97.5 },
  DetectLivingFace: { Tasks: [{ ImageData: image }, { ImageURL: strangeUrl }] },
  DetectVideoLivingFace: { VideoUrl: strangeUrl.replace('a.jpg', 'a.mp4') },
  DetectFace: { ImageURL: pictureUrl, Quality: true, MaxFaceNumber: 3 },
  RecognizeIdentityCard: { ImageURL: pictureUrl, Side: 'face' },
  GetAsyncJobResult: { JobId: jobId },
  AuthorizeFileUpload: { Product: 'facebody', RegionId: 'cn-shanghai' },
};

type Send = (call: SdkCall) => Promise<SdkAnswer>;

/** What every unchanged client of the vendor must see of the sandbox. The client knows only its address. */
export function describeClient(send: Send): void {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, rateLimit: false, nowMs: Date.now, uuid: randomUUID });
  });
  afterAll(() => sandbox.close());

  const call = (name: string, changes: Partial<SdkCall> = {}): Promise<SdkAnswer> => {
    const version = aliyunCalls.find((action) => action.name === name)?.version ?? '2019-12-30';
    return send({ port: sandbox.port, action: name, version, params: values[name] ?? {}, ...changes });
  };

  const choose = async (outcome: string): Promise<void> => {
    const { status } = await fetch(`${sandbox.url}/_sandbox/outcomes`, { method: 'POST', body: JSON.stringify({ outcome, times: 1 }) });
    expect(status).toBe(200);
  };

  it.each(aliyunCalls.map(({ name, output }) => [name, output] as const))('%s is answered', async (name, output) => {
    const { code, message, body = {} } = await call(name);
    expect([code, message]).toEqual([undefined, undefined]);
    expect(Object.keys(body).sort()).toEqual(output.map((field) => field.name).sort());
    expect(body.RequestId).toMatch(/^[0-9A-F]{8}-/);
  });

  it('ExecuteRequest answers a pass as JSON text, with only text in it', async () => {
    const { Data } = (await call('ExecuteRequest')).body ?? {};
    expect(Data).toBeTypeOf('string');
    expect(JSON.parse(String(Data))).toMatchObject({ passed: 'true', extInfo: { faceAttack: 'false' } });
  });

  it('DetectLivingFace has an element for each task, with its URL as it was sent', async () => {
    expect((await call('DetectLivingFace')).body?.Data).toMatchObject({
      Elements: [
        { TaskId: 'task-1', ImageURL: null },
        { TaskId: 'task-2', ImageURL: strangeUrl },
      ],
    });
  });

  it('a chosen outcome arrives, once', async () => {
    await choose('low-similarity');
    const confidences = [await call('CompareFace'), await call('CompareFace')].map(
      ({ body }) => (body?.Data as { Confidence: number } | undefined)?.Confidence,
    );
    expect(confidences).toEqual([9.21, 96.3]);
  });

  it('an error arrives with its HTTP status', async () => {
    await choose('forbidden');
    expect(await call('CompareFace')).toMatchObject({ code: 'Forbidden.RAM', status: 403 });
  });

  it('a temporary key works with the sandbox’s token', async () => {
    expect(await call('CompareFace', { token: 'sandbox-token' })).toMatchObject({ body: { Data: { Confidence: 96.3 } } });
  });

  it('a nonce is valid for one request', async () => {
    const nonce = randomUUID();
    expect([(await call('DetectFace', { nonce })).code, (await call('DetectFace', { nonce })).code]).toEqual([
      undefined,
      'SignatureNonceUsed',
    ]);
  });

  it('ExecuteRequest without its members gets an answer with Code 400', async () => {
    const { code, body } = await call('ExecuteRequest', { params: { Service: 'intl_face_verify', ServiceParameters: '{}' } });
    // pop-core throws an error for a Code that is not a success. The other client does so only for a status that is not 2xx.
    expect(code ?? body?.Code).toBe(400);
  });

  it.each([
    ['another key', { secret: 'another-key' }, 'SignatureDoesNotMatch'],
    ['another security token', { token: 'token' }, 'InvalidSecurityToken.Malformed'],
    ['an unknown action', { action: 'CompareFaces' }, 'InvalidAction.NotFound'],
    ['an unknown version', { version: '2017-01-01' }, 'NoSuchVersion'],
    ['an unknown parameter', { params: { ...values.CompareFace, Stray: '1' } }, 'InvalidParameter'],
    [
      'a list with too many entries',
      { action: 'DetectLivingFace', params: { Tasks: Array(11).fill({ ImageURL: pictureUrl }) } },
      'InvalidParameter',
    ],
  ])('with %s sees the error', async (_name, changes, code) => {
    const answer = await call('CompareFace', changes as Partial<SdkCall>);
    expect([answer.code, answer.body]).toEqual([code, undefined]);
  });

  it('recognises in the answer that the same string was signed with another key', async () => {
    expect((await call('DetectFace', { secret: 'another-key' })).message).toMatch(/server string to sign is:/i);
  });
}
