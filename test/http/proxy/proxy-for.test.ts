import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TransportError } from '../../../src/core/http.ts';
import { type Env, proxyFor, targetOf } from '../../../src/http/address/target.ts';

const via = (url: string, env: Env, setting?: string): string | undefined => proxyFor(targetOf(url), env, setting)?.name;
const direct = (url: string, noProxy: string): boolean => via(url, { HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: noProxy }) === undefined;

const refusalOf = (setting: string, given?: string): TransportError => {
  try {
    via('https://a.example/', { HTTPS_PROXY: setting }, given);
  } catch (error) {
    if (error instanceof TransportError) return error;
    throw error;
  }
  throw new Error('it was taken');
};

describe('proxyFor', () => {
  // Checked against curl 7.88.1 of Debian 12.
  it.each([
    [{ HTTPS_PROXY: 'http://upper:1' }, 'upper:1'],
    [{ https_proxy: 'http://lower:1', HTTPS_PROXY: 'http://upper:1' }, 'lower:1'],
    [{ https_proxy: '', HTTPS_PROXY: 'http://upper:1' }, 'upper:1'],
    [{ HTTP_PROXY: 'http://upper:1', http_proxy: 'http://lower:1' }, undefined],
    [{ ALL_PROXY: 'http://all:1' }, 'all:1'],
    [{ all_proxy: 'http://lower:1', ALL_PROXY: 'http://all:1' }, 'lower:1'],
    [{ all_proxy: '', ALL_PROXY: 'http://all:1' }, 'all:1'],
    [{ HTTPS_PROXY: 'http://upper:1', all_proxy: 'http://all:1' }, 'upper:1'],
    [{ https_proxy: '', HTTPS_PROXY: '', all_proxy: '', ALL_PROXY: '' }, undefined],
    [{ HTTPS_PROXY: 'http://upper:1', all_proxy: 'socks5://all:1' }, 'upper:1'],
    [{ HTTPS_PROXY: 'proxy' }, 'proxy:1080'],
    [{ HTTPS_PROXY: 'proxy:3128' }, 'proxy:3128'],
    [{ HTTPS_PROXY: 'http://proxy' }, 'proxy:1080'],
    [{ HTTPS_PROXY: 'http://proxy:' }, 'proxy:1080'],
    [{ HTTPS_PROXY: 'http://proxy:80' }, 'proxy:80'],
    [{ HTTPS_PROXY: 'HTTP://proxy:3128/path?x#y' }, 'proxy:3128'],
    [{ HTTPS_PROXY: 'https://proxy' }, 'proxy:443'],
    [{ HTTPS_PROXY: 'https://proxy:80' }, 'proxy:80'],
    [{ HTTPS_PROXY: 'http://127.1:3128' }, '127.0.0.1:3128'],
    [{ HTTPS_PROXY: 'http://user:pass@[2001:db8::1]:8080/' }, '[2001:db8::1]:8080'],
    [{ HTTPS_PROXY: ' http://proxy:3128\n' }, 'proxy:3128'],
    [{}, undefined],
  ])('reads %j as %s', (env, name) => {
    expect(via('https://faceid.example/', env)).toBe(name);
  });

  it('prefers the setting to the variables, and returns no proxy for a host in NO_PROXY', () => {
    const env = { https_proxy: 'http://lower:1', NO_PROXY: 'spared.example' };
    expect(via('https://a.example/', env, 'http://own:1')).toBe('own:1');
    expect(via('https://spared.example/', env, 'http://own:1')).toBeUndefined();
  });

  it.each(['https://localhost/', 'https://127.0.0.2/', 'https://[::1]/', 'http://127.0.0.1/'])('returns no proxy for %s', (url) => {
    expect(via(url, { HTTPS_PROXY: 'http://proxy:1', ALL_PROXY: 'http://proxy:1', HTTP_PROXY: 'http://proxy:1' })).toBeUndefined();
  });

  it.each([
    ['user:pass', 'user:pass'],
    ['user', 'user:'],
    [':pass', ':pass'],
    ['user:p:ss', 'user:p:ss'],
    ['user:p@ss', 'user:p@ss'],
    ['us%23er:p%40s%3As%25%2F%3f', 'us#er:p@s:s%/?'],
    ['user%3Ax:y', 'user:x:y'],
    ['user:100%', 'user:100%'],
    ['user:p%zz%40', 'user:p%zz@'],
    ['user:p\\x', 'user:p\\x'],
    ['user:pässé', 'user:pässé'],
    ['user:p^{|}', 'user:p^{|}'],
  ])('turns %s into Basic credentials', (credentials, plain) => {
    const proxy = proxyFor(targetOf('https://a.example/'), { HTTPS_PROXY: `http://${credentials}@proxy:1` });
    expect(proxy?.name).toBe('proxy:1');
    expect(proxy?.authorization).toBe(`Basic ${Buffer.from(plain).toString('base64')}`);
  });

  it('returns no credentials if the variable has none', () => {
    expect(proxyFor(targetOf('https://a.example/'), { HTTPS_PROXY: 'http://@proxy:1' })?.authorization).toBeUndefined();
  });

  it.each([
    'http://user:s3c#ret@proxy:3128',
    // The text before the # looks like a host and a port.
    'http://user:7#s3cret@proxy:3128',
    'http://user:7/s3cret@proxy:3128',
    'http://user:7?s3cret@proxy:3128',
    'user:7#s3cret@proxy:3128',
    'http://',
    '@',
    ':',
    '//s3cret:1',
    'http:s3cret:1',
    '::1',
    'http://user:s3cret@',
    'http://user:s3cret@proxy:99999',
    'http://user:s3cret@proxy:port',
    'http://user:s3cret:proxy:3128',
    'http://user:s3cret%40proxy:3128',
    'http://user:s3\ncret@proxy:3128',
    'http://s3 cret:3128',
  ])('refuses %j as a configuration error, and shows no part of it', (setting) => {
    const { kind, sent, message, hint } = refusalOf(setting);
    expect({ kind, sent }).toEqual({ kind: 'config', sent: false });
    expect(`${message} ${hint}`).not.toMatch(/s3|cret|user:7|99999/);
    expect(message).toContain('HTTPS_PROXY');
    expect(hint).toContain('%23');
  });

  it.each([
    'socks4://proxy:1',
    'socks4a://proxy:1',
    'socks5://user:s3cret@proxy:1',
    'SOCKS5H://proxy:1',
    'socks://proxy:1',
    'ftp://proxy:1',
  ])('refuses %s and names the schemes that are valid', (setting) => {
    const { kind, message, hint } = refusalOf(setting);
    expect(kind).toBe('config');
    expect(hint).toContain('http:// or https://');
    expect(message).not.toContain('s3cret');
  });

  it('names the variable or the setting that is wrong', () => {
    expect(() => via('https://a.example/', { all_proxy: 'socks5://proxy:1' })).toThrow(/^all_proxy /);
    expect(refusalOf('http://proxy:1', 'nonsense://').message).toMatch(/^the setting proxy /);
  });

  it('never shows a part of a password, whatever characters it has', () => {
    // Long enough that a message does not contain a part of it by chance.
    const secret = fc.string({ minLength: 8, unit: fc.constantFrom('x', '7', '#', '/', '?', '@', ':', '%', '\\', ' ', 'ß', '[') });
    fc.assert(
      fc.property(secret, fc.constantFrom('http://', 'https://', '', 'socks5://'), (password, scheme) => {
        const said: string[] = [];
        try {
          said.push(proxyFor(targetOf('https://a.example/'), { HTTPS_PROXY: `${scheme}user:${password}@proxy:3128` })?.name ?? '');
        } catch (error) {
          expect(error).toMatchObject({ kind: 'config', sent: false });
          said.push((error as TransportError).message, (error as TransportError).hint ?? '');
        }
        for (let start = 0; start + 4 <= password.length; start += 1) {
          expect(said.join(' ').replaceAll('://', '')).not.toContain(password.slice(start, start + 4));
        }
      }),
      { numRuns: 2000 },
    );
  });
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
  ])('exempts %s with the value "%s"', (url, noProxy) => {
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
  ])('does not exempt %s with the value "%s"', (url, noProxy) => {
    expect(direct(url, noProxy)).toBe(false);
  });

  it.each([
    [{ no_proxy: 'b.example', NO_PROXY: '*' }, 'p:1'],
    [{ no_proxy: '', NO_PROXY: '*' }, undefined],
  ])('in lower case takes precedence unless it is empty: with %j the proxy is %s', (env, name) => {
    expect(via('https://a.example/', { HTTPS_PROXY: 'http://p:1', ...env })).toBe(name);
  });

  it('can have any text and never causes an error', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('https://a.example/', 'https://10.1.2.3/', 'https://[2001:db8::1]/'), (noProxy, url) => {
        const { hostname } = new URL(url);
        const isDirect = direct(url, noProxy);
        expect([true, false]).toContain(isDirect);
        // A host is exempt only if an entry is about it.
        if (isDirect) expect(noProxy).toMatch(/\*|\/|example|10\.|2001:db8/i);
        expect(direct(url, `${noProxy},${hostname}`)).toBe(true);
      }),
    );
  });
});
