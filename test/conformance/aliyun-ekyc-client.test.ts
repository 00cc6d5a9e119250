import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/server.ts';
import { signAcs3 } from '../../src/sign/acs3.ts';
import { canonicalQuery, sha256Hex } from '../../src/sign/encode.ts';
import { jpegOfSize, pngOfSides } from '../support/media-samples.ts';
import { ekycPicture, goodParams, transactionIssuedAt } from '../support/sandbox-aliyun-requests.ts';
import type { SdkAnswer } from '../support/sandbox-aliyun-sdk.ts';

/**
 * Today's ID Verification by `@alicloud/openapi-client`, with the shape that its generated client `@alicloud/cloudauth-intl20220809`
 * gives every call: ACS3, pictures in the form, everything else in the query.
 * https://github.com/aliyun/alibabacloud-typescript-sdk/blob/master/cloudauth-intl-20220809/src/client.ts
 */

const require = createRequire(import.meta.url);
const openApi = require('@alicloud/openapi-client');
const util = require('@alicloud/openapi-util').default;
const { RuntimeOptions } = require('@alicloud/tea-util');

type Values = Readonly<Record<string, string>>;

const inForm = ['SourceFacePicture', 'TargetFacePicture', 'FacePictureBase64', 'IdOcrPictureBase64', 'FaceBase64'];
const part = (values: Values, isForm: boolean): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => inForm.includes(name) === isForm));

async function send(port: number, action: string, values: Values, secret = 'sandbox-key'): Promise<SdkAnswer> {
  const config = { accessKeyId: 'sandbox-id', accessKeySecret: secret, endpoint: `127.0.0.1:${port}`, protocol: 'HTTP' };
  const client = new openApi.default(new openApi.Config(config));
  const shape = { action, version: '2022-08-09', protocol: 'HTTPS', pathname: '/', method: 'POST', authType: 'AK' };
  const params = new openApi.Params({ ...shape, style: 'RPC', reqBodyType: 'formData', bodyType: 'json' });
  const form = part(values, true);
  const request = { query: util.query(part(values, false)), ...(Object.keys(form).length > 0 ? { body: util.parseToMap(form) } : {}) };
  try {
    const { body } = await client.callApi(params, new openApi.OpenApiRequest(request), new RuntimeOptions({ readTimeout: 60_000 }));
    return { body };
  } catch (error) {
    const { code, message, data } = error as { code?: string; message: string; data?: { statusCode?: number } };
    return { message, ...(code === undefined ? {} : { code }), ...(data?.statusCode === undefined ? {} : { status: data.statusCode }) };
  }
}

const actions = ['FaceCompare', 'EkycVerify', 'FaceLiveness', 'DeepfakeDetectIntl'] as const;

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, rateLimit: false, nowMs: Date.now, uuid: randomUUID });
});
afterAll(() => sandbox.close());

async function choose(outcome: string): Promise<void> {
  const { status } = await fetch(`${sandbox.url}/_sandbox/outcomes`, { method: 'POST', body: JSON.stringify({ outcome, times: 1 }) });
  expect(status).toBe(200);
}

const ask = (action: string, changes: Readonly<Record<string, string | undefined>> = {}, secret?: string): Promise<SdkAnswer> => {
  const values = Object.entries({ ...goodParams[action], ...changes }).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return send(sandbox.port, action, Object.fromEntries(values), secret);
};

describe.each(actions)('%s', (action) => {
  it('gives the documented answer', async () => {
    const { body } = await ask(action);
    const result = action === 'DeepfakeDetectIntl' ? { ResultObject: { Result: '0', RiskTag: '' } } : { Result: { Passed: 'Y' } };
    expect(body).toMatchObject({ Code: 'Success', ...result });
  });

  it('is refused with the code SignatureDoesNotMatch when the key is wrong', async () => {
    expect(await ask(action, {}, 'another-key')).toMatchObject({ code: 'SignatureDoesNotMatch' });
  });

  it.each([
    ['no MerchantBizId', { MerchantBizId: undefined }, 'MissingParameter'],
    ['a MerchantBizId that is too long', { MerchantBizId: 'a'.repeat(33) }, 'InvalidParameter'],
    ['an unknown parameter', { Stray: '1' }, 'InvalidParameter'],
  ])('is refused with %s', async (_what, changes, code) => {
    expect(await ask(action, changes)).toMatchObject({ code });
  });

  it.each([
    ['NoFaceDetected', 401],
    ['UnqualifiedPhoto', 401],
    ['Forbidden.RAMUserAccessDenied', 403],
    ['InternalError', 500],
    ['ServiceUnavailable', 503],
  ])('answers the outcome %s with its HTTP status', async (code, status) => {
    await choose(code);
    expect(await ask(action)).toMatchObject({ code, status });
  });
});

