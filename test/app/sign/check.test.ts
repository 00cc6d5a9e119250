import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { main } from '../../../src/main.ts';
import { openApiUtil, popCoreSend } from '../../support/aliyun-official-signers.ts';
import { foreignAcs3, foreignRpc, foreignTc3, foreignV1, sha256 } from '../../support/foreign-signer.ts';
import { fixedNowMs, memoryRuntime } from '../../support/memory-runtime.ts';
import { sdkSign } from '../../support/sandbox-tencent-sdk.ts';

interface Checked {
  valid: boolean;
  signMethod: string;
  failed: { stage: string; reason: string; cause: { id: string } | null } | null;
  clock: { ageSeconds: number; windowSeconds: number; passed: boolean };
}

async function check(request: string | Buffer, flags: readonly string[] = [], env?: Record<string, string>) {
  const runtime = memoryRuntime({ stdin: Buffer.from(request), ...(env ? { env } : {}) });
  const exitCode = await main(['sign', 'check', '-', '--json', ...flags], runtime, '0.0.0');
  return { exitCode, report: (runtime.out() === '' ? undefined : JSON.parse(runtime.out())) as Checked | undefined, err: runtime.err() };
}

async function dryRun(argv: readonly string[]): Promise<Buffer> {
  const runtime = memoryRuntime();
  expect(await main([...argv, '--dry-run=http'], runtime, '0.0.0'), runtime.err()).toBe(0);
  return runtime.outBytes();
}

const things = ['call', 'tencent/cvm', 'DescribeThings', '--api-version', '2017-03-12', '-p', 'Name=a b*~/c', '-p', 'Ids:=["x","y"]'];
const job = ['vision', 'job', '4C467B38-3910-447D-87BC-AC049166F216'];
const calls: [string, readonly string[]][] = [
  ['tc3', ['compare', '--image', 'fixtures/portrait.jpg', '--video', 'fixtures/selfie-3s.mp4']],
  ['tc3 GET', [...things, '--http-method', 'get']],
  ['tc3 multipart', ['faceid', 'result', 'abc', '--body-format', 'multipart']],
  ['hmac-sha256', [...things, '--sign-method', 'hmac-sha256']],
  ['hmac-sha1 GET', [...things, '--sign-method', 'hmac-sha1', '--http-method', 'get']],
  ['rpc', job],
  ['rpc GET', [...job, '--http-method', 'get']],
  ['acs3', [...job, '--sign-method', 'acs3']],
  ['acs3 GET', [...job, '--sign-method', 'acs3', '--http-method', 'get']],
];

