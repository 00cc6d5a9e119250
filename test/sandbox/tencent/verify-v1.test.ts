import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sandboxCredentials } from '../../../src/core/sandbox-credentials.ts';
import type { ReceivedRequest } from '../../../src/sandbox/wire/received-request.ts';
import { canonicalQuery } from '../../../src/sign/encode.ts';
import { signV1, type V1Algorithm } from '../../../src/sign/tencent-v1.ts';
import { codeOf, handler, nowS, port, received, responseOf, withHeader } from '../../support/sandbox-requests.ts';

const good: Record<string, ReceivedRequest> = {
  'POST with HmacSHA256': received({ signMethod: 'hmac-sha256' }),
  'POST with HmacSHA1': received({ signMethod: 'hmac-sha1' }),
  'GET with HmacSHA256': received({ signMethod: 'hmac-sha256', httpMethod: 'GET' }),
  'GET with HmacSHA1': received({ signMethod: 'hmac-sha1', httpMethod: 'GET' }),
  'POST to the vendor’s host': received({ signMethod: 'hmac-sha1', host: 'faceid.intl.tencentcloudapi.com' }),
  'GET by the name of localhost': received({ signMethod: 'hmac-sha256', httpMethod: 'GET', host: `localhost:${port}` }),
};

const textOf = ({ method, target, body }: ReceivedRequest): string => (method === 'GET' ? target.slice(2) : body.toString('latin1'));

const withText = (request: ReceivedRequest, text: string): ReceivedRequest =>
  request.method === 'GET'
    ? { ...request, target: `/?${text}` }
    : { ...request, body: Buffer.from(text, 'latin1'), bodyBytes: text.length };

/** A request whose parameters are changed and signed again, as another client could send them. */
function signedAgain(changes: Record<string, string | undefined>, algorithm: V1Algorithm = 'HmacSHA1'): ReceivedRequest {
  const request = good['POST with HmacSHA1'] as ReceivedRequest;
  const { Signature: _old, ...sent } = Object.fromEntries(new URLSearchParams(textOf(request)));
  const kept = Object.entries({ ...sent, ...changes }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  const stages = signV1({ method: 'POST', host: `127.0.0.1:${port}`, parameters: kept }, algorithm, sandboxCredentials);
  return withText(request, `${canonicalQuery(Object.fromEntries(kept))}&Signature=${stages.EncodedSignatureString}`);
}

const authFailure = /^AuthFailure\.(?:SignatureFailure|SecretIdNotFound)$/;

describe('a v1 signature', () => {
  it.each(Object.entries(good))('is accepted: %s', async (_name, request) => {
    expect(responseOf(await (await handler())(request))).toMatchObject({ Result: 'Success' });
  });

  it.each(Object.entries(good))('is refused after any byte of the parameters changed: %s', async (_name, request) => {
    const handle = await handler();
    const text = textOf(request);
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.integer({ min: 0, max: 255 }), async (at, byte) => {
        const flipped = `${text.slice(0, at)}${String.fromCharCode(byte)}${text.slice(at + 1)}`;
        fc.pre(flipped !== text);
        expect(codeOf(await handle(withText(request, flipped)))).toMatch(authFailure);
      }),
      { numRuns: 150 },
    );
  });

  it('is refused after any byte of its common parameters changed', async () => {
    const handle = await handler();
    const request = good['POST with HmacSHA256'] as ReceivedRequest;
    const text = textOf(request);
    for (const name of ['Timestamp', 'Nonce', 'SecretId', 'SignatureMethod', 'Signature', 'Region', 'Version', 'Action']) {
      const [from, to] = [text.indexOf(`${name}=`), text.indexOf('&', text.indexOf(`${name}=`))];
      for (let at = from; at < (to < 0 ? text.length : to); at += 1) {
        const flipped = `${text.slice(0, at)}${text[at] === '7' ? '8' : '7'}${text.slice(at + 1)}`;
        expect(codeOf(await handle(withText(request, flipped)))).toMatch(authFailure);
      }
    }
  });

  it.each(Object.entries(good))('is refused after any byte of the host changed: %s', async (_name, request) => {
    const handle = await handler();
    const host = request.headers.find(([name]) => name === 'Host')?.[1] ?? '';
    await fc.assert(
      fc.asyncProperty(fc.nat(host.length - 1), fc.integer({ min: 0x20, max: 0x7e }), async (at, byte) => {
        const flipped = `${host.slice(0, at)}${String.fromCharCode(byte)}${host.slice(at + 1)}`;
        fc.pre(flipped !== host);
        expect(codeOf(await handle(withHeader(request, 'Host', flipped)))).toBe('AuthFailure.SignatureFailure');
      }),
      { numRuns: 50 },
    );
  });

  it('is answered with the strings to compare if it is wrong, with notes for long values, but not with the key', async () => {
    const reply = await (await handler())(
      received({ signMethod: 'hmac-sha256', credentials: { id: 'sandbox-id', secret: 'another-key' } }),
    );
    const { Error: error, Sandbox: strings } = responseOf(reply);
    expect(error?.Code).toBe('AuthFailure.SignatureFailure');
    expect(strings).toEqual({
      RequestString: expect.stringMatching(
        /^Action=CompareFaceLiveness&ImageBase64=<\d+ characters, sha256 [0-9a-f]{64}>&LivenessType=SILENT&Nonce=/,
      ),
      SignatureOriginalString: expect.stringMatching(/^POST127\.0\.0\.1:4567\/\?Action=CompareFaceLiveness&/),
    });
    expect(reply.body.toString()).not.toMatch(/sandbox-key|another-key/);
  });
});

