import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Acs3Request,
  acs3Authorization,
  acs3CanonicalRequest,
  acs3Signature,
  acs3SignedHeaders,
  acs3StringToSign,
  canonicalHeaders,
  signAcs3,
} from '../../src/sign/acs3.ts';
import { canonicalQuery, sha256Hex } from '../../src/sign/encode.ts';
import { utcTimestamp } from '../../src/sign/utc-timestamp.ts';
import { openApiUtil } from '../support/aliyun-official-signers.ts';

interface Vector {
  name: string;
  method: 'GET' | 'POST';
  timestamp: number;
  query: Record<string, string>;
  canonicalQuery: string;
  headers: Record<string, string>;
  payload: string;
  hashedPayload: string;
  canonicalRequest: string;
  hashedCanonicalRequest: string;
  signature: string;
}

const { credentials, vectors }: { credentials: { id: string; secret: string }; vectors: Vector[] } = JSON.parse(
  readFileSync(new URL('../vectors/aliyun.json', import.meta.url), 'utf8'),
).acs3;

const names = 'host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version';

/** Every stage starts from the printed value of the stage before. So only the stage that is wrong fails. */
describe.each(vectors.map((vector) => [vector.name, vector] as const))('ACS3, example %s', (_name, vector) => {
  const request: Acs3Request = { ...vector, canonicalUri: '/' };
  const printedStringToSign = `ACS3-HMAC-SHA256\n${vector.hashedCanonicalRequest}`;
  const printedAuthorization = `ACS3-HMAC-SHA256 Credential=${credentials.id},SignedHeaders=${names},Signature=${vector.signature}`;

  it('has the printed x-acs-date', () => expect(utcTimestamp(vector.timestamp)).toBe(vector.headers['x-acs-date']));
  it('has the printed canonical query', () => expect(canonicalQuery(vector.query)).toBe(vector.canonicalQuery));
  it('has the printed hash of the payload', () => expect(sha256Hex(vector.payload)).toBe(vector.hashedPayload));
  it('has the printed SignedHeaders', () => expect(acs3SignedHeaders(vector.headers)).toBe(names));
  it('has the printed CanonicalRequest', () => expect(acs3CanonicalRequest(request)).toBe(vector.canonicalRequest));
  it('has the printed HashedCanonicalRequest', () => expect(sha256Hex(vector.canonicalRequest)).toBe(vector.hashedCanonicalRequest));
  it('has the printed StringToSign', () => expect(acs3StringToSign(vector.hashedCanonicalRequest)).toBe(printedStringToSign));
  it('has the printed Signature', () => expect(acs3Signature(credentials.secret, printedStringToSign)).toBe(vector.signature));
  it('has the printed Authorization', () =>
    expect(acs3Authorization(credentials.id, vector.headers, vector.signature)).toBe(printedAuthorization));

  it('has all printed stages in one call of signAcs3', () => {
    expect(signAcs3(request, credentials)).toEqual({
      CanonicalRequest: vector.canonicalRequest,
      HashedCanonicalRequest: vector.hashedCanonicalRequest,
      StringToSign: printedStringToSign,
      Signature: vector.signature,
      Authorization: printedAuthorization,
    });
  });
});

describe('the headers that ACS3 signs', () => {
  const headers = {
    'user-agent': 'idv',
    host: 'saf.ap-southeast-1.aliyuncs.com',
    'x-acs-date': ' 2023 ',
    'content-type': 'A/B',
    accept: '*/*',
  };

  it('are host, content-type and x-acs-*, and no other header', () =>
    expect(acs3SignedHeaders(headers)).toBe('content-type;host;x-acs-date'));

  it('keep the letter case of their values, without the blanks around them', () => {
    expect(canonicalHeaders(headers)).toBe('content-type:A/B\nhost:saf.ap-southeast-1.aliyuncs.com\nx-acs-date:2023\n');
  });
});

const word = fc.stringMatching(/^[A-Za-z0-9]{1,30}$/);
const awkward = fc.constantFrom('*', '~', "'", '(', ')', '!', '+', '/', '=', ' ', '&', '%', '"', '\n', 'é', '名');
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.array(awkward, { maxLength: 12 }).map((parts) => parts.join('')),
);
/** The vendor's code does not encode the names of a query, so these names need no encoding. */
const query = fc.dictionary(fc.stringMatching(/^[A-Z][A-Za-z0-9.]{0,11}$/), text, { maxKeys: 6 });
const header = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,11}$/);
const extra = fc.dictionary(
  fc.oneof(
    header,
    header.map((name) => `x-acs-${name}`),
  ),
  text,
  { maxKeys: 4 },
);

const body = fc.oneof(
  text.map((payload) => Buffer.from(payload)),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
);

describe('our ACS3 signature equals the one of the vendor’s @alicloud/openapi-util', () => {
  it.each(['GET', 'POST'] as const)('for a %s with any query, headers and body', (method) => {
    fc.assert(
      fc.property(query, extra, body, word, fc.string({ minLength: 1, maxLength: 40 }), (params, more, payload, action, secret) => {
        const hashedPayload = sha256Hex(payload);
        const headers = {
          ...more,
          host: 'facebody.cn-shanghai.aliyuncs.com',
          accept: 'application/json',
          'content-type': 'application/x-www-form-urlencoded',
          'x-acs-action': action,
          'x-acs-content-sha256': hashedPayload,
        };
        const ours = signAcs3(
          { method, canonicalUri: '/', canonicalQuery: canonicalQuery(params), headers, hashedPayload },
          { id: 'sandbox-id', secret },
        );
        const theirs = openApiUtil.getAuthorization(
          { method, pathname: '/', query: params, headers },
          'ACS3-HMAC-SHA256',
          hashedPayload,
          'sandbox-id',
          secret,
        );
        expect(ours.Authorization).toBe(theirs);
      }),
      { numRuns: 300 },
    );
  });
});
