import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpResponse } from '../../src/core/http.ts';
import { main } from '../../src/main.ts';
import { memoryRuntime, ownKeys } from '../support/memory-runtime.ts';
import { type Step, scriptedTransport } from '../support/scripted-transport.ts';

const photo = join(import.meta.dirname, '../../fixtures/portrait.jpg');
const verify = ['id', 'verify', '--ref-face', photo, '--auth-face', photo, '--resource-code', '00840000'];
const RequestId = '0CE4BBEF-F149-490C-97CE-CBBD66E25D6C';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idv-aliyun-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a command against answers in their order. The command must ask for every one of them. */
async function run(argv: readonly string[], steps: readonly Step[] = []) {
  const transport = scriptedTransport(steps);
  const runtime = memoryRuntime({ env: ownKeys, openTransport: async () => transport });
  const exitCode = await main(argv, runtime, '0.0.0');
  transport.finish();
  expect(`${runtime.out()}${runtime.err()}`).not.toContain('example-key');
  return { exitCode, out: runtime.out(), err: runtime.err(), requests: transport.requests, slept: runtime.slept };
}

const answer = (body: string | object, type = 'application/json;charset=utf-8', status = 200, headers = {}): HttpResponse => ({
  status,
  headers: { 'content-type': type, ...headers },
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});

const xml = 'text/xml;charset=utf-8';
const passed = { passed: 'true', retCode: 'OK_SUCCESS', extInfo: { result: 'true', score: '100.0', faceAttack: 'false' } };
const good = { Data: JSON.stringify(passed), Message: 'OK', RequestId, Code: 200 };
const goodXml = `<?xml version="1.0" encoding="utf-8"?><ExecuteRequestResponse><Data>${JSON.stringify(passed).replaceAll('"', '&quot;')}</Data><Message>OK</Message><RequestId>${RequestId}</RequestId><Code>200</Code></ExecuteRequestResponse>`;
const bomb = `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 6 }, (_, index) => `<!ENTITY b${index} "${'&a;'.repeat(10)}">`).join('')}]>`;

describe('a photo in text form', () => {
  it.each([
    ['a data URI', (base64: string) => `data:image/jpeg;base64,${base64}`, 'data URI'],
    ['base64 with line breaks', (base64: string) => base64.replace(/(.{76})/g, '$1\r\n'), 'base64 text'],
  ])('is decoded, with a notice: %s', async (_what, wrap, said) => {
    const path = join(folder, `${said.replace(' ', '-')}.txt`);
    const bytes = await readFile(photo);
    await writeFile(path, wrap(bytes.toString('base64')));
    const ran = await run(['id', 'verify', '--ref-face', path, '--auth-face', photo, '--country', 'vn'], [answer(good)]);
    expect(ran.exitCode).toBe(0);
    expect(ran.err).toContain(said);
    const sent = new URLSearchParams(ran.requests[0]?.body.toString());
    const parameters = JSON.parse(sent.get('ServiceParameters') ?? '');
    expect(parameters.refFaceContent).toBe(bytes.toString('base64'));
    expect(parameters.resourceCode).toBe('00840000');
  });
});

describe('an answer that cannot be read', () => {
  it.each([
    ['truncated XML', answer(goodXml.slice(0, -30), xml)],
    ['XML with a doctype', answer(goodXml.replace('?>', '?><!DOCTYPE a>'), xml)],
    ['XML with a million entities', answer(goodXml.replace('?>', `?>${bomb}`).replace('OK', '&b5;'), xml)],
    ['truncated JSON', answer(JSON.stringify(good).slice(0, -3))],
    ['a number where text is documented', answer({ ...good, Data: { ...passed, passed: true } })],
    ['passed as a number', answer({ ...good, Data: { ...passed, passed: 1 } })],
    ['passed in capital letters', answer({ ...good, Data: { ...passed, passed: 'TRUE' } })],
    ['a success without its result', answer({ ...good, Data: { ...passed, extInfo: {} } })],
    ['no Data', answer({ Message: 'OK', RequestId, Code: 200 })],
    ['a result that contradicts passed', answer({ ...good, Data: { ...passed, extInfo: { ...passed.extInfo, result: 'false' } } })],
    ['an unknown retCode', answer({ ...good, Data: { ...passed, retCode: 'NEW' } })],
    ['a page of a proxy', answer('<html><body>log in</body></html>', 'text/html')],
  ])('gives exit code 23, no verdict and a hint: %s', async (_what, response) => {
    const ran = await run([...verify, '--wire-format', 'xml'], [response]);
    expect(ran).toMatchObject({ exitCode: 23, out: '' });
    expect(ran.err).toContain('→');
  });

  it.each([
    ['JSON that is labelled XML', answer(good, xml)],
    ['XML that is labelled JSON', answer(goodXml)],
  ])('does not include an answer with a wrong content type, because its content decides: %s', async (_what, response) => {
    const ran = await run([...verify, '--json'], [response]);
    expect(ran.exitCode).toBe(0);
    expect(JSON.parse(ran.out)).toMatchObject({ verdict: 'pass', score: 100, requestId: RequestId, response: { Data: passed, Code: 200 } });
  });
});

