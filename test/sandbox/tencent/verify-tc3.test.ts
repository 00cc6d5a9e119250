import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sandboxCredentials } from '../../../src/core/sandbox-credentials.ts';
import type { ReceivedRequest } from '../../../src/sandbox/wire/received-request.ts';
import { sha256Hex } from '../../../src/sign/encode.ts';
import { signTc3 } from '../../../src/sign/tc3.ts';
import { codeOf, handler, nowS, port, received, responseOf, withHeader } from '../../support/sandbox-requests.ts';
import { sdkSign } from '../../support/sandbox-tencent-sdk.ts';

const authorizationOf = (request: ReceivedRequest): string => request.headers.find(([name]) => name === 'Authorization')?.[1] ?? '';

/** Signs again over the named headers of the request. */
function signedAgain(request: ReceivedRequest, names: readonly string[], service = 'faceid'): ReceivedRequest {
  const headers = Object.fromEntries(names.map((name) => [name, request.headers.find(([sent]) => sent.toLowerCase() === name)?.[1] ?? '']));
  const stages = signTc3(
    { method: 'POST', canonicalQuery: '', headers, hashedPayload: sha256Hex(request.body) },
    { timestamp: nowS, service },
    sandboxCredentials,
  );
  return withHeader(request, 'Authorization', stages.Authorization);
}

/** A request as the Node SDK signs it for the endpoint `127.0.0.1:PORT`. */
function sdkSigned(overrides: { url?: string; service?: string } = {}): ReceivedRequest {
  const request = withHeader(received(), 'Content-Type', 'application/json');
  const authorization = sdkSign({
    method: 'POST',
    url: `http://127.0.0.1:${port}/`,
    payload: request.body,
    timestamp: nowS,
    service: '127',
    secretId: sandboxCredentials.id,
    secretKey: sandboxCredentials.secret,
    headers: { 'Content-Type': 'application/json' },
    ...overrides,
  });
  return withHeader(request, 'Authorization', authorization);
}

const goodRequests: Record<string, ReceivedRequest> = {
  'POST to loopback': received(),
  'POST to the vendor’s host': received({ host: 'faceid.intl.tencentcloudapi.com' }),
  GET: received({ httpMethod: 'GET' }),
  'POST with the action signed too': signedAgain(received(), ['content-type', 'host', 'x-tc-action']),
  'POST of the Node SDK': sdkSigned(),
};

function flipHeader(request: ReceivedRequest, name: string, at: number, byte: number, from = 0, to?: number): ReceivedRequest | undefined {
  const value = request.headers.find(([sent]) => sent.toLowerCase() === name)?.[1] ?? '';
  const end = to ?? value.length;
  const index = from + (at % (end - from));
  const char = String.fromCharCode(byte);
  if (value[index]?.toLowerCase() === char.toLowerCase()) return undefined;
  return withHeader(request, name, `${value.slice(0, index)}${char}${value.slice(index + 1)}`);
}

/** The parts of a request that its signature covers. */
const places: Record<string, (request: ReceivedRequest, at: number, byte: number) => ReceivedRequest | undefined> = {
  body: (request, at, byte) => {
    const index = at % Math.max(1, request.body.length);
    if (request.body.length === 0 || request.body[index] === byte) return undefined;
    const body = Buffer.from(request.body);
    body[index] = byte;
    return { ...request, body };
  },
  host: (request, at, byte) => flipHeader(request, 'host', at, byte),
  'date of the scope': (request, at, byte) => {
    const start = authorizationOf(request).indexOf('/') + 1;
    return flipHeader(request, 'authorization', at, byte, start, start + 'YYYY-MM-DD'.length);
  },
  'X-TC-Timestamp': (request, at, byte) => flipHeader(request, 'x-tc-timestamp', at, byte),
  'content type': (request, at, byte) => flipHeader(request, 'content-type', at, byte),
  'signed X-TC-Action': (request, at, byte) =>
    authorizationOf(request).includes('x-tc-action') ? flipHeader(request, 'x-tc-action', at, byte) : undefined,
};

describe('a TC3 signature', () => {
  it.each(Object.entries(goodRequests))('is accepted: %s', async (_name, request) => {
    const reply = await (await handler())(request);
    expect(responseOf(reply)).toMatchObject({ Result: 'Success' });
  });

  it.each(Object.keys(places))('is refused after any byte changed in this place: %s', async (place) => {
    const handle = await handler();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.values(goodRequests)),
        fc.nat(),
        fc.integer({ min: 0, max: 255 }),
        async (request, at, byte) => {
          const flipped = places[place]?.(request, at, byte);
          fc.pre(flipped !== undefined);
          expect(codeOf(await handle(flipped as ReceivedRequest))).toBe('AuthFailure.SignatureFailure');
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is refused after any byte of a GET query changed', async () => {
    const handle = await handler();
    const request = received({ httpMethod: 'GET' });
    await fc.assert(
      fc.asyncProperty(fc.nat(request.target.length - 3), fc.integer({ min: 0x21, max: 0x7e }), async (at, byte) => {
        const index = at + 2;
        const target = `${request.target.slice(0, index)}${String.fromCharCode(byte)}${request.target.slice(index + 1)}`;
        fc.pre(target !== request.target);
        expect(codeOf(await handle({ ...request, target }))).toBe('AuthFailure.SignatureFailure');
      }),
      { numRuns: 200 },
    );
  });

  it('is accepted after a signed value changed its letter case, as the vendor’s rule says', async () => {
    const handle = await handler();
    const reply = await handle(withHeader(received(), 'Content-Type', 'Application/JSON; Charset=UTF-8'));
    expect(codeOf(reply)).toBeUndefined();
  });

  it('is answered with the canonical strings if it is wrong, but not with the key', async () => {
    const reply = await (await handler())(received({ credentials: { id: 'sandbox-id', secret: 'another-key' } }));
    const { Error: error, Sandbox: strings, RequestId } = responseOf(reply);
    expect(error?.Code).toBe('AuthFailure.SignatureFailure');
    expect(RequestId).toBe('request-1');
    expect(strings?.CanonicalRequest).toMatch(
      /^POST\n\/\n\ncontent-type:application\/json; charset=utf-8\nhost:127\.0\.0\.1:4567\n\ncontent-type;host\n[0-9a-f]{64}$/,
    );
    expect(strings?.StringToSign).toContain(
      `TC3-HMAC-SHA256\n${nowS}\n2026-01-15/faceid/tc3_request\n${sha256Hex(strings?.CanonicalRequest ?? '')}`,
    );
    expect(reply.body.toString()).not.toMatch(/sandbox-key|another-key/);
  });
});