it('EkycVerify answers with two parts that are JSON text', async () => {
  const { body } = await ask('EkycVerify');
  const { ExtFaceInfo, ExtIdInfo } = (body?.Result ?? {}) as Record<string, string>;
  expect(JSON.parse(String(ExtFaceInfo))).toMatchObject({ faceAttack: 'N', facePassed: 'Y', faceComparisonScore: 96.3 });
  expect(JSON.parse(String(ExtIdInfo))).toMatchObject({ ocrIdPassed: 'Y', spoofInfo: { spoofResult: 'N' } });
});

it.each([
  ['FaceCompare', 'low-similarity', { Result: { Passed: 'N', FaceComparisonScore: 9.21 } }],
  ['FaceLiveness', 'spoof', { Result: { Passed: 'N', ExtFaceInfo: { FaceAttack: 'Y' } } }],
  ['FaceLiveness', 'Result.Passed=N', { Result: { Passed: 'N', ExtFaceInfo: { FaceAttack: 'N' } } }],
  ['EkycVerify', 'Result.Passed=N', { Result: { Passed: 'N' } }],
  ['DeepfakeDetectIntl', 'spoof', { ResultObject: { Result: '1', RiskTag: 'SuspectAIGCFace' } }],
  ['DeepfakeDetectIntl', 'review', { ResultObject: { Result: '2', RiskTag: 'SuspectAIGCFace' } }],
])('%s gives the answer of the outcome %s', async (action, outcome, result) => {
  await choose(outcome);
  expect((await ask(action)).body).toMatchObject(result);
});

it.each([
  ['a product that belongs to another action', 'FaceLiveness', { ProductCode: 'eKYC_MIN' }, 'InvalidParameter'],
  ['no picture', 'FaceLiveness', { FacePictureBase64: undefined }, 'InvalidParameter'],
  ['a picture and its URL', 'FaceLiveness', { FacePictureUrl: 'https://a.example/a.jpg' }, 'InvalidParameter'],
  ['a picture larger than 1 MB', 'FaceLiveness', { FacePictureBase64: jpegOfSize(790_000).toString('base64') }, 'InvalidParameter'],
  ['a picture with too few pixels', 'FaceLiveness', { FacePictureBase64: pngOfSides(479, 640).toString('base64') }, 'InvalidParameter'],
  ['a PNG in place of a JPEG', 'DeepfakeDetectIntl', { FaceBase64: ekycPicture }, 'InvalidParameter'],
  ['a picture declared as a video', 'DeepfakeDetectIntl', { FaceInputType: 'VIDEO' }, 'InvalidParameter'],
  ['no document', 'EkycVerify', { IdOcrPictureBase64: undefined }, 'InvalidParameter'],
  ['a document type that is not a code', 'EkycVerify', { DocType: 'passport' }, 'InvalidParameter'],
])('a request with %s is refused', async (_what, action, changes, code) => {
  expect(await ask(action, changes)).toMatchObject({ code });
});

