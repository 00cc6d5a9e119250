import { describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';
import { jsonAnswer, scriptedTransport, success } from '../support/scripted-transport.ts';

const photo = 'fixtures/portrait.jpg';
const keys = { TENCENTCLOUD_SECRET_ID: 'AKIDexample', TENCENTCLOUD_SECRET_KEY: 'a-secret' };

/** Runs a command against a service that gives these answers in order, and no others. */
async function run(argv: readonly string[], answers: readonly Record<string, unknown>[]) {
  const transport = scriptedTransport(answers.map(success));
  const runtime = memoryRuntime({ env: keys, openTransport: async () => transport, sleep: async () => undefined });
  const exitCode = await main(argv, runtime, '0.0.0');
  transport.finish();
  return { exitCode, out: runtime.out(), err: runtime.err() };
}

const redirect = ['--redirect-url', 'https://shop.example/done'];
const live = { ErrorCode: '0', LiveErrorCode: '0', CompareErrorCode: '', Sim: 0 };
const compared = { ...live, CompareErrorCode: '0', Sim: 91 };
const attempt = { ErrorCode: 0, LivenessErrorCode: 0 };
const passed = { IsPass: true };

const faceid = (...flags: string[]) => ['faceid', 'token', ...flags, '--wait'];
const sdk = (mode: string, ...flags: string[]) => ['sdk', 'token', '--check-mode', mode, ...flags, '--wait'];
const web = (mode: string, ...flags: string[]) => ['web', 'token', ...redirect, '--config.check-mode', mode, ...flags, '--wait'];
const compare = ['--compare-image', photo];
const webV1 = [
  'web-v1',
  'token',
  ...redirect,
  '--compare-image-url',
  'https://a.example/a.jpg',
  '--compare-image-md5',
  '0'.repeat(32),
  '--wait',
];

const card = (nationality: string, type: string) => [
  'card',
  'submit',
  '--nationality',
  nationality,
  '--card-type',
  type,
  '--image-front',
  photo,
  '--image-back',
  photo,
  '--wait',
];

const issued = {
  CardVerificationToken: 'token-1',
  SdkToken: 'token-1',
  BizToken: 'token-1',
  VerificationURL: 'https://page.example/',
  VerificationUrl: 'https://page.example/',
};

describe('the checks that a token asks for are required of its result', () => {
  it.each<[readonly string[], Record<string, unknown>, number]>([
    [faceid('--check-mode', 'compare', '--image', photo), { Result: '0' }, 23],
    [faceid('--check-mode', 'compare', '--image', photo), { Result: '0', Similarity: null }, 23],
    [faceid('--check-mode', 'compare', '--image', photo), { Result: '0', Similarity: 0 }, 23],
    [faceid('--check-mode', 'compare', '--image', photo), { Result: '0', Similarity: 90 }, 0],
    [faceid(), { Result: '0', Similarity: 0 }, 0],
    [sdk('compare', ...compare), { Result: '0', CompareResults: [{ ...compared, CompareErrorCode: null }] }, 23],
    [sdk('document'), { Result: '0', CompareResults: [compared], CardVerifyResults: [] }, 23],
    [sdk('document'), { Result: '0', CompareResults: [compared], CardVerifyResults: [{ IsPass: null }] }, 23],
    [sdk('document'), { Result: '0', CompareResults: null, CardVerifyResults: [passed] }, 23],
    [sdk('document'), { Result: '0', CompareResults: [compared], CardVerifyResults: [passed] }, 0],
    [sdk('liveness'), { Result: '0', CardVerifyResults: [passed] }, 23],
    [sdk('liveness'), { Result: '0', CompareResults: [live] }, 0],
    [web('2', ...compare), { ErrorCode: 0, VerificationDetailList: [attempt] }, 23],
    [web('1'), { ErrorCode: 0, VerificationDetailList: [{ ...attempt, CompareErrorCode: 0, Similarity: 90 }], OCRResult: null }, 23],
    [web('3'), { ErrorCode: 0, VerificationDetailList: [], OCRResult: [passed] }, 23],
    [web('4'), { ErrorCode: 0, VerificationDetailList: [], OCRResult: [passed] }, 0],
    [card('HKG', 'ID_CARD'), { Status: 'Passed', Nationality: 'HKG', CardType: 'ID_CARD' }, 0],
    [card('HKG', 'ID_CARD'), { Status: 'Passed', Nationality: null }, 0],
    [card('HKG', 'ID_CARD'), { Status: 'Passed', Nationality: 'THA', CardType: 'ID_CARD' }, 23],
    [card('HKG', 'ID_CARD'), { Status: 'Passed', Nationality: 'HKG', CardType: 'PASSPORT' }, 23],
    [card('HKG', 'ID_CARD'), { Status: 'Passed', Nationality: ['HKG'], CardType: 'ID_CARD' }, 23],
    [card('HKG', 'ID_CARD'), { Status: 'Rejected', Nationality: 'THA', CardType: 'ID_CARD' }, 23],
    [card('HKG', 'AUTO'), { Status: 'Passed', Nationality: 'HKG', CardType: 'PASSPORT' }, 0],
    [webV1, { ErrorCode: 0, VerificationDetailList: [attempt] }, 23],
    [webV1, { ErrorCode: 0, VerificationDetailList: [{ ...attempt, CompareErrorCode: 0, Similarity: 90 }] }, 0],
  ])('idv %j, answered with %j: exit %i', async (argv, result, exitCode) => {
    const ran = await run(argv, [issued, result]);
    expect(ran.exitCode, ran.err).toBe(exitCode);
    if (exitCode === 23) expect(ran.err).toContain('treat it as no answer');
  });

  it('and are in the command that continues, because without them that command could pass', async () => {
    const argv = [...web('2', ...compare), '--threshold', '80'];
    const ran = await run(argv, [issued, { ErrorCode: 0, VerificationDetailList: [attempt] }]);
    expect(ran.err).toContain('to continue with it: `idv web result token-1 --wait --expect liveness,comparison --threshold 80`');
    const again = ['web', 'result', 'token-1', '--wait', '--expect', 'liveness,comparison', '--threshold', '80'];
    expect((await run(again, [{ ErrorCode: 0, VerificationDetailList: [attempt] }])).exitCode).toBe(23);
  });

  it('and that command has no token, page or host when it is for a ticket', async () => {
    const argv = [...web('2', ...compare), '--redact', '--endpoint', 'faceid.ap-singapore.tencentcloudapi.com'];
    const ran = await run(argv, [issued, { ErrorCode: 0, VerificationDetailList: [attempt] }]);
    expect(ran.err).toContain('to continue with it: `idv web result <masked> --wait --expect liveness,comparison --endpoint <host>`');
    expect(ran.err).not.toMatch(/token-1|page\.example|ap-singapore/);
  });
});

it.each([
  [['--id-spoof', 'yes'], { spoofResult: 'N', spoofType: [] }, 0],
  [['--id-spoof', 'yes'], null, 23],
  [[], null, 0],
])('a token with %j requires a check for a copied document: %j gives exit code %i', async (flags, spoofInfo, exitCode) => {
  const ExtIdInfo = { ocrIdPassed: 'Y', spoofInfo };
  const ExtFaceInfo = { faceAttack: 'N', facePassed: 'Y', faceComparisonScore: 99 };
  const answers = [{ TransactionId: 't-1' }, { Passed: 'Y', SubCode: '200', ExtFaceInfo, ExtIdInfo }].map((Result) =>
    jsonAnswer({ RequestId: 'r-1', Code: 'Success', Message: 'success', Result }),
  );
  const transport = scriptedTransport(answers);
  const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'an-id', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'a-secret' };
  const runtime = memoryRuntime({ env, openTransport: async () => transport, sleep: async () => undefined });
  const asked = ['--product-code', 'eKYC', '--biz-id', 'order-7', '--user-id', 'customer-9', '--meta-info', '{}', '--doc-type', '01000000'];
  expect(await main(['ekyc', 'token', ...asked, ...flags, '--wait'], runtime, '0.0.0'), runtime.err()).toBe(exitCode);
  const again = 'to continue with it: `idv ekyc result t-1 --wait --biz-id order-7 --expect liveness,comparison,document`';
  expect(runtime.err().includes(again)).toBe(exitCode === 23);
  transport.finish();
});