describe('the signature method', () => {
  it.each([undefined, 'HmacSHA1', 'HmacMD5', 'hmacsha256', ''])('%j is verified with HmacSHA1', async (SignatureMethod) => {
    expect(codeOf(await (await handler())(signedAgain({ SignatureMethod })))).toBeUndefined();
    expect(codeOf(await (await handler())(signedAgain({ SignatureMethod }, 'HmacSHA256')))).toBe('AuthFailure.SignatureFailure');
  });

  it('HmacSHA256 is verified only with HmacSHA256', async () => {
    const SignatureMethod = 'HmacSHA256';
    expect(codeOf(await (await handler())(signedAgain({ SignatureMethod }, 'HmacSHA256')))).toBeUndefined();
    expect(codeOf(await (await handler())(signedAgain({ SignatureMethod })))).toBe('AuthFailure.SignatureFailure');
  });
});

describe('a correctly signed request', () => {
  it.each([
    ['without SecretId', { SecretId: undefined }, 'AuthFailure.SecretIdNotFound'],
    ['with another SecretId', { SecretId: 'AKIDother' }, 'AuthFailure.SecretIdNotFound'],
    ['without Timestamp', { Timestamp: undefined }, 'MissingParameter'],
    ['with a Timestamp that is not a number', { Timestamp: 'now' }, 'AuthFailure.SignatureFailure'],
    ['without Nonce', { Nonce: undefined }, 'MissingParameter'],
    ['with a Nonce that is not a number', { Nonce: 'abc' }, 'InvalidParameter'],
    ['with a token', { Token: 'abc' }, 'AuthFailure.TokenFailure'],
    ['without Action', { Action: undefined }, 'MissingParameter'],
    ['without Version', { Version: undefined }, 'MissingParameter'],
    ['without Region', { Region: undefined }, 'MissingParameter'],
    ['in a region without the action', { Region: 'eu-frankfurt' }, 'UnsupportedRegion'],
    ['of an unknown action', { Action: 'CompareFaces' }, 'InvalidAction'],
    ['of an unknown version', { Version: '2017-01-01' }, 'NoSuchVersion'],
    ['with an unknown parameter', { Extra: 'x' }, 'UnknownParameter'],
    ['without an image', { ImageBase64: undefined }, 'MissingParameter'],
    ['with names that contradict each other', { 'LivenessType.0': 'SILENT' }, 'InvalidParameter'],
    ['with the parameters that the Node SDK adds', { Language: 'en-US', RequestClient: 'SDK_NODEJS' }, undefined],
    ['with the Nonce 0, which the Node SDK can send', { Nonce: '0' }, undefined],
  ])('%s (%j) gets %s', async (_name, changes, code) => {
    expect(codeOf(await (await handler())(signedAgain(changes)))).toBe(code);
  });

  it('can be sent twice, because the vendor documents no refusal of a nonce', async () => {
    const handle = await handler();
    const request = received({ signMethod: 'hmac-sha1', nonce: '7' });
    expect([codeOf(await handle(request)), codeOf(await handle(request))]).toEqual([undefined, undefined]);
  });

  it('gets NoSuchProduct for a host of another product', async () => {
    expect(codeOf(await (await handler())(received({ signMethod: 'hmac-sha1', host: 'cvm.tencentcloudapi.com' })))).toBe('NoSuchProduct');
  });

  it.each([
    [300, undefined],
    [-300, undefined],
    [301, 'AuthFailure.SignatureExpire'],
    [-301, 'AuthFailure.SignatureExpire'],
  ])('with a time that is wrong by %i seconds gets %s', async (offsetS, code) => {
    expect(codeOf(await (await handler())(received({ signMethod: 'hmac-sha256', timestamp: nowS + offsetS })))).toBe(code);
  });
});

