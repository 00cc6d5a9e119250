import { describe, expect, it } from 'vitest';
import { main } from '../../../src/main.ts';
import { foreignAcs3, foreignRpc, foreignTc3, foreignV1 } from '../../support/foreign-signer.ts';
import { memoryRuntime } from '../../support/memory-runtime.ts';

interface Checked {
  valid: boolean;
  keyId: string | null;
  failed: { stage: string; reason: string; cause: { id: string; cause: string; fix: string } | null } | null;
  clock: { timestamp: string | null; ageSeconds: number | null; windowSeconds: number; passed: boolean | null };
}

async function check(request: string | Buffer): Promise<Checked> {
  const runtime = memoryRuntime({ stdin: Buffer.from(request) });
  await main(['sign', 'check', '-', '--json'], runtime, '0.0.0');
  if (runtime.out() === '') throw new Error(runtime.err());
  return JSON.parse(runtime.out()) as Checked;
}

/** The stage that fails, the reason and the id of the cause; `valid` if none fails. */
async function verdictOf(request: string | Buffer): Promise<string> {
  const { valid, failed } = await check(request);
  expect(valid).toBe(failed === null);
  return failed ? `${failed.stage}: ${failed.reason}${failed.cause ? ` (${failed.cause.id})` : ''}` : 'valid';
}

const text = ({ http }: { http: Buffer }): string => http.toString();
const tc3 = (changed: Parameters<typeof foreignTc3>[0] = {}): string => text(foreignTc3(changed));
const acs3 = (changed: Parameters<typeof foreignAcs3>[0] = {}): string => text(foreignAcs3(changed));
const without = (line: string, request: string): string => request.replace(new RegExp(`^${line}.*\r\n`, 'm'), '');
const atPath = (request: string): string => request.replace(' / HTTP', ' /x HTTP').replace(' /?', ' /x?');
const time = 'X-TC-Timestamp';
const padded = (length: number): string => {
  const { authorization } = foreignTc3({});
  return tc3().replace(authorization, authorization.replace(' ', ' '.repeat(length - authorization.length + 1)));
};
const longAcs3 = (length: number): string => {
  const { authorization } = foreignAcs3({});
  return acs3().replace(authorization, authorization.replace(' ', ' '.repeat(length - authorization.length + 1)));
};
const ofHost = (host: string, service = 'anything'): string => tc3({ host, service });

const tc3Form = 'Authorization: the header Authorization is missing, or not in the form of TC3-HMAC-SHA256';
const acs3Form = 'Authorization: the header Authorization is missing, or not in the form of ACS3-HMAC-SHA256';
const otherScope = (service: string): string => `CredentialScope: the scope is not 2019-02-25/${service}/tc3_request (scope-service)`;