describe('Initialize and CheckResult', () => {
  const issue = async (ProductCode: string): Promise<string> => {
    const { body, message } = await ask('Initialize', { ProductCode });
    expect(message).toBeUndefined();
    const { TransactionId, TransactionUrl } = (body?.Result ?? {}) as Record<string, string>;
    expect(TransactionUrl).toMatch(/^http:\/\/127\.0\.0\.1:/);
    return String(TransactionId);
  };
  const read = (TransactionId: string | undefined, secret?: string) => ask('CheckResult', { TransactionId }, secret);
  const clock = async (order: object): Promise<void> => {
    await fetch(`${sandbox.url}/_sandbox/clock`, { method: 'POST', body: JSON.stringify(order) });
  };

  it('report that the person has not finished, then which checks were made', async () => {
    const transaction = await issue('eKYC');
    expect(await read(transaction)).toMatchObject({ code: 'ProcessNotCompleted', status: 404 });
    await clock({ offsetS: 60 });
    const { body } = await read(transaction);
    await clock({ reset: true });
    expect(body).toMatchObject({ Code: 'Success', Result: { Passed: 'Y', SubCode: '200' } });
    const { ExtFaceInfo, ExtIdInfo } = (body?.Result ?? {}) as Record<string, string>;
    expect(JSON.parse(String(ExtFaceInfo))).toMatchObject({ faceAttack: 'N', faceComparisonScore: 96.3 });
    expect(JSON.parse(String(ExtIdInfo))).toMatchObject({ ocrIdPassed: 'Y' });
  });

  it.each([
    ['FACE_LIVENESS', 'N', null, null],
    ['FACE_VERIFY', 'N', 96.3, null],
    ['ID_OCR', null, null, 'Y'],
  ])('report only the checks that the product %s asks for', async (product, faceAttack, faceComparisonScore, ocrIdPassed) => {
    const transaction = await issue(product);
    await clock({ offsetS: 60 });
    const { body } = await read(transaction);
    await clock({ reset: true });
    const { ExtFaceInfo, ExtIdInfo } = (body?.Result ?? {}) as Record<string, string>;
    expect(JSON.parse(String(ExtFaceInfo))).toMatchObject({ faceAttack, faceComparisonScore });
    expect(JSON.parse(String(ExtIdInfo))).toMatchObject({ ocrIdPassed });
  });

  it('keep an outcome that was chosen before the transaction was issued for its result', async () => {
    await choose('spoof');
    const transaction = await issue('eKYC');
    await clock({ offsetS: 60 });
    const { body } = await read(transaction);
    await clock({ reset: true });
    const { ExtFaceInfo } = (body?.Result ?? {}) as Record<string, string>;
    expect(JSON.parse(String(ExtFaceInfo))).toMatchObject({ faceAttack: 'Y' });
  });

  it.each([
    ['a transaction of another account', 'hksb7ba1b28130d24e015d6', 'TransactionIdInvalid'],
    ['a missing transaction', undefined, 'MissingParameter'],
  ])('refuse %s', async (_what, transaction, code) => {
    expect(await read(transaction)).toMatchObject({ code });
  });

  it('refuse a transaction after 30 days, when its result is deleted', async () => {
    const dayMs = 86_400_000;
    expect((await read(transactionIssuedAt(Date.now() - 29 * dayMs))).body).toMatchObject({ Result: { Passed: 'Y' } });
    expect(await read(transactionIssuedAt(Date.now() - 31 * dayMs))).toMatchObject({ code: 'TransactionIdInvalid', status: 400 });
  });

  it.each([
    ['an unknown product', { ProductCode: 'NOPE' }, 'InvalidParameter'],
    ['no MetaInfo', { MetaInfo: undefined }, 'MissingParameter'],
    ['a MetaInfo that is not a JSON object', { MetaInfo: 'abc' }, 'InvalidParameter'],
    ['a picture and its URL', { FacePictureBase64: ekycPicture, FacePictureUrl: 'https://a.example/a.jpg' }, 'InvalidParameter'],
    ['no MerchantBizId', { MerchantBizId: undefined }, 'MissingParameter'],
  ])('issue no transaction for %s', async (_what, changes, code) => {
    expect(await ask('Initialize', changes)).toMatchObject({ code });
  });

  it('refuse a wrong key', async () => {
    expect(await ask('Initialize', {}, 'another-key')).toMatchObject({ code: 'SignatureDoesNotMatch' });
    expect(await read('a', 'another-key')).toMatchObject({ code: 'SignatureDoesNotMatch' });
  });
});

interface Captured {
  headers: Readonly<Record<string, string>>;
  query: string;
  body: Buffer;
}

const nothing: Captured = { headers: {}, query: '', body: Buffer.alloc(0) };

const awkward = fc.constantFrom('*', '~', "'", '(', ')', '!', '+', '/', '=', ' ', '&', '%', '"', 'é', '名', '😀');
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.array(awkward, { maxLength: 8 }).map((parts) => parts.join('')),
  )
  .filter((value) => value !== '');
const base64 = fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('base64'));

describe('our ACS3 signature of 200 random requests equals the official client’s', () => {
  let captured: Captured | undefined;
  const server = createServer((request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      captured = { headers, query: (request.url ?? '').split('?')[1] ?? '', body: Buffer.concat(chunks) };
      response.setHeader('content-type', 'application/json');
      response.end('{"RequestId":"r","Code":"Success"}');
    });
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it.each([...actions, 'Initialize', 'CheckResult'])('for %s', async (action) => {
    const values = fc.record(
      { MerchantBizId: text, MerchantUserId: text, SceneCode: text, FacePictureBase64: base64 },
      { requiredKeys: ['MerchantBizId'] },
    );
    const secret = fc.stringMatching(/^[A-Za-z0-9]{1,30}$/);
    const property = fc.asyncProperty(values, secret, async (given, key) => {
      const all: Values = Object.fromEntries(Object.entries(given).filter((pair): pair is [string, string] => pair[1] !== undefined));
      captured = undefined;
      await send((server.address() as AddressInfo).port, action, all, key);
      const { headers, query, body } = captured ?? nothing;
      expect(headers['x-acs-action']).toBe(action);
      const hashedPayload = sha256Hex(body);
      expect(headers['x-acs-content-sha256']).toBe(hashedPayload);
      // The query is built from the values, so that our encoding is compared too.
      const ours = signAcs3(
        { method: 'POST', canonicalUri: '/', canonicalQuery: canonicalQuery(part(all, false)), headers, hashedPayload },
        { id: 'sandbox-id', secret: key },
      );
      expect(headers.authorization).toBe(ours.Authorization);
      expect(new URLSearchParams(query).get('MerchantBizId')).toBe(all.MerchantBizId);
      expect(body.toString()).toBe(canonicalQuery(part(all, true)));
    });
    await fc.assert(property, { numRuns: 200 });
  });
});