describe('a refusal', () => {
  it.each([
    [
      'with {"Code":500}, as in the manual',
      {
        Data: JSON.stringify({ passed: 'false', retCode: 'SYSTEM_ERROR', retCodeSub: 'Z1141', retMessage: 'resourceCode value invalid' }),
        Message: 'system error',
        RequestId,
        Code: 500,
      },
      200,
      22,
      'resourceCode value invalid',
    ],
    ['with {"Code":"400"} as text', { Message: 'refFaceContent is null', RequestId, Code: '400' }, 200, 20, 'refFaceContent is null'],
    [
      'for a missing permission',
      { Code: 'Forbidden.RAM', Message: 'no', RequestId, AccessDeniedDetail: { AuthAction: 'yundun-saf:Execute' } },
      403,
      20,
      'yundun-saf:Execute',
    ],
  ] as const)('%s shows what the service says', async (_what, body, status, exitCode, said) => {
    const ran = await run(verify, [answer(body, undefined, status)]);
    expect(ran).toMatchObject({ exitCode, out: '', slept: [] });
    expect(ran.err).toContain(said);
    expect(ran.err).toContain(RequestId);
  });

  it('of a used nonce leads to another call with a new nonce if the call only reads', async () => {
    const used = answer({ Code: 'SignatureNonceUsed', Message: 'used', RequestId }, undefined, 400);
    const done = answer({ RequestId, Data: { JobId: RequestId, Status: 'PROCESS_SUCCESS', Result: '{}' } });
    const ran = await run(['vision', 'job', RequestId], [used, done]);
    expect(ran.exitCode).toBe(0);
    const nonces = ran.requests.map(({ body }) => new URLSearchParams(body.toString()).get('SignatureNonce'));
    expect(new Set(nonces).size).toBe(2);
    expect(await run(verify, [used])).toMatchObject({ exitCode: 20 });
  });

  it('of a throttle leads to another call after the milliseconds that the service asks for', async () => {
    const throttled = answer({ Code: 'Throttling.User', Message: 'slow', RequestId }, undefined, 400, { 'x-acs-retry-after': '1234' });
    const ran = await run(verify, [throttled, answer(good)]);
    expect(ran.exitCode).toBe(0);
    expect(ran.slept).toEqual([1234]);
  });

  it('of a wrong time leads to one more call with the corrected time', async () => {
    const date = new Date(Date.UTC(2026, 0, 2, 3, 24, 5)).toUTCString();
    const expired = answer({ Code: 'InvalidTimeStamp.Expired', Message: 'expired', RequestId }, undefined, 400, { date });
    const ran = await run(verify, [expired, answer(good)]);
    expect(ran.exitCode).toBe(0);
    expect(ran.err).toContain('1200 s slow');
    const times = ran.requests.map(({ body }) => new URLSearchParams(body.toString()).get('Timestamp'));
    expect(times).toEqual(['2026-01-02T03:04:05Z', '2026-01-02T03:24:05Z']);
    expect((await run(verify, [expired, expired])).exitCode).toBe(20);
  });

  it.each([
    ['PROCESSING', 13],
    ['SYSTEM_ERROR', 22],
  ])('is never followed by another paid call: %s', async (retCode, exitCode) => {
    const ran = await run([...verify, '--retries', '5'], [answer({ ...good, Data: { passed: 'false', retCode } })]);
    expect(ran.requests).toHaveLength(1);
    expect(ran.exitCode).toBe(exitCode);
  });
});