describe('the Authorization header', () => {
  const refusals: Record<string, [ReceivedRequest, string]> = {
    'is missing': [withHeader(received(), 'Authorization', undefined), 'AuthFailure.InvalidAuthorization'],
    'is of another scheme': [withHeader(received(), 'Authorization', 'Bearer abc'), 'AuthFailure.InvalidAuthorization'],
    'lacks its signature': [
      withHeader(received(), 'Authorization', authorizationOf(received()).replace(/, Signature=.*/, '')),
      'AuthFailure.InvalidAuthorization',
    ],
    'names another key': [received({ credentials: { id: 'AKIDother', secret: 'sandbox-key' } }), 'AuthFailure.SecretIdNotFound'],
    'does not sign the content type': [signedAgain(received(), ['host']), 'AuthFailure.SignatureFailure'],
    'does not sign the host': [signedAgain(received(), ['content-type']), 'AuthFailure.SignatureFailure'],
    'signs a header that was not sent': [signedAgain(received(), ['content-type', 'host', 'x-extra']), 'AuthFailure.SignatureFailure'],
    'signs for another service than that of the host': [
      signedAgain(received({ host: 'faceid.tencentcloudapi.com' }), ['content-type', 'host'], 'cvm'),
      'AuthFailure.SignatureFailure',
    ],
    'lists its headers out of order': [
      withHeader(received(), 'Authorization', authorizationOf(received()).replace('content-type;host', 'host;content-type')),
      'AuthFailure.SignatureFailure',
    ],
    'has an upper-case signature': [
      withHeader(
        received(),
        'Authorization',
        authorizationOf(received()).replace(/[0-9a-f]{64}$/, (hex) => hex.toUpperCase()),
      ),
      'AuthFailure.SignatureFailure',
    ],
  };

  it.each(Object.entries(refusals))('is refused if it %s', async (_name, [request, code]) => {
    expect(codeOf(await (await handler())(request))).toBe(code);
  });
});

describe('a request to the name localhost', () => {
  it('is accepted', async () => {
    expect(codeOf(await (await handler())(received({ host: `localhost:${port}` })))).toBeUndefined();
  });
});

describe('the Node SDK’s signature for loopback', () => {
  it.each([
    ['another port than the listener’s', withHeader(sdkSigned(), 'Host', '127.0.0.1:4568')],
    ['no port', withHeader(sdkSigned(), 'Host', '127.0.0.1')],
    ['the name localhost', withHeader(sdkSigned({ url: 'http://localhost/' }), 'Host', `localhost:${port}`)],
    ['a vendor’s host', withHeader(sdkSigned(), 'Host', 'faceid.tencentcloudapi.com')],
  ])('is refused with %s in Host', async (_name, request) => {
    expect(codeOf(await (await handler())(request))).toBe('AuthFailure.SignatureFailure');
  });

  it('is refused if a service other than 127 comes with a host without its port', async () => {
    expect(codeOf(await (await handler())(sdkSigned({ service: 'faceid' })))).toBe('AuthFailure.SignatureFailure');
  });
});

describe('the clock', () => {
  it.each([
    [300, undefined],
    [-300, undefined],
    [301, 'AuthFailure.SignatureExpire'],
    [-301, 'AuthFailure.SignatureExpire'],
  ])('that is wrong by %i seconds gives %s', async (offsetS, code) => {
    expect(codeOf(await (await handler())(received({ timestamp: nowS + offsetS })))).toBe(code);
  });

  it('is checked only after the signature: an old and forged request learns nothing about it', async () => {
    const request = received({ timestamp: nowS - 900, credentials: { id: 'sandbox-id', secret: 'another-key' } });
    expect(codeOf(await (await handler())(request))).toBe('AuthFailure.SignatureFailure');
  });

  it.each(['0', '-5', '1.5e9', ' ', '99999999999999'])('accepts no timestamp like %j', async (stamp) => {
    expect(codeOf(await (await handler())(withHeader(received(), 'X-TC-Timestamp', stamp)))).toBe('AuthFailure.SignatureFailure');
  });

  it('refuses a request without a timestamp', async () => {
    expect(codeOf(await (await handler())(withHeader(received(), 'X-TC-Timestamp', undefined)))).toBe('MissingParameter');
  });
});

describe.each(['tc3', 'hmac-sha1', 'hmac-sha256'] as const)('a temporary key with %s', (signMethod) => {
  const codeWith = async (token: string) =>
    codeOf(await (await handler())(received({ signMethod, credentials: { ...sandboxCredentials, token } })));

  it('is accepted with the sandbox’s token', async () => expect(await codeWith('sandbox-token')).toBeUndefined());

  it.each(['abc', 'sandbox-toke', 'Sandbox-token'])('is refused with the token %s', async (token) =>
    expect(await codeWith(token)).toBe('AuthFailure.TokenFailure'),
  );
});
