import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { openToken, sealToken, type Token, tokenId } from '../../../src/sandbox/tokens/sealed-token.ts';

const token: Token = {
  id: tokenId('request-1'),
  action: 'GetFaceIdTokenIntl',
  issuedMs: 1_768_478_400_000,
  outcome: 'spoof',
  values: { CheckMode: 'compare', Extra: 'Größe 7 “&<' },
};

const text = sealToken(token);

describe('a sealed token', () => {
  it('opens to the values that were sealed, in every sandbox', async () => {
    expect(openToken(text)).toEqual(token);
    vi.resetModules();
    const other = await import('../../../src/sandbox/tokens/sealed-token.ts');
    expect(other.openToken).not.toBe(openToken);
    expect(other.openToken(text)).toEqual(token);
  });

  it('shows nothing of the values that the call sent', () => {
    const decoded = [text, Buffer.from(text, 'base64url').toString('latin1'), Buffer.from(text, 'base64url').toString('utf8')];
    for (const word of ['GetFaceIdTokenIntl', 'spoof', 'compare', 'Extra', '7 '])
      for (const form of decoded) expect(form).not.toContain(word);
  });

  it('needs no encoding in a URL', () => {
    expect(encodeURIComponent(text)).toBe(text);
    expect(text.length).toBeLessThan(300);
  });

  it('starts with a letter, so it is never read as a flag', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), (id, issuedMs) => {
        expect(sealToken({ ...token, id, issuedMs })).toMatch(/^[A-Za-z]/);
      }),
      { numRuns: 500 },
    );
  });

  it('can contain any plain values', () => {
    const values = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean()));
    fc.assert(
      fc.property(values, fc.nat(), (kept, issuedMs) => {
        const { outcome: _none, ...rest } = token;
        const sealed = { ...rest, issuedMs, values: kept };
        expect(openToken(sealToken(sealed))).toEqual(sealed);
      }),
      { numRuns: 50 },
    );
  });

  it('is not a token after one letter is changed', () => {
    const letters = 'ABab01-_';
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom(...letters), (at, letter) => {
        fc.pre(text[at] !== letter);
        expect(openToken(`${text.slice(0, at)}${letter}${text.slice(at + 1)}`)).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['an empty text', ''],
    ['a token of a vendor', '12345678-90AB-CDEF-1234-567890ABCDEF'],
    ['a token cut short', text.slice(0, -1)],
    ['a longer token', `${text}A`],
    ['a token with padding', `${text}=`],
    ['a token between spaces', ` ${text} `],
    ['a text that is far too long', 'A'.repeat(100_000)],
  ])('is not %s', (_name, given) => expect(openToken(given)).toBeUndefined());
});

it('two requests get different ids', () => {
  expect(tokenId('request-1')).not.toBe(tokenId('request-2'));
});