describe('an upload', () => {
  const detect = ['vision', 'detect', '--image', photo];
  const grant = {
    AccessKeyId: 'STS.abc',
    Bucket: 'viapi-bucket',
    EncodedPolicy: 'eyJjb25kaXRpb25zIjpbXX0=',
    Endpoint: 'oss-cn-shanghai.aliyuncs.com',
    ObjectKey: 'STS.abc/photo',
    Signature: 'c2lnbmF0dXJl',
    UseAccelerate: false,
    RequestId,
  };
  const stored = (status: number, body = '') => answer(body, 'application/xml', status);
  const found = answer({ RequestId, Data: { FaceCount: 1 } });

  it('asks for a grant, sends the file as a form, and gives the URL to the action', async () => {
    const ran = await run(detect, [answer(grant), stored(201), found]);
    expect(ran.exitCode).toBe(0);
    expect(ran.err).toContain('--image: uploaded 64655 bytes');
    const [asked, sent, called] = ran.requests;
    expect(asked?.url).toBe('https://openplatform.aliyuncs.com/');
    expect(asked?.body.toString()).toContain('Product=facebody');
    expect(sent).toMatchObject({ method: 'POST', url: 'https://viapi-bucket.oss-cn-shanghai.aliyuncs.com/' });
    expect(called?.url).toBe('https://facebody.cn-shanghai.aliyuncs.com/');
    expect(new URLSearchParams(called?.body.toString()).get('ImageURL')).toBe(
      'http://viapi-bucket.oss-cn-shanghai.aliyuncs.com/STS.abc/photo',
    );
  });

  it('uses the vendor’s own hosts even if --endpoint names another host for the product', async () => {
    const ran = await run([...detect, '--endpoint', 'https://facebody.example'], [answer(grant), stored(201), found]);
    expect(ran.requests.map(({ url }) => new URL(url).host)).toEqual([
      'openplatform.aliyuncs.com',
      'viapi-bucket.oss-cn-shanghai.aliyuncs.com',
      'facebody.example',
    ]);
  });

  it.each([
    [
      'the storage host refuses',
      [answer(grant), stored(403, '<Error><Code>AccessDenied</Code><Message>a secret detail</Message></Error>')],
      22,
      'AccessDenied',
    ],
    ['is granted without a URL', [answer({ RequestId })], 23, 'no address'],
    ['a remote service sends to this machine', [answer({ ...grant, Endpoint: '127.0.0.1:80' })], 23, 'this machine'],
    ['is not granted', [answer({ Code: 'Forbidden.RAM', Message: 'no', RequestId }, undefined, 403)], 20, 'Forbidden.RAM'],
  ] as const)('that %s ends the command before the action is called', async (_what, steps, exitCode, said) => {
    const ran = await run(detect, steps);
    expect(ran).toMatchObject({ exitCode, out: '' });
    expect(ran.err).toContain(said);
    expect(ran.err).not.toContain('secret detail');
  });
});

describe('a call of any action', () => {
  it('sends exactly the parameters of the vendor’s example', async () => {
    const example = ['Format', 'Version', 'Signature', 'SignatureMethod', 'SignatureNonce', 'SignatureVersion', 'AccessKeyId', 'Timestamp'];
    const flags = [
      '--wire-format',
      'xml',
      '--http-method',
      'get',
      '--timestamp',
      '1583841600',
      '--nonce',
      '15215528852396',
      '--dry-run=json',
    ];
    const ran = await run(['call', 'aliyun/videoenhan', 'GetAsyncJobResult', '-p', `JobId=${RequestId}`, ...flags]);
    const url = new URL(JSON.parse(ran.out).url);
    expect(url.origin).toBe('https://videoenhan.cn-shanghai.aliyuncs.com');
    expect([...url.searchParams.keys()].sort()).toEqual([...example, 'Action', 'JobId'].sort());
    expect(url.searchParams.get('Version')).toBe('2020-03-20');
    expect(url.searchParams.get('Timestamp')).toBe('2020-03-10T12:00:00Z');
  });

  it('numbers lists from one and joins object names with dots when the action is not declared', async () => {
    const argv = [
      'call',
      'aliyun/ecs',
      'RunInstances',
      '--api-version',
      '2014-05-26',
      '--region',
      'cn-beijing',
      '-p',
      'Tag:=[{"Key":"a"},{"Key":"b"}]',
    ];
    const ran = await run([...argv, '--dry-run=json', '--http-method', 'get']);
    const url = new URL(JSON.parse(ran.out).url);
    expect(url.host).toBe('ecs.cn-beijing.aliyuncs.com');
    expect(url.searchParams.get('Tag.2.Key')).toBe('b');
  });
});
