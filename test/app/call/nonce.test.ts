import { describe, expect, it } from 'vitest';
import { freshNonce, nonceProblems } from '../../../src/app/call/request-shape.ts';
import { tencent } from '../../../src/vendors/tencent/vendor.ts';

const world = (random: number) => ({ random: () => random, uuid: () => 'a-uuid' });
const textual = { nonceKind: () => 'text' as const };

describe('a fresh nonce', () => {
  it.each([
    [0, '1'],
    [0.5, '1073741824'],
    [1 - Number.EPSILON, '2147483647'],
  ])('is a positive integer for v1: random %f gives %s', (random, nonce) => {
    expect(freshNonce(tencent, 'hmac-sha256', world(random))).toBe(nonce);
  });

  it('is text where the vendor takes any', () => expect(freshNonce(textual, 'rpc', world(0))).toBe('a-uuid'));
});

describe('a nonce given', () => {
  it.each(['0', '-1', '1.5', '1e3', 'abc', '', ' 7', '007', '99999999999999999'])('%j is none for v1', (nonce) => {
    expect(nonceProblems(tencent, 'hmac-sha1', nonce)).toMatchObject([{ category: 'usage', flag: '--nonce' }]);
  });

  it.each([
    ['hmac-sha1', '11886'],
    ['hmac-sha256', undefined],
    ['tc3', 'any text'],
  ] as const)('fits %s: %s', (signMethod, nonce) => expect(nonceProblems(tencent, signMethod, nonce)).toEqual([]));

  it('may be text where the vendor takes any', () => expect(nonceProblems(textual, 'rpc', 'abc')).toEqual([]));
});