describe('the form of the parameters', () => {
  const request = good['POST with HmacSHA1'] as ReceivedRequest;

  it.each([
    ['lower-case hexadecimal, which the manual forbids', textOf(request).replace(/%3D$/, '%3d')],
    ['an empty pair', textOf(request).replace('&', '&&')],
    ['a name twice', `${textOf(request)}&Nonce=11886`],
    ['a signature twice', `${textOf(request)}&${/Signature=[^&]*$/.exec(textOf(request))?.[0]}`],
    ['no signature', textOf(request).replace(/&Signature=[^&]*$/, '')],
  ])('is refused with %s', async (_name, text) => {
    expect(codeOf(await (await handler())(withText(request, text)))).toBe('AuthFailure.SignatureFailure');
  });

  it.each(['/?Limit=1', '/v2', '/?'])('is refused in a POST to %s, unless that is the same as /', async (target) => {
    const code = codeOf(await (await handler())({ ...request, target }));
    expect(code).toBe(target === '/?' ? undefined : 'AuthFailure.SignatureFailure');
  });

  it('can have any order', async () => {
    const shuffled = textOf(request).split('&').reverse().join('&');
    expect(codeOf(await (await handler())(withText(request, shuffled)))).toBeUndefined();
  });
});

describe('sizes', () => {
  it('a form of 1 MB passes the check of its size, and one byte more does not', async () => {
    const handle = await handler();
    const request = received({ signMethod: 'hmac-sha256' });
    expect(codeOf(await handle({ ...request, bodyBytes: 2 ** 20 }))).toBeUndefined();
    expect(codeOf(await handle({ ...request, bodyBytes: 2 ** 20 + 1 }))).toBe('RequestSizeLimitExceeded');
  });

  it('a query of 32 KB passes the check of its size, and one byte more does not', async () => {
    const handle = await handler();
    const request = received({ signMethod: 'hmac-sha1', httpMethod: 'GET' });
    const padded = (bytes: number): ReceivedRequest => ({
      ...request,
      target: `${request.target}${'0'.repeat(bytes + 2 - request.target.length)}`,
    });
    expect(codeOf(await handle(padded(32 * 2 ** 10)))).toBe('AuthFailure.SignatureFailure');
    expect(codeOf(await handle(padded(32 * 2 ** 10 + 1)))).toBe('RequestSizeLimitExceeded');
  });
});