it('a flow of the console requires no checks, because its mode is unknown, unless a mode or a photo is given', async () => {
  const result = { ErrorCode: 0, VerificationDetailList: [attempt] };
  const flow = ['web', 'token', ...redirect, '--rule-id', 'r-1', '--wait'];
  expect((await run(flow, [issued, result])).exitCode).toBe(0);
  expect(await run([...flow, '--config.check-mode', '2', ...compare], [issued, result])).toMatchObject({
    exitCode: 23,
    err: expect.stringContaining('CompareErrorCode is absent'),
  });
  expect(await run([...flow, ...compare], [issued, result])).toMatchObject({
    exitCode: 23,
    err: expect.stringContaining('CompareErrorCode is absent'),
  });
  const compared = { ...result, VerificationDetailList: [{ ...attempt, CompareErrorCode: 0, Similarity: 90 }] };
  expect((await run([...flow, ...compare], [issued, compared])).exitCode).toBe(0);
});

describe('--expect', () => {
  const result = { ErrorCode: 0, VerificationDetailList: [attempt] };

  it('requires checks that the result itself does not require', async () => {
    expect((await run(['web', 'result', 'token-1'], [result])).exitCode).toBe(0);
    expect((await run(['web', 'result', 'token-1', '--expect', 'liveness'], [result])).exitCode).toBe(0);
    const ran = await run(['web', 'result', 'token-1', '--expect', 'liveness,comparison'], [result]);
    expect(ran).toMatchObject({ exitCode: 23, out: '' });
    expect(ran.err).toContain('the comparison was asked for, and the answer does not show it');
  });

  it.each([
    [['web', 'result', 't', '--expect', 'faces'], "'faces' is not valid"],
    [['web', 'result', 't', '--expect', 'liveness,'], "'' is not valid"],
    [['card', 'result', 't', '--expect', 'liveness'], 'GetCardVerificationResult never checks liveness'],
    [['web', 'token', ...redirect, '--expect', 'liveness'], 'ApplyWebVerificationBizTokenIntl never checks liveness'],
    [[...web('3'), '--expect', 'comparison'], 'the token does not ask for comparison'],
    [[...web('3'), '--threshold', '80'], 'the token does not ask for comparison'],
    [['call', 'tencent/faceid', 'NeverHeardOf', '--expect', 'liveness'], 'NeverHeardOf never checks liveness'],
  ])('is refused before anything is sent when the action or token cannot check it: idv %j: %s', async (argv, said) => {
    const ran = await run(argv, []);
    expect(ran.exitCode).toBe(2);
    expect(ran.err).toContain(said);
  });

  it('is accepted with a token that asks for the check, together with --threshold', async () => {
    const page = (Similarity: number) => ({ ErrorCode: 0, VerificationDetailList: [{ ...attempt, CompareErrorCode: 0, Similarity }] });
    const argv = [...web('2', ...compare), '--expect', 'liveness,comparison', '--threshold', '80'];
    expect((await run(argv, [issued, page(85)])).exitCode).toBe(0);
    expect((await run(argv, [issued, page(79)])).exitCode).toBe(10);
  });
});

describe('an action outside the catalogue', () => {
  it.each([{ AttackRiskLevel: 'High' }, { Result: -1 }, { Passed: 'N' }])(
    'is not judged, and its short values are shown: %j',
    async (fields) => {
      const call = ['call', 'tencent/faceid', 'NeverHeardOf', '-p', 'A=b'];
      const json = await run([...call, '--json'], [fields]);
      expect(json.exitCode).toBe(0);
      expect(JSON.parse(json.out)).toMatchObject({ verdict: null, checked: [], reason: { code: 'answered' } });
      const text = await run(call, [fields]);
      for (const [name, value] of Object.entries(fields)) expect(text.out).toMatch(new RegExp(`${name} +${value}$`, 'm'));
      expect(text.out).not.toContain('pass');
    },
  );
});

it('a warning that is not about the document is shown, and the verdict is pass', async () => {
  const fields = { Result: '0', CompareResults: [live], CardVerifyResults: [{ ...passed, WarnCardInfos: [-9109] }] };
  const ran = await run(['sdk', 'result', 'token-1'], [fields]);
  expect(ran.exitCode).toBe(0);
  expect(ran.err).toMatch(/warning -9109 \(/);
});