const ofTc3: [string, string, string][] = [
  ['the right request', tc3(), 'valid'],
  ['no Authorization', without('Authorization', tc3()), tc3Form],
  ['another algorithm', tc3({ algorithm: 'TC3-HMAC-SHA1' }), `${tc3Form} (algorithm)`],
  ['the longest Authorization', padded(4096), 'valid'],
  ['an Authorization that is too long', padded(4097), tc3Form],
  ['no time', without(time, tc3()), 'X-TC-Timestamp: X-TC-Timestamp is missing'],
  [
    'a time in milliseconds',
    tc3({ sentTimestamp: (t) => `${t}000` }),
    'X-TC-Timestamp: X-TC-Timestamp is not a whole number of seconds (timestamp-milliseconds)',
  ],
  [
    'half a second',
    tc3({ sentTimestamp: (t) => `${t}.5` }),
    'X-TC-Timestamp: X-TC-Timestamp is not a whole number of seconds (timestamp-milliseconds)',
  ],
  ['a time in words', tc3({ sentTimestamp: () => 'now' }), 'X-TC-Timestamp: X-TC-Timestamp is not a whole number of seconds'],
  ['a zero before the time', tc3({ sentTimestamp: (t) => `0${t}` }), 'X-TC-Timestamp: X-TC-Timestamp is not a whole number of seconds'],
  ['the latest time', tc3({ timestamp: 253402300799 }), 'valid'],
  ['only host signed', tc3({ order: () => ['host'] }), 'SignedHeaders: content-type and host must be signed (header-missing)'],
  [
    'only content-type signed',
    tc3({ order: () => ['content-type'] }),
    'SignedHeaders: content-type and host must be signed (header-missing)',
  ],
  ['another order', tc3({ order: () => ['host', 'content-type'] }), 'SignedHeaders: SignedHeaders is not in order (header-order)'],
  ['a name twice', tc3({ order: () => ['content-type', 'host', 'host'] }), 'SignedHeaders: SignedHeaders is not in order'],
  [
    'a header that was not sent',
    tc3({ order: () => ['content-type', 'host', 'x-a'] }),
    'CanonicalHeaders: the signed header `x-a` was not received',
  ],
  ['another path', atPath(tc3({ path: '/x' })), 'CanonicalURI: the path is not /'],
  ['another service', tc3({ service: 'cvm' }), otherScope('faceid')],
  ['a service that nobody uses', tc3({ service: 'zzz' }), otherScope('faceid')],
  ['the local date', tc3({ date: () => '2019-02-26' }), 'CredentialScope: the scope is not 2019-02-25/faceid/tc3_request (local-date)'],
  [
    'a date of last year',
    tc3({ date: () => '2018-02-26' }),
    'CredentialScope: the scope is not 2019-02-25/faceid/tc3_request (scope-date)',
  ],
  ['any service on this machine, by name', ofHost('localhost:8080'), 'valid'],
  ['any service on this machine, by address', ofHost('127.1.2.3'), 'valid'],
  ['any service on this machine, by IPv6', ofHost('[::1]:80'), 'valid'],
  ['a host that begins like this machine', ofHost('localhost.example'), otherScope('localhost')],
  ['a host that ends like this machine', ofHost('a.localhost'), otherScope('a')],
  ['another body', tc3({ sentBody: '{}' }), 'Signature: the signature does not match the request received (secret)'],
  [
    'a body without a hash, as the header allows',
    tc3({
      bodyHash: () => '438d4109ef0d676b8c2c7ed13cdfcb418e494d53b843d4634ce3b1085f07bb96',
      others: { 'X-TC-Content-SHA256': 'UNSIGNED-PAYLOAD' },
    }),
    'valid',
  ],
  [
    'a body that is cut off',
    tc3().slice(0, -1),
    'Body: the body has 17 bytes but Content-Length says 18: it was cut off or edited, or its line breaks were changed',
  ],
  ['another key', tc3({ id: 'other-id' }), 'SecretId: the SecretId that signed the request does not belong to the given secret'],
];

