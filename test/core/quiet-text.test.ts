import { describe, expect, it } from 'vitest';
import { withoutLongRuns } from '../../src/core/text/printable.ts';

describe('a message of the service', () => {
  it.each([
    'the parameter ImageURL is not valid: 0CE4BBEF-F149-490C-97CE-CBBD66E25D6C',
    '图片质量太差，'.repeat(30),
    `see https://help.aliyun.com/${'a/'.repeat(60)}`,
  ])('keeps its words: %s', (text) => expect(withoutLongRuns(text)).toBe(text));

  it.each([
    ['base64', `got ${'/9j/4AAQ+'.repeat(40)}==`],
    ['a token', `STS.${'x'.repeat(300)}`],
    ['a query that was signed', `POST&%2F&${'SecurityToken%3D'.repeat(20)}`],
    ['an address with a query', `at https://bucket.example/a.jpg?Signature=${'s'.repeat(200)}`],
  ])('keeps to itself %s', (_what, text) => {
    const shown = withoutLongRuns(text);
    expect(shown.length).toBeLessThan(90);
    expect(shown).toMatch(/<\d+ characters>/);
  });

  it('keeps the page of an address', () => {
    expect(withoutLongRuns(`at https://bucket.example/a.jpg?Signature=${'s'.repeat(200)}`)).toContain('https://bucket.example/a.jpg?<');
  });
});
