import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TransportError } from '../../../src/core/http.ts';
import { type Env, proxyFor } from '../../../src/http/proxy/proxy-for.ts';
import { targetOf } from '../../../src/http/target.ts';

const via = (url: string, env: Env): string | undefined => proxyFor(targetOf(url), env)?.name;
const direct = (url: string, noProxy: string): boolean => via(url, { HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: noProxy }) === undefined;

describe('proxyFor', () => {
  it.each([
    [{ HTTPS_PROXY: 'http://upper:1' }, 'upper:1'],
    [{ https_proxy: 'http://lower:1', HTTPS_PROXY: 'http://upper:1' }, 'lower:1'],
    [{ https_proxy: '', HTTPS_PROXY: 'http://upper:1' }, undefined],
    [{ HTTP_PROXY: 'http://upper:1', http_proxy: 'http://lower:1' }, undefined],
    [{ HTTPS_PROXY: 'proxy' }, 'proxy:80'],
    [{ HTTPS_PROXY: 'proxy:3128' }, 'proxy:3128'],
    [{ HTTPS_PROXY: 'https://proxy' }, 'proxy:443'],
    [{ HTTPS_PROXY: 'http://user:pass@[2001:db8::1]:8080/' }, '[2001:db8::1]:8080'],
    [{}, undefined],
  ])('reads %j as %s', (env, name) => {
    expect(via('https://faceid.example/', env)).toBe(name);
  });

  it.each(['https://localhost/', 'https://127.0.0.2/', 'https://[::1]/', 'http://127.0.0.1/'])('never proxies %s', (url) => {
    expect(via(url, { HTTPS_PROXY: 'http://proxy:1', HTTP_PROXY: 'http://proxy:1' })).toBeUndefined();
  });

  it.each([
    ['user:pass', 'user:pass'],
    ['user', 'user:'],
    ['user:p%25%40', 'user:p%@'],
    ['user:100%', 'user:100%'],
  ])('turns %s into Basic credentials', (credentials, plain) => {
    const proxy = proxyFor(targetOf('https://a.example/'), { HTTPS_PROXY: `http://${credentials}@proxy:1` });
    expect(proxy?.authorization).toBe(`Basic ${Buffer.from(plain).toString('base64')}`);
  });

  it.each(['socks5://user:s3cret@proxy:1', 'http://', 'http://user:s3cret@', 'http://user:s3cret@proxy:99999'])(
    'refuses %s without repeating it',
    (setting) => {
      expect(() => via('https://a.example/', { HTTPS_PROXY: setting })).toThrow(TransportError);
      expect(() => via('https://a.example/', { HTTPS_PROXY: setting })).toThrow(/^(?!.*s3cret).*HTTPS_PROXY/);
    },
  );
});

describe('NO_PROXY', () => {
  it.each([
    ['https://a.example/', 'a.example'],
    ['https://a.example/', 'A.Example'],
    ['https://b.a.example/', 'a.example'],
    ['https://b.a.example/', '.a.example'],
    ['https://a.example/', '.a.example'],
    ['https://b.a.example/', '*.a.example'],
    ['https://a.example/', '*'],
    ['https://a.example/', 'x.example, a.example'],
    ['https://a.example/', 'x.example a.example'],
    ['https://a.example/', 'a.example:443'],
    ['https://a.example:8443/', 'a.example:8443'],
    ['https://10.1.2.3/', '10.1.2.3'],
    ['https://10.1.2.3/', '10.0.0.0/8'],
    ['https://[2001:db8::1]/', '[2001:db8::1]'],
    ['https://[2001:db8::1]:8443/', '[2001:db8::1]:8443'],
    ['https://[2001:db8::1]/', '2001:db8::1'],
    ['https://[2001:db8::1]/', '2001:db8::/32'],
  ])('%s is exempt by %s', (url, noProxy) => {
    expect(direct(url, noProxy)).toBe(true);
  });

  it.each([
    ['https://a.example/', ''],
    ['https://a.example/', ', ,'],
    ['https://a.example/', '.'],
    ['https://xa.example/', 'a.example'],
    ['https://a.example/', 'b.a.example'],
    ['https://a.example/', 'a.example:8443'],
    ['https://a.example.org/', 'a.example'],
    ['https://11.1.2.3/', '10.0.0.0/8'],
    ['https://10.1.2.3/', '2.3'],
    ['https://10.1.2.3/', '10.0.0.0/99'],
    ['https://10.1.2.3/', '10.0.0.0/'],
    ['https://10.1.2.3/', '2001:db8::/32'],
  ])('%s is not exempt by %s', (url, noProxy) => {
    expect(direct(url, noProxy)).toBe(false);
  });

  it('of the lower case comes first', () => {
    expect(via('https://a.example/', { HTTPS_PROXY: 'http://p:1', no_proxy: '', NO_PROXY: '*' })).toBe('p:1');
  });

  it('never fails, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('https://a.example/', 'https://10.1.2.3/', 'https://[2001:db8::1]/'), (noProxy, url) => {
        expect(typeof direct(url, noProxy)).toBe('boolean');
      }),
    );
  });
});
