import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sha256Hex } from '../../src/sign/encode.ts';
import {
  credentialScope,
  derivedKeys,
  signTc3,
  type Tc3Request,
  tc3Authorization,
  tc3CanonicalRequest,
  tc3Signature,
  tc3StringToSign,
  utcDate,
} from '../../src/sign/tc3.ts';

interface Vector {
  name: string;
  key: 'KM' | 'KE' | 'test';
  timestamp: number;
  date: string;
  service: string;
  method: 'GET' | 'POST';
  query: string;
  headers: Record<string, string>;
  payload: string;
  hashedPayload: string;
  hashedCanonicalRequest?: string;
  derivedKeys?: Record<string, string>;
  signature: string;
}

const { keys, vectors }: { keys: Record<Vector['key'], { id: string; secret: string }>; vectors: Vector[] } = JSON.parse(
  readFileSync(new URL('../vectors/tc3.json', import.meta.url), 'utf8'),
);

const requestOf = ({ method, query, headers, hashedPayload }: Vector): Tc3Request => ({
  method,
  canonicalQuery: query,
  headers,
  hashedPayload,
});

/** Every stage starts from the printed value of the stage before. So only the stage that is wrong fails. */
describe.each(vectors.map((vector) => [vector.name, vector] as const))('TC3, example %s', (_name, vector) => {
  const { timestamp, service, date, headers } = vector;
  const scope = { timestamp, service };
  const hashedCanonicalRequest = vector.hashedCanonicalRequest ?? sha256Hex(tc3CanonicalRequest(requestOf(vector)));
  const printedStringToSign = `TC3-HMAC-SHA256\n${timestamp}\n${date}/${service}/tc3_request\n${hashedCanonicalRequest}`;

  it('has the printed hash of the payload', () => expect(sha256Hex(vector.payload)).toBe(vector.hashedPayload));

  it('has the printed canonical request', () => {
    const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
    const printed = `${vector.method}\n/\n${vector.query}\n${lines.join('')}\ncontent-type;host\n${vector.hashedPayload}`;
    expect(tc3CanonicalRequest(requestOf(vector))).toBe(printed);
    expect(sha256Hex(printed)).toBe(hashedCanonicalRequest);
  });

  it('has the printed date and scope', () => {
    expect(utcDate(timestamp)).toBe(date);
    expect(credentialScope(scope)).toBe(`${date}/${service}/tc3_request`);
  });

  it('has the printed string to sign', () => expect(tc3StringToSign(scope, hashedCanonicalRequest)).toBe(printedStringToSign));

  it('has the printed signature', () => {
    expect(tc3Signature(derivedKeys(keys[vector.key].secret, scope).SecretSigning, printedStringToSign)).toBe(vector.signature);
  });

  it('has the printed Authorization', () => {
    const { id } = keys[vector.key];
    expect(tc3Authorization(id, scope, headers, vector.signature)).toBe(
      `TC3-HMAC-SHA256 Credential=${id}/${date}/${service}/tc3_request, SignedHeaders=content-type;host, Signature=${vector.signature}`,
    );
  });

  it('has all stages in one call of signTc3', () => {
    expect(signTc3(requestOf(vector), scope, keys[vector.key])).toEqual({
      CanonicalRequest: tc3CanonicalRequest(requestOf(vector)),
      HashedCanonicalRequest: hashedCanonicalRequest,
      CredentialScope: `${date}/${service}/tc3_request`,
      StringToSign: printedStringToSign,
      DerivedKeyLengths: { SecretDate: 32, SecretService: 32, SecretSigning: 32 },
      Signature: vector.signature,
      Authorization: tc3Authorization(keys[vector.key].id, scope, headers, vector.signature),
    });
  });
});

describe('the derived keys of TC3', () => {
  const known = vectors.flatMap((vector) => (vector.derivedKeys ? [[vector.name, vector, vector.derivedKeys] as const] : []));

  it.each(known)('are as printed for the example %s', (_name, { key, timestamp, service }, expected) => {
    const derived = derivedKeys(keys[key].secret, { timestamp, service });
    expect(Object.fromEntries(Object.entries(derived).map(([name, value]) => [name, value.toString('hex')]))).toEqual(expected);
  });
});

describe('the texts that the manual prints for TC3', () => {
  const sample = vectors[0] as Vector;

  it('include our canonical request', () => {
    expect(tc3CanonicalRequest(requestOf(sample))).toBe(
      [
        'POST',
        '/',
        '',
        'content-type:application/json; charset=utf-8',
        'host:cvm.tencentcloudapi.com',
        '',
        'content-type;host',
        '99d58dfbc6745f6747f36bfca17dee5e6881dc0428a0a36f96199342bc5b4907',
      ].join('\n'),
    );
  });

  it('include our string to sign, after four digits that the manual lacks are added', () => {
    expect(signTc3(requestOf(sample), sample, keys.KM).StringToSign).toBe(
      [
        'TC3-HMAC-SHA256',
        '1551113065',
        '2019-02-25/cvm/tc3_request',
        '2815843035062fffda5fd6f2a44ea8a34818b0dc46f024b8b3786976a3adda7a',
      ].join('\n'),
    );
  });
});

describe('the TC3 canonical request', () => {
  afterEach(() => void vi.unstubAllEnvs());

  const request = (headers: Record<string, string>) =>
    tc3CanonicalRequest({ method: 'POST', canonicalQuery: '', headers, hashedPayload: 'x' });

  it('sorts headers by name, lower-cases their values and trims them', () => {
    expect(request({ 'x-tc-action': ' DescribeInstances ', host: 'CVM.tencentcloudapi.com', 'content-type': 'application/json' })).toBe(
      'POST\n/\n\ncontent-type:application/json\nhost:cvm.tencentcloudapi.com\nx-tc-action:describeinstances\n\ncontent-type;host;x-tc-action\nx',
    );
  });

  it.each([
    [1550966399, '2019-02-23'],
    [1550966400, '2019-02-24'],
    [951782400, '2000-02-29'],
    [0, '1970-01-01'],
  ])('belongs to a scope with a UTC date, in every time zone: utcDate(%i) is %s', (timestamp, date) => {
    for (const [zone, offset] of [
      ['Etc/GMT+12', 720],
      ['UTC', 0],
      ['Etc/GMT-14', -840],
    ] as const) {
      vi.stubEnv('TZ', zone);
      expect(new Date(0).getTimezoneOffset(), 'the time zone is not in use').toBe(offset);
      expect(utcDate(timestamp), zone).toBe(date);
    }
  });
});