/** The body in chunks, as a proxy may record it. */
function chunked(http: Buffer): Buffer {
  const at = http.indexOf('\r\n\r\n');
  const head = http.toString('latin1', 0, at).replace(/\r\nContent-Length: \d+/, '\r\nTransfer-Encoding: chunked');
  const body = http.subarray(at + 4);
  const pieces = [body.subarray(0, 5), body.subarray(5)].filter((piece) => piece.length > 0);
  const chunks = pieces.flatMap((piece) => [Buffer.from(`${piece.length.toString(16)};x=y\r\n`), piece, Buffer.from('\r\n')]);
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`), ...chunks, Buffer.from('0\r\n\r\n')]);
}

describe('sign check', () => {
  it.each(calls)('accepts the requests of idv: %s', async (name, argv) => {
    const http = await dryRun(argv);
    expect(await check(http)).toMatchObject({
      exitCode: 0,
      report: { valid: true, failed: null, signMethod: name.split(' ')[0], clock: { ageSeconds: 0, passed: false } },
    });
    if (!name.endsWith('GET')) expect(await check(chunked(http)), 'in chunks').toMatchObject({ exitCode: 0, report: { valid: true } });
  });

  it('accepts line feeds as line ends', async () => {
    const http = (await dryRun(['faceid', 'result', 'abc'])).toString();
    expect(await check(http.replaceAll('\r\n', '\n'))).toMatchObject({ exitCode: 0, report: { valid: true } });
    expect(await check(`${http.replaceAll('\r\n', '\n')}\n`)).toMatchObject({ exitCode: 0, report: { valid: true } });
  });

  it('accepts the requests that the vendors’ own clients sign', async () => {
    const body = '{"SdkToken":"abc"}';
    const timestamp = 1551113065;
    const authorization = sdkSign({
      method: 'POST',
      url: 'https://faceid.intl.tencentcloudapi.com/',
      payload: { SdkToken: 'abc' },
      timestamp,
      service: 'faceid',
      secretId: 'sandbox-id',
      secretKey: 'sandbox-key',
      headers: { 'Content-Type': 'application/json' },
    });
    const tencent = `POST / HTTP/1.1\nHost: faceid.intl.tencentcloudapi.com\nContent-Type: application/json\nX-TC-Timestamp: ${timestamp}\nAuthorization: ${authorization}\n\n${body}`;
    expect(await check(tencent)).toMatchObject({ exitCode: 0, report: { valid: true } });
    const { encoded } = await popCoreSend({ id: 'sandbox-id', secret: 'sandbox-key' }, 'POST', {
      Action: 'ExecuteRequest',
      Service: "a b*~'",
    });
    const rpc = `POST / HTTP/1.1\r\nHost: saf.ap-southeast-1.aliyuncs.com\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n${encoded}`;
    expect(await check(rpc)).toMatchObject({ exitCode: 0, report: { valid: true } });
    const headers: Record<string, string> = {
      host: 'ecs.aliyuncs.com',
      'x-acs-action': 'A',
      'x-acs-version': '2014-05-26',
      'x-acs-date': '2019-02-25T16:44:25Z',
      'x-acs-signature-nonce': 'n',
      'x-acs-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    };
    const acs = openApiUtil.getAuthorization(
      { method: 'GET', pathname: '/', query: { Name: "a b*~'" }, headers },
      'ACS3-HMAC-SHA256',
      headers['x-acs-content-sha256'] ?? '',
      'sandbox-id',
      'sandbox-key',
    );
    const lines = Object.entries({ ...headers, Authorization: acs }).map(([name, value]) => `${name}: ${value}`);
    expect(await check(`GET /?Name=a%20b%2A~%27 HTTP/1.1\n${lines.join('\n')}\n\n`)).toMatchObject({
      exitCode: 0,
      report: { valid: true },
    });
  });

  /** The positions that are signed: target, body and the signed headers. RPC does not sign the host. */
  const signedPlaces = (text: string, isRpc: boolean): number[] => {
    const names = isRpc ? '' : 'Host|host|content-type|x-acs-[a-z-]+|Authorization|X-TC-Timestamp';
    const target = /(?<=^(?:GET|POST) )\S+/;
    const body = /(?<=\r\n\r\n)[\s\S]+$/;
    const header = new RegExp(`(?<=^(?:${names || 'none'}): ).*$`);
    const pattern = new RegExp([target, header, body].map(({ source }) => source).join('|'), 'gm');
    return [...text.matchAll(pattern)].flatMap((match) => [...match[0]].map((_char, index) => match.index + index));
  };

  it.each(calls)('accepts no request in which one byte was changed: %s', async (name, argv) => {
    const http = await dryRun(argv.includes('--image') ? ['faceid', 'result', 'abc'] : argv);
    const text = http.toString('latin1');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...signedPlaces(text, name.startsWith('rpc'))), fc.constantFrom(...'0aZ-_'), async (at, char) => {
        // TC3 ignores letter case in part of what it signs.
        fc.pre(text[at]?.toLowerCase() !== char.toLowerCase());
        const changed = Buffer.from(http);
        changed[at] = char.charCodeAt(0);
        const { exitCode, report } = await check(changed);
        // Without its SecretId or its scheme, the request is not a signed request.
        expect([4, 40], text.slice(Math.max(0, at - 20), at + 5)).toContain(exitCode);
        expect(report?.valid ?? false).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  const faults: [string, string | Buffer, string, string | undefined][] = [
    [
      'the local date',
      foreignTc3({ date: (t) => new Date((t + 8 * 3600) * 1000).toISOString().slice(0, 10) }).http,
      'CredentialScope',
      'local-date',
    ],
    ['another service', foreignTc3({ service: 'cvm' }).http, 'CredentialScope', 'scope-service'],
    ['an unsigned host', foreignTc3({ order: () => ['content-type'] }).http, 'SignedHeaders', 'header-missing'],
    ['headers that are not sorted', foreignTc3({ order: () => ['host', 'content-type'] }).http, 'SignedHeaders', 'header-order'],
    [
      'a charset that was added after signing',
      foreignTc3({ contentType: 'application/json', sentContentType: 'application/json; charset=utf-8' }).http,
      'Signature',
      'charset-missing',
    ],
    ['a body that was changed', foreignTc3({ sentBody: '{"SdkToken":"xyz"}' }).http, 'Signature', 'secret'],
    ['a secret with a blank', foreignTc3({ secret: 'sandbox-key ' }).http, 'Signature', 'key-blank'],
    ['another key', foreignTc3({ id: 'another-id' }).http, 'SecretId', undefined],
    [
      'no Authorization',
      foreignTc3({})
        .http.toString()
        .replace(/Authorization.*\r\n/, ''),
      'Authorization',
      undefined,
    ],
    [
      'an Authorization that is too long',
      foreignTc3({})
        .http.toString()
        .replace('TC3-HMAC-SHA256 ', `TC3-HMAC-SHA256${' '.repeat(4096)}`),
      'Authorization',
      undefined,
    ],
    [
      'no SignedHeaders',
      foreignTc3({})
        .http.toString()
        .replace(/ SignedHeaders=[^,]*,/, ''),
      'Authorization',
      'part-missing',
    ],
    ['an empty SignedHeaders', foreignTc3({ signedHeaders: () => '' }).http, 'SignedHeaders', 'header-missing'],
    [
      'signedheaders in small letters',
      foreignTc3({})
        .http.toString()
        .replace(/ SignedHeaders=/, ' signedheaders='),
      'Authorization',
      undefined,
    ],
    [
      'no time',
      foreignTc3({})
        .http.toString()
        .replace(/X-TC-Timestamp.*\r\n/, ''),
      'X-TC-Timestamp',
      undefined,
    ],
    ['a time in milliseconds', foreignTc3({ sentTimestamp: (t) => `${t}000` }).http, 'X-TC-Timestamp', 'timestamp-milliseconds'],
    ['another algorithm', foreignTc3({ algorithm: 'TC3-HMAC-SHA1' }).http, 'Authorization', 'algorithm'],
    ['swapped halves', foreignTc3({ id: 'sandbox-key', secret: 'sandbox-id' }).http, 'SecretId', 'key-swapped'],
    [
      'a hash of ACS3 in capitals',
      foreignAcs3({ bodyHash: (body) => sha256(body).toUpperCase() }).http,
      'HashedRequestPayload',
      'hash-case',
    ],
    ['a body that was cut off', foreignTc3({}).http.subarray(0, -3), 'Body', undefined],
    [
      'a form encoder',
      foreignRpc({
        params: {
          AccessKeyId: 'sandbox-id',
          Action: 'a b',
          SignatureMethod: 'HMAC-SHA1',
          SignatureNonce: 'n',
          SignatureVersion: '1.0',
          Timestamp: '2019-02-25T16:44:25Z',
        },
        encode: (text) => encodeURIComponent(text).replaceAll('%20', '+'),
      }).http,
      'Signature',
      'plus-for-blank',
    ],
    [
      'no nonce',
      foreignRpc({
        params: { AccessKeyId: 'sandbox-id', SignatureMethod: 'HMAC-SHA1', SignatureVersion: '1.0', Timestamp: '2019-02-25T16:44:25Z' },
      }).http,
      'SignatureNonce',
      undefined,
    ],
    [
      'no / in HmacSHA1',
      foreignV1({ params: { SecretId: 'sandbox-id', Nonce: '1', Timestamp: '1551113065' }, path: '' }).http,
      'Signature',
      'missing-slash',
    ],
    [
      'lower case hex digits',
      foreignV1({
        params: { SecretId: 'sandbox-id', Nonce: '1', Timestamp: '1551113065', Name: 'é' },
        sentValue: (value) => encodeURIComponent(value).toLowerCase(),
      }).http,
      'RequestString',
      undefined,
    ],
    ['an unsigned header of ACS3', foreignAcs3({ signs: (name) => name !== 'x-acs-version' }).http, 'SignedHeaders', 'header-missing'],
    ['another body of ACS3', foreignAcs3({ sentBody: 'JobId=x' }).http, 'HashedRequestPayload', undefined],
  ];

  it.each([
    ['SecretId', foreignTc3({ id: 'another-id' }).http],
    ['AccessKeyId', foreignAcs3({ id: 'another-id' }).http],
  ])('says that the %s does not belong to the secret', async (id, request) => {
    const { report } = await check(request);
    expect(report?.failed?.reason).toBe(`the ${id} that signed the request does not belong to the given secret`);
  });

  it('shows no part of a secret that is in the place of the id', async () => {
    const { report } = await check(foreignTc3({ id: 'sandbox-key', secret: 'sandbox-id' }).http);
    expect(report).toMatchObject({ keyId: null, failed: { cause: { id: 'key-swapped' } } });
  });

  it.each(faults)('names the first stage that fails: %s', async (_name, request, stage, cause) => {
    const { exitCode, report } = await check(request);
    expect(exitCode).toBe(40);
    expect(report?.failed?.stage).toBe(stage);
    expect(report?.failed?.cause?.id).toBe(cause);
  });

  it('reports a time outside the window, and does not fail because of it', async () => {
    const at = (seconds: number) => foreignTc3({ timestamp: Math.floor(fixedNowMs / 1000) - seconds }).http;
    expect(await check(at(300))).toMatchObject({ exitCode: 0, report: { clock: { ageSeconds: 300, windowSeconds: 300, passed: false } } });
    expect(await check(at(301))).toMatchObject({ exitCode: 0, report: { valid: true, clock: { ageSeconds: 301, passed: true } } });
    expect(await check(at(-301))).toMatchObject({ exitCode: 0, report: { valid: true, clock: { ageSeconds: -301, passed: true } } });
    const iso = (t: number): string => new Date(t * 1000).toISOString().replace('.000', '');
    const acs3 = (seconds: number) => foreignAcs3({ timestamp: Math.floor(fixedNowMs / 1000) - seconds, xDate: iso }).http;
    expect(await check(acs3(900))).toMatchObject({ exitCode: 0, report: { clock: { windowSeconds: 900, passed: false } } });
    expect(await check(acs3(901))).toMatchObject({ exitCode: 0, report: { clock: { passed: true } } });
  });

  it('needs a secret: that of the settings or that of the sandbox', async () => {
    const { http } = foreignTc3({});
    expect(await check(http, [], {})).toMatchObject({ exitCode: 3, report: undefined, err: expect.stringContaining('"no-credentials"') });
    expect(await check(http, ['--sandbox'], {})).toMatchObject({ exitCode: 0, report: { valid: true } });
  });

  it.each([
    ['text that is not a request', 'hello', 'the first line is not a request line'],
    ['a request without a signature', 'GET / HTTP/1.1\nHost: a\n\n', 'carries no signature'],
    ['an empty file', '', 'the first line is not a request line'],
  ])('refuses %s', async (_name, request, says) => {
    const { exitCode, err } = await check(request);
    expect(exitCode).toBe(4);
    expect(err).toContain(says);
  });
});
