import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sandboxCredentials } from '../../../src/core/sandbox-credentials.ts';
import { emptyVideo, greyImage } from '../../../src/sandbox/files/sample-files.ts';
import type { ReceivedRequest } from '../../../src/sandbox/wire/received-request.ts';
import { sha256Hex } from '../../../src/sign/encode.ts';
import { signTc3 } from '../../../src/sign/tc3.ts';
import { signV1 } from '../../../src/sign/tencent-v1.ts';
import { codeOf, handler, nowS, port, responseOf, withHeader } from '../../support/sandbox-requests.ts';

/**
 * Requests in the form of Tencent Cloud's SDKs for other languages. Each was read from the source of that SDK: where it takes the
 * service from, which host it signs, how it writes a body. https://github.com/TencentCloud
 */

interface Habit {
  endpoint: string;
  service: string;
  /** The host that is signed. */
  host?: string;
  contentType: string;
  body: Buffer;
  method?: 'GET' | 'POST';
  query?: string;
  headers?: Readonly<Record<string, string>>;
  hashed?: string;
  action?: string;
}

function tc3({ endpoint, service, host = endpoint, contentType, body, ...rest }: Habit): ReceivedRequest {
  const { method = 'POST', query = '', headers = {}, hashed = sha256Hex(body), action = 'CompareFaceLiveness' } = rest;
  const { Authorization } = signTc3(
    { method, canonicalQuery: query, headers: { 'content-type': contentType, host }, hashedPayload: hashed },
    { timestamp: nowS, service },
    sandboxCredentials,
  );
  const sent = {
    'Content-Type': contentType,
    Host: endpoint,
    Authorization,
    'X-TC-Action': action,
    'X-TC-Timestamp': String(nowS),
    'X-TC-Version': '2018-03-01',
    'X-TC-RequestClient': 'SDK_TEST',
    'X-TC-Region': 'ap-singapore',
    ...headers,
  };
  return { method, target: query === '' ? '/' : `/?${query}`, headers: Object.entries(sent), body, bodyBytes: body.length, port };
}

const values = {
  ImageBase64: greyImage().toString('base64'),
  VideoBase64: emptyVideo().toString('base64'),
  LivenessType: 'SILENT',
};
const json = (params: unknown): Buffer => Buffer.from(JSON.stringify(params));
const good = { contentType: 'application/json; charset=utf-8', body: json(values) };

const loopback = `127.0.0.1:${port}`;
const named = `localhost:${port}`;
const upToDot = (endpoint: string): string => endpoint.split('.')[0] ?? '';

const address: Record<string, ReceivedRequest> = {
  'Java, PHP and C++ to 127.0.0.1': tc3({ ...good, endpoint: loopback, service: upToDot(loopback) }),
  'Java, PHP and C++ to localhost': tc3({ ...good, endpoint: named, service: upToDot(named) }),
  'Node to 127.0.0.1': tc3({ ...good, endpoint: loopback, service: '127', host: '127.0.0.1' }),
  'Node to localhost': tc3({ ...good, endpoint: named, service: named, host: 'localhost' }),
  'Python and Go to 127.0.0.1': tc3({ ...good, endpoint: loopback, service: 'faceid' }),
};

const unsigned = { 'X-TC-Content-SHA256': 'UNSIGNED-PAYLOAD' };
const hashOfUnsigned = sha256Hex('UNSIGNED-PAYLOAD');

const boundary = randomUUID().replaceAll('-', '');
const delimiter = `--${boundary}\r\n`;

/** As the Python SDK writes it: a file has a name and no type, an object is JSON. */
function pythonMultipart(files: Readonly<Record<string, Buffer>>, texts: Readonly<Record<string, unknown>>): Buffer {
  const parts = [
    ...Object.entries(files).flatMap(([name, bytes]) => [
      `${delimiter}Content-Disposition: form-data; name="${name}"; filename="${name}"\r\n\r\n`,
      bytes,
      '\r\n',
    ]),
    ...Object.entries(texts).flatMap(([name, value]) => {
      const isNested = typeof value === 'object';
      const type = isNested ? 'Content-Type: application/json\r\n' : '';
      const text = isNested ? JSON.stringify(value) : String(value);
      return [`${delimiter}Content-Disposition: form-data; name="${name}"\r\n${type}\r\n${text}\r\n`];
    }),
  ];
  return Buffer.concat([...parts, ...(parts.length > 0 ? [`--${boundary}--\r\n`] : [])].map((part) => Buffer.from(part as string)));
}

const multipart = (body: Buffer, action = 'CompareFaceLiveness') =>
  tc3({ endpoint: loopback, service: 'faceid', contentType: `multipart/form-data; boundary=${boundary}`, body, action });

const codeTo = async (request: ReceivedRequest) => codeOf(await (await handler())(request));

