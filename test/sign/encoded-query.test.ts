import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalizedQueryString, rpcSignature, rpcStringToSign, signRpc } from '../../src/sign/aliyun-rpc.ts';
import { encodedQuery, type Pieces, signEncodedQuery } from '../../src/sign/encoded-query.ts';

const textOf = (pieces: Pieces): string => pieces.map((piece) => (typeof piece === 'string' ? piece : piece.toString('base64'))).join('');
const textsOf = (params: Readonly<Record<string, Pieces>>): Record<string, string> =>
  Object.fromEntries(Object.entries(params).map(([name, pieces]) => [name, textOf(pieces)]));

const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.stringMatching(/^[*~'()!+/= %&\r\n]{0,12}$/));
const bytes = fc.uint8Array({ maxLength: 100 }).map((array) => Buffer.from(array));
const pieces = fc.array(fc.oneof(text, bytes), { maxLength: 4 });
const name = fc.stringMatching(/^[A-Z][A-Za-z0-9.é名~*]{0,11}$/);
const params = fc.dictionary(
  name.filter((word) => word !== 'Signature'),
  pieces,
  { maxKeys: 6, noNullPrototype: true },
);

describe('the query that is built from bytes', () => {
  it('equals the query of the stages, and has the same signature', () => {
    fc.assert(
      fc.property(params, text, fc.constantFrom('GET' as const, 'POST' as const), (own, secret, method) => {
        const query = encodedQuery(own);
        expect(query.toString()).toBe(canonicalizedQueryString(textsOf(own)));
        expect(signEncodedQuery(method, query, secret)).toBe(signRpc({ method, params: textsOf(own) }, { secret }).Signature);
      }),
      { numRuns: 500 },
    );
  });

  /** Pictures of 512 KiB and more are escaped in slices of 36 KiB. The last slice may be full. */
  const lengths = [512 * 1024 - 1, 512 * 1024, 512 * 1024 + 1, 15 * 36 * 1024 - 1, 15 * 36 * 1024, 15 * 36 * 1024 + 1, 700_001];

  it.each(lengths)('equals the query of the stages for a picture of %i bytes, and has the same signature', (length) => {
    const picture = Buffer.from(Array.from({ length }, (_, index) => (index * 197) % 256));
    const own = { Image: [picture], Json: ['{"a":"', picture, '"}'] };
    const query = encodedQuery(own);
    expect(query.toString() === canonicalizedQueryString(textsOf(own))).toBe(true);
    const { Signature } = signRpc({ method: 'POST', params: textsOf(own) }, { secret: 'secret' });
    expect(signEncodedQuery('POST', query, 'secret')).toBe(Signature);
  });

  it('has the signature of the stages, whether the query fills its last slice or not', () => {
    // The query itself is escaped in slices as well. They can end at other bytes than the slices of the picture.
    for (const length of [512 * 1024, 15 * 36 * 1024 - 1, 15 * 36 * 1024, 15 * 36 * 1024 + 1]) {
      const query = Buffer.from(`A=${'%2B'.repeat(length)}`.slice(0, length));
      expect(signEncodedQuery('GET', query, 'secret')).toBe(rpcSignature('secret', rpcStringToSign('GET', query.toString('latin1'))));
    }
  });
});
