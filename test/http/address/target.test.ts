import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TransportError } from '../../../src/core/http.ts';
import { targetOf } from '../../../src/http/address/target.ts';

describe('targetOf', () => {
  it.each([
    ['https://A.example', { secure: true, host: 'a.example', port: 443, path: '/', name: 'a.example:443', origin: 'https://a.example' }],
    ['https://a.example:8443?x=1', { port: 8443, path: '/?x=1', name: 'a.example:8443', origin: 'https://a.example:8443' }],
    ["https://a.example/%7e/../b'?q='#part", { path: "/%7e/../b'?q='" }],
    ['http://127.9.9.9:1/', { secure: false, host: '127.9.9.9', port: 1 }],
    ['http://[::1]/x', { host: '::1', port: 80, name: '[::1]:80', origin: 'http://[::1]' }],
    ['http://localhost/', { host: 'localhost' }],
    ['https://[2001:db8::1]/', { host: '2001:db8::1', name: '[2001:db8::1]:443' }],
  ])('reads %s', (url, target) => {
    expect(targetOf(url)).toMatchObject(target);
  });

  it.each([
    'ftp://a.example/',
    'a.example',
    '',
    'https://',
    'http://a.example/',
    'https://user:s3cret@a.example/',
    'http://127.0.0.1.example/',
  ])('refuses "%s"', (url) => {
    expect(() => targetOf(url)).toThrow(TransportError);
    expect(() => targetOf(url)).toThrow(
      expect.objectContaining({ kind: 'protocol', sent: false, message: expect.not.stringContaining('s3cret') }),
    );
  });

  it('keeps path and query unchanged', () => {
    const path = fc.stringMatching(/^\/[!-"$-~]{0,40}$/);
    fc.assert(
      fc.property(path, (text) => {
        expect(targetOf(`https://a.example${text}`).path).toBe(text);
      }),
    );
  });
});