describe('a request in the form of an SDK', () => {
  it.each(Object.entries(address))('is accepted: %s', async (_name, request) =>
    expect(responseOf(await (await handler())(request))).toMatchObject({ Result: 'Success' }),
  );

  it('is refused after a byte of its body changed', async () => {
    const handle = await handler();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.values(address)),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (request, at, bits) => {
          const body = Buffer.from(request.body);
          const index = at % body.length;
          body[index] = (body[index] ?? 0) ^ bits;
          expect(codeOf(await handle({ ...request, body }))).toBe('AuthFailure.SignatureFailure');
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is refused after a byte of its host changed', async () => {
    const handle = await handler();
    const printable = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code).toLowerCase());
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.values(address)), fc.nat(), printable, async (request, at, char) => {
        const host = request.headers.find(([name]) => name === 'Host')?.[1] ?? '';
        const index = at % host.length;
        fc.pre(host[index] !== char);
        const changed = withHeader(request, 'Host', `${host.slice(0, index)}${char}${host.slice(index + 1)}`);
        expect(codeOf(await handle(changed))).toBe('AuthFailure.SignatureFailure');
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['the service of another address', tc3({ ...good, endpoint: loopback, service: named, host: 'localhost' })],
    ['another port', tc3({ ...good, endpoint: `127.0.0.1:${port + 1}`, service: '127' })],
    ['another port in the service than that of the sandbox', tc3({ ...good, endpoint: named, service: 'localhost:1', host: 'localhost' })],
    ['a vendor’s host', tc3({ ...good, endpoint: 'faceid.tencentcloudapi.com', service: '127' })],
    ['its own service and the host without its port', tc3({ ...good, endpoint: loopback, service: 'faceid', host: '127.0.0.1' })],
  ])('is refused with %s', async (_name, request) => expect(await codeTo(request)).toBe('AuthFailure.SignatureFailure'));
});

describe('a payload that is not signed', () => {
  const endpoint = 'faceid.intl.tencentcloudapi.com';
  const request = tc3({ ...good, endpoint, service: 'faceid', headers: unsigned, hashed: hashOfUnsigned });

  it.each([
    ['as JSON', request],
    [
      'as multipart',
      tc3({
        endpoint,
        service: 'faceid',
        headers: unsigned,
        hashed: hashOfUnsigned,
        contentType: `multipart/form-data; boundary=${boundary}`,
        body: pythonMultipart({ ImageBase64: greyImage(), VideoBase64: emptyVideo() }, { LivenessType: 'SILENT' }),
      }),
    ],
    [
      'as GET',
      tc3({
        endpoint,
        service: 'faceid',
        headers: unsigned,
        hashed: hashOfUnsigned,
        method: 'GET',
        contentType: 'application/x-www-form-urlencoded',
        body: Buffer.alloc(0),
        query: new URLSearchParams(values).toString(),
      }),
    ],
  ])('is accepted %s', async (_name, signed) => expect(await codeTo(signed)).toBeUndefined());

  it.each([
    ['is not declared', withHeader(request, 'X-TC-Content-SHA256', undefined)],
    ['is declared in another word', withHeader(request, 'X-TC-Content-SHA256', 'unsigned')],
    ['is declared, and the body was signed', tc3({ ...good, endpoint, service: 'faceid', headers: unsigned })],
  ])('is refused if it %s', async (_name, changed) => expect(await codeTo(changed)).toBe('AuthFailure.SignatureFailure'));
});

describe('the multipart body of the Python SDK', () => {
  const files = { ImageBase64: greyImage(), VideoBase64: emptyVideo() };

  it('is accepted, with files that have a name and no type', async () =>
    expect(await codeTo(multipart(pythonMultipart(files, { LivenessType: 'SILENT' })))).toBeUndefined());

  it('is accepted with an object as JSON', async () => {
    const body = pythonMultipart({}, { RedirectURL: 'https://shop.example/done', Config: { CheckMode: 3 } });
    expect(await codeTo(multipart(body, 'ApplyWebVerificationBizTokenIntl'))).toBeUndefined();
  });

  it('can be empty if the action requires no parameter', async () => {
    expect(await codeTo(multipart(Buffer.alloc(0), 'ApplyLivenessToken'))).toBeUndefined();
    expect(await codeTo(multipart(Buffer.alloc(0)))).toBe('MissingParameter');
  });

  it.each([
    [
      'is not JSON',
      pythonMultipart({}, { RedirectURL: 'https://shop.example/done', Config: { CheckMode: 3 } }),
      /\{"CheckMode"/,
      '{CheckMode',
    ],
  ])('is refused if a part of JSON %s', async (_name, body, from, to) => {
    const changed = Buffer.from(body.toString('latin1').replace(from, to), 'latin1');
    expect(await codeTo(multipart(changed, 'ApplyWebVerificationBizTokenIntl'))).toBe('InvalidRequest');
  });

  it('is refused if a name occurs as text and as JSON', async () => {
    const both = pythonMultipart({}, { RedirectURL: 'https://shop.example/done', Config: { CheckMode: 3 } }).toString('latin1');
    const [first = ''] = both.split(delimiter).slice(1);
    const twice = Buffer.from(`${delimiter}${first}${both}`, 'latin1');
    expect(await codeTo(multipart(twice, 'ApplyWebVerificationBizTokenIntl'))).toBe('InvalidParameter');
  });
});

it('booleans are accepted in capitals, as the Python SDK writes them into a form', async () => {
  const params = {
    Action: 'ApplyWebVerificationBizTokenIntl',
    Nonce: '11886',
    Region: 'ap-singapore',
    RequestClient: 'SDK_PYTHON',
    SecretId: sandboxCredentials.id,
    SignatureMethod: 'HmacSHA256',
    Timestamp: String(nowS),
    Version: '2018-03-01',
    RedirectURL: 'https://shop.example/done',
    'Config.AutoSkip': 'True',
    'Config.SkipPrivacyPolicy': 'False',
  };
  const { SignatureString } = signV1(
    { method: 'POST', host: loopback, parameters: Object.entries(params) },
    'HmacSHA256',
    sandboxCredentials,
  );
  const body = Buffer.from(new URLSearchParams({ ...params, Signature: SignatureString }).toString());
  const headers = [
    ['Host', loopback],
    ['Content-Type', 'application/x-www-form-urlencoded'],
  ] as const;
  const { Error: error } = responseOf(
    await (await handler())({ method: 'POST', target: '/', headers, body, bodyBytes: body.length, port }),
  );
  expect(error).toBeUndefined();
});
