import { describe, expect, it } from 'vitest';
import { freshNonce, nonceProblems } from '../../../src/app/call/plan.ts';
import { tencent } from '../../../src/vendors/tencent/vendor.ts';

const world = (random: number) => ({ random: () => random, uuid: () => 'a-uuid' });
const textual = { nonceKind: () => 'text' as const };

describe('a fresh nonce', () => {
  it.each([
    [0, '1'],
    [0.5, '1073741824'],
    [1 - Number.EPSILON, '2147483647'],
  ])('is a positive integer for hmac-sha256: random %f gives %s', (random, nonce) => {
    expect(freshNonce(tencent, 'hmac-sha256', world(random))).toBe(nonce);
  });

  it('is any text if the vendor accepts text', () => expect(freshNonce(textual, 'rpc', world(0))).toBe('a-uuid'));
});

describe('a nonce given by the user', () => {
  it.each(['0', '-1', '1.5', '1e3', 'abc', '', ' 7', '007', '99999999999999999'])('is refused for hmac-sha1 when it is %j', (nonce) => {
    expect(nonceProblems(tencent, 'hmac-sha1', nonce)).toMatchObject([{ category: 'usage', flag: '--nonce' }]);
  });

  it.each([
    ['hmac-sha1', '11886'],
    ['hmac-sha256', undefined],
    ['tc3', 'any text'],
  ] as const)('is accepted for %s when it is %s', (signMethod, nonce) => expect(nonceProblems(tencent, signMethod, nonce)).toEqual([]));

  it('may be text if the vendor accepts text', () => expect(nonceProblems(textual, 'rpc', 'abc')).toEqual([]));
});