const names = ['x-acs-date', 'x-acs-signature-nonce', 'x-acs-action', 'x-acs-version'];
const mustSign = (name: string, cause = ' (header-missing)'): string => `SignedHeaders: SignedHeaders does not list ${name}${cause}`;
const ofAcs3: [string, string, string][] = [
  ['the right request', acs3(), 'valid'],
  ['no Authorization', without('Authorization', acs3()), acs3Form],
  ['another algorithm', acs3({ algorithm: 'ACS3-HMAC-SHA1' }), `${acs3Form} (algorithm)`],
  ['the longest Authorization', longAcs3(4096), 'valid'],
  ['an Authorization that is too long', longAcs3(4097), acs3Form],
  ...names.map((name): [string, string, string] => [
    `no ${name}`,
    without(name, acs3({ others: { [name]: '' }, ...(name === 'x-acs-date' ? { xDate: () => '' } : {}) })),
    `${name}: ${name} is missing`,
  ]),
  [
    'no hash',
    without('x-acs-content-sha256', acs3({ signs: (name) => name !== 'x-acs-content-sha256' })),
    'HashedRequestPayload: x-acs-content-sha256 is not the digest of the body received',
  ],
  ['a name twice', acs3({ signedHeaders: (all) => [...all, 'host'].join(';') }), 'SignedHeaders: SignedHeaders has a name twice'],
  ['a header that was not sent', acs3({ order: (all) => [...all, 'x-a'].sort() }), 'SignedHeaders: the signed header x-a was not received'],
  ['an unsigned host', acs3({ signs: (name) => name !== 'host' }), mustSign('host')],
  ['an unsigned version', acs3({ signs: (name) => name !== 'x-acs-version' }), mustSign('x-acs-version')],
  [
    'commas in the list',
    acs3({ signedHeaders: (all) => all.join(':') }),
    'SignedHeaders: the signed header content-type:host:x-acs-action:x-acs-content-sha256:x-acs-date:x-acs-signature-n was not received (signed-headers-separator)',
  ],
  ['any order', acs3({ order: (all) => all.sort().reverse() }), 'valid'],
  ['another body', acs3({ sentBody: 'JobId=x' }), 'HashedRequestPayload: x-acs-content-sha256 is not the digest of the body received'],
  [
    'a hash of nothing',
    acs3({ bodyHash: () => 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' }),
    'HashedRequestPayload: x-acs-content-sha256 is not the digest of the body received (empty-body)',
  ],
  ['another path', atPath(acs3({ path: '/x' })), 'CanonicalURI: the path is not /'],
  ['a parameter twice', acs3({ query: 'A=1&A=2' }), 'CanonicalQueryString: the parameter A came twice'],
  [
    'a query in another encoding',
    acs3({ query: 'A=%2f' }),
    'CanonicalQueryString: the parameters are not percent-encoded as RFC 3986 has it',
  ],
  [
    'milliseconds',
    acs3({ xDate: () => '2019-02-25T16:44:25.000Z' }),
    'Timestamp: the timestamp is not in the form that the service accepts (timestamp-milliseconds)',
  ],
  [
    'a date that is none',
    acs3({ xDate: () => '2019-02-30T16:44:25Z' }),
    'Timestamp: the timestamp is not in the form that the service accepts',
  ],
  ['another secret', acs3({ secret: 'x' }), 'Signature: the signature is not that of the request received (secret)'],
  ['another key', acs3({ id: 'other-id' }), 'AccessKeyId: the AccessKeyId that signed the request does not belong to the given secret'],
];

const v1Params = { Action: 'A', Nonce: '1', SecretId: 'sandbox-id', Timestamp: '1551113065' };
const rpcParams = {
  AccessKeyId: 'sandbox-id',
  Action: 'A',
  SignatureMethod: 'HMAC-SHA1',
  SignatureNonce: 'n',
  SignatureVersion: '1.0',
  Timestamp: '2019-02-25T16:44:25Z',
};
type Changed = Omit<Parameters<typeof foreignV1>[0], 'params'>;
const v1 = (changed: Changed = {}, params: Record<string, string> = v1Params): string => text(foreignV1({ params, ...changed }));
const rpc = (changed: Changed = {}, params: Record<string, string> = rpcParams): string => text(foreignRpc({ params, ...changed }));
const less = (params: Record<string, string>, ...gone: string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(params).filter(([name]) => !gone.includes(name)));
const twice = (name: string): string => `${name}: ${name} is missing, or occurs twice`;
/** A form without its length, so that a test can change it. */
const loose = (request: string): string => without('Content-Length', request);
const notEncoded = 'the parameters are not percent-encoded according to RFC 3986, with hex digits in capitals';

const ofParameters: [string, string, string][] = [
  ['the right HmacSHA1', v1(), 'valid'],
  ['the right form of HmacSHA1', v1({ method: 'POST' }), 'valid'],
  ['the right HmacSHA256', v1({}, { ...v1Params, SignatureMethod: 'HmacSHA256' }), 'valid'],
  ['no Timestamp', v1({}, less(v1Params, 'Timestamp')), twice('Timestamp')],
  ['no Nonce', v1({}, less(v1Params, 'Nonce')), twice('Nonce')],
  ['neither', v1({}, less(v1Params, 'Nonce', 'Timestamp')), twice('Timestamp')],
  ['a time in words', v1({}, { ...v1Params, Timestamp: 'now' }), 'Timestamp: the timestamp is not in the form that the service accepts'],
  ['no signature', v1().replace(/&Signature=[^ ]*/, ''), 'Signature: the parameter `Signature` is missing or came twice'],
  ['two signatures', v1().replace(/(&Signature=[^ ]*)/, '$1$1'), 'Signature: the parameter `Signature` is missing or came twice'],
  ['another signature', v1({ secret: 'x' }), 'Signature: the signature does not match the request received (secret)'],
  ['another path', atPath(v1({ path: '/x' })), 'SignatureOriginalString: the path is not /'],
  [
    'a POST with a query',
    v1({ method: 'POST' }).replace('POST / ', 'POST /?a=b '),
    'RequestString: a POST must have all its parameters in the form',
  ],
  ['hex digits in lower case', loose(v1({ method: 'POST', sentValue: () => '%2f' })), `RequestString: ${notEncoded}`],
  [
    'another key',
    v1({}, { ...v1Params, SecretId: 'other' }),
    'SecretId: the SecretId that signed the request does not belong to the given secret',
  ],
  ['the right RPC', rpc(), 'valid'],
  ['the right GET of RPC', rpc({ method: 'GET' }), 'valid'],
  ...['SignatureMethod', 'SignatureVersion', 'SignatureNonce', 'Timestamp'].map((name): [string, string, string] => [
    `no ${name} in RPC`,
    rpc({}, less(rpcParams, name)),
    twice(name),
  ]),
  ['no signature in RPC', loose(rpc()).replace(/&Signature=.*/, ''), 'Signature: the signature is not that of the parameters received'],
  ['another path in RPC', atPath(rpc({ path: '/x' })), 'StringToSign: the path is not /'],
  ['hex digits in lower case in RPC', loose(rpc({ sentValue: () => '%2f' })), `CanonicalizedQueryString: ${notEncoded}`],
  ['hex digits in lower case in the query', rpc().replace('POST / ', 'POST /?A=%2f '), `CanonicalizedQueryString: ${notEncoded}`],
  [
    'milliseconds in RPC',
    rpc({}, { ...rpcParams, Timestamp: '2019-02-25T16:44:25.000Z' }),
    'Timestamp: the timestamp is not in the form that the service accepts (timestamp-milliseconds)',
  ],
  [
    'another key in RPC',
    rpc({}, { ...rpcParams, AccessKeyId: 'other' }),
    'AccessKeyId: the AccessKeyId that signed the request does not belong to the given secret',
  ],
];

describe.each([
  ['TC3', ofTc3],
  ['ACS3', ofAcs3],
  ['parameters', ofParameters],
])('sign check of %s', (_scheme, rows) => {
  it.each(rows)('gives the verdict on %s', async (_name, request, verdict) => expect(await verdictOf(request)).toBe(verdict));
});

describe('sign check', () => {
  it('accepts parameters of RPC that are partly in the query of a POST', async () => {
    const request = loose(rpc());
    const [, first = ''] = /\r\n\r\n([^&]*)&/.exec(request) ?? [];
    expect(await verdictOf(request.replace(`${first}&`, '').replace('POST / ', `POST /?${first} `))).toBe('valid');
  });

  it('reports the time of the request, and null where it has none', async () => {
    expect((await check(tc3())).clock).toMatchObject({ timestamp: '1551113065', windowSeconds: 300, passed: true });
    expect((await check(without(time, tc3()))).clock).toEqual({ timestamp: null, ageSeconds: null, windowSeconds: 300, passed: null });
    expect((await check(tc3({ sentTimestamp: () => 'now' }))).clock).toEqual({
      timestamp: 'now',
      ageSeconds: null,
      windowSeconds: 300,
      passed: null,
    });
  });

  it('names the id of the key, and null where there is none', async () => {
    expect((await check(tc3())).keyId).toBe('sand…x-id');
    expect((await check(without('Authorization', tc3()))).keyId).toBeNull();
    expect((await check(tc3({ id: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE' }))).keyId).toBe('AKID…MPLE');
  });

  it('says what may be wrong when no known mistake makes the signature', async () => {
    expect((await check(tc3({ secret: 'x' }))).failed?.cause).toEqual({
      id: 'secret',
      cause: 'no known mistake makes this signature: the SecretKey is wrong, or the request was changed after it was signed',
      fix: 'check the SecretKey for an extra character, and capture the request as the program sends it',
    });
  });
});
