import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { startHttp } from '../support/loopback-servers.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';
import { manual } from '../support/tencent-manual.ts';

/** Every example answer of the vendors' documents, sent over TCP to the command that reads it. */

const read = (name: string) => JSON.parse(readFileSync(new URL(`../manual/${name}.json`, import.meta.url), 'utf8'));

type Answer = { Response: Record<string, unknown> };
const tencent = read('tencent-answers') as { action: string; answer: Answer }[];
const aliyun = read('aliyun-answers') as { from: string; body: object | string }[];

const keys = {
  TENCENTCLOUD_SECRET_ID: 'AKIDexample',
  TENCENTCLOUD_SECRET_KEY: 'a-secret',
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAIexample',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'a-secret',
};

/** Runs a command against a server on this machine that answers every request with this body and this status. */
async function answered(argv: readonly string[], body: object | string, status = 200) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/xml' : 'application/json';
  const port = await startHttp((request, response) => {
    request.resume().on('end', () => response.writeHead(status, { 'content-type': type }).end(text));
  });
  const runtime = memoryRuntime({ env: keys });
  const exitCode = await main([...argv, '--endpoint', `http://127.0.0.1:${port}`, '--json', '--retries', '0'], runtime, '0.0.0');
  const { verdict = undefined, checked = undefined, score = undefined } = runtime.out() === '' ? {} : JSON.parse(runtime.out());
  return { exitCode, verdict, checked, score, err: runtime.err() };
}

const photo = 'fixtures/portrait.jpg';
const clip = 'fixtures/selfie-3s.mp4';
const file = (name: string) => [`--${name}-url`, `https://a.cos.ap-singapore.myqcloud.com/${name}`, `--${name}-md5`, '0'.repeat(32)];
const compare = ['compare', '--image', photo, '--video', clip];
const both = ['liveness', 'comparison'];

/** In the order of the manual: the command that gets the answer, and the result that a careful reader would expect. */
const reading: readonly [action: string, argv: readonly string[], ends: object][] = [
  [
    'DescribeInstancesStatus',
    ['call', 'tencent/cvm', 'DescribeInstancesStatus', '--api-version', '2017-03-12'],
    { exitCode: 0, verdict: null, checked: [] },
  ],
  ['any', compare, { exitCode: 20, verdict: undefined }],
  ['CompareFaceLiveness', compare, { exitCode: 12, verdict: 'retake', checked: ['liveness'], score: null }],
  ['CompareFaceLiveness', compare, { exitCode: 0, verdict: 'pass', checked: both, score: 100 }],
  ['CompareFaceLiveness', compare, { exitCode: 10, verdict: 'mismatch', checked: both, score: 9.21 }],
  ['GetFaceIdTokenIntl', ['faceid', 'token'], { exitCode: 0, verdict: 'pass', checked: [] }],
  ['GetFaceIdResultIntl', ['faceid', 'result', 'a'], { exitCode: 0, verdict: 'pass', checked: both, score: 98.8 }],
  // A similarity of 0 next to a success: the page compared no faces. It read a document.
  [
    'GetWebVerificationResultIntl',
    ['web', 'result', 'a'],
    { exitCode: 0, verdict: 'pass', checked: ['liveness', 'document'], score: null },
  ],
  [
    'ApplyWebVerificationBizTokenIntl',
    ['web', 'token', '--redirect-url', 'https://shop.example/'],
    { exitCode: 0, verdict: 'pass', checked: [] },
  ],
  ['ApplySdkVerificationToken', ['sdk', 'token'], { exitCode: 0, verdict: 'pass', checked: [] }],
  // The liveness engine could not be called: nothing was said about a person.
  ['GetSdkVerificationResult', ['sdk', 'result', 'a'], { exitCode: 22, verdict: undefined }],
  // "abc" is not a status.
  ['GetCardVerificationResult', ['card', 'result', 'a'], { exitCode: 23, verdict: undefined }],
  [
    'ApplyCardVerification',
    ['card', 'submit', '--image-front', photo, '--nationality', 'IDN', '--card-type', 'ID_CARD'],
    { exitCode: 0, checked: [] },
  ],
  ['ApplyLivenessToken', ['liveness', 'token'], { exitCode: 0, verdict: 'pass', checked: [] }],
  ['GetLivenessResult', ['liveness', 'result', 'a'], { exitCode: 22, verdict: undefined }],
  ['GenerateReflectSequence', ['reflect', 'sequence', ...file('device-data')], { exitCode: 0, verdict: 'pass', checked: [] }],
  [
    'DetectReflectLivenessAndCompare',
    ['reflect', 'compare', ...file('live-data'), ...file('image')],
    { exitCode: 0, verdict: 'pass', checked: both, score: 96.3 },
  ],
  // From the vendor's pages: the manual lists these two actions, and does not describe them.
  [
    'VideoLivenessCompare',
    ['video', 'compare', ...file('image'), ...file('video')],
    { exitCode: 0, verdict: 'pass', checked: both, score: 89.88 },
  ],
  ['CreateUploadUrl', ['upload', 'url', '--target-action', 'VideoLivenessCompare'], { exitCode: 0, verdict: 'pass', checked: [] }],
];

