import { describe, expect, it } from 'vitest';
import { withoutLongRuns } from '../../src/core/text/printable.ts';

describe('withoutLongRuns', () => {
  it.each([
    'the parameter ImageURL is not valid: 0CE4BBEF-F149-490C-97CE-CBBD66E25D6C',
    '图片质量太差，'.repeat(30),
    `see https://help.aliyun.com/${'a/'.repeat(60)}`,
  ])('keeps the text: %s', (text) => expect(withoutLongRuns(text)).toBe(text));

  it.each([
    ['base64', `got ${'/9j/4AAQ+'.repeat(40)}==`],
    ['a token', `STS.${'x'.repeat(300)}`],
    ['a signed query', `POST&%2F&${'SecurityToken%3D'.repeat(20)}`],
    ['an address with a query', `at https://bucket.example/a.jpg?Signature=${'s'.repeat(200)}`],
  ])('shortens %s', (_what, text) => {
    const shown = withoutLongRuns(text);
    expect(shown.length).toBeLessThan(90);
    expect(shown).toMatch(/<\d+ characters>/);
  });

  it('keeps the path of a URL and shortens its query', () => {
    expect(withoutLongRuns(`at https://bucket.example/a.jpg?Signature=${'s'.repeat(200)}`)).toContain('https://bucket.example/a.jpg?<');
  });
});