describe('the FaceID manual', () => {
  it('has these examples, in this order', () => {
    expect(tencent.map(({ action }) => action)).toEqual(reading.map(([action]) => action));
    const described = Object.keys(manual.actions);
    expect(described.filter((name) => !tencent.some(({ action }) => action === name))).toEqual([]);
  });

  it.each(reading.map(([action, argv, ends], index) => [index + 1, action, argv, ends] as const))(
    'has the example %i of %s, which ends as expected',
    async (number, _action, argv, ends) => {
      expect(await answered(argv, tencent[number - 1]?.answer ?? {})).toMatchObject(ends);
    },
  );
});

describe('a process that checked only liveness, in the form of the manual', () => {
  const sample = (action: string) => (tencent.find((one) => one.action === action)?.answer.Response ?? {}) as Record<string, unknown>;
  const alive = { exitCode: 0, verdict: 'pass', checked: ['liveness'], score: null };
  const first = (list: unknown) => (list as Record<string, unknown>[])[0];

  it.each([
    ['App SDK', ['faceid', 'result', 'a'], { ...sample('GetFaceIdResultIntl'), Similarity: 0 }],
    ['page', ['web', 'result', 'a'], { ...sample('GetWebVerificationResultIntl'), OCRResult: null }],
    [
      'eKYC process',
      ['sdk', 'result', 'a'],
      {
        ...sample('GetSdkVerificationResult'),
        Result: '0',
        CardVerifyResults: [],
        CompareResults: [{ ...first(sample('GetSdkVerificationResult').CompareResults), ErrorCode: '0', LiveErrorCode: '0' }],
      },
    ],
    ['liveness token', ['liveness', 'result', 'a'], { ...sample('GetLivenessResult'), Result: '0' }],
  ])('passes, and shows only the check of liveness: %s', async (_what, argv, Response) => {
    expect(await answered(argv, { Response })).toMatchObject(alive);
    expect(await answered([...argv, '--expect', 'liveness'], { Response })).toMatchObject(alive);
  });
});

describe('ID Verification and Visual Intelligence', () => {
  const verify = ['id', 'verify', '--ref-face', photo, '--auth-face', photo, '--resource-code', '00840000'];
  const job = ['vision', 'job', '4C467B38-3910-447D-87BC-AC049166F216'];
  const unknown = ['call', 'aliyun/videoenhan', 'GenerateVideo'];
  const text = (body: unknown) => (typeof body === 'string' ? body.replaceAll('ACTION', 'GenerateVideo') : body) as object | string;

  it.each<[number, string, readonly string[], number, object]>([
    [0, 'a pass', verify, 200, { exitCode: 0, verdict: 'pass', checked: ['comparison'], score: 100 }],
    [1, 'a failure of the service', verify, 500, { exitCode: 22 }],
    [1, 'a failure of the service, with HTTP 200', verify, 200, { exitCode: 22 }],
    [2, 'a wrong parameter', verify, 400, { exitCode: 20 }],
    [2, 'a wrong parameter, with HTTP 200', verify, 200, { exitCode: 20 }],
    // The document shortened it with dots. So it is not JSON, and nothing of it can be read.
    [3, 'a shortened success', verify, 200, { exitCode: 23 }],
    [4, 'a shortened failure', verify, 500, { exitCode: 22 }],
    [5, 'a wrong parameter', verify, 200, { exitCode: 20 }],
    [6, 'a success without data', job, 200, { exitCode: 23 }],
    [6, 'a success of an action that idv does not know', unknown, 200, { exitCode: 0, verdict: null, checked: [] }],
    [7, 'a success in XML of an action that idv does not know', unknown, 200, { exitCode: 0, verdict: null, checked: [] }],
    [7, 'another action’s answer in XML', job, 200, { exitCode: 23 }],
    [8, 'a refusal', job, 400, { exitCode: 20 }],
    [9, 'a refusal in XML', job, 400, { exitCode: 20 }],
    [9, 'a refusal in XML of an action that idv does not know', unknown, 400, { exitCode: 20 }],
  ])('end as expected with the example %i: %s', async (number, _what, argv, status, ends) => {
    expect(await answered(argv, text(aliyun[number]?.body), status)).toMatchObject(ends);
  });
});
