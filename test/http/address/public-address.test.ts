import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublicAddress, isPublicHttps } from '../../../src/http/address/public-address.ts';

const notPublic = [
  ...[
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '10.255.255.255',
    '100.64.0.1',
    '100.100.100.200',
    '100.127.255.255',
    '127.0.0.1',
    '127.255.255.255',
  ],
  ...['169.254.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.1', '192.168.0.1', '192.168.255.255'],
  ...['224.0.0.1', '240.0.0.1', '255.255.255.255'],
];
const notPublic6 = [
  ...[
    '::',
    '::1',
    '::127.0.0.1',
    '::10.0.0.1',
    '::8.8.8.8',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%eth0',
    'febf::1',
    'fec0::1',
    'ff02::1',
  ],
  ...['64:ff9b:1::1', '100::1', '2001::1', '::ffff:0:127.0.0.1'],
];
const isPublic = [
  '1.1.1.1',
  '9.255.255.255',
  '11.0.0.1',
  '100.63.255.255',
  '100.128.0.1',
  '126.1.1.1',
  '128.0.0.1',
  '169.253.1.1',
  '172.15.1.1',
  '172.32.0.1',
  '192.167.1.1',
  '192.169.1.1',
  '198.18.0.7',
  '223.255.255.255',
];

/** All IPv6 forms of an IPv4 address. */
const embedding = (address: string): string[] => {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  return [`::ffff:${address}`, `::ffff:${hex}`, `0:0:0:0:0:ffff:${hex}`, `64:ff9b::${address}`, `64:ff9b::${hex}`, `2002:${hex}::1`];
};

describe('isPublicAddress', () => {
  it.each([...notPublic, ...notPublic6, ...notPublic.flatMap(embedding)])('returns false for %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([...isPublic, ...isPublic.flatMap(embedding), '2606:4700:4700::1111', '2001:4860:4860::8888', '2400:3200::1'])(
    'returns true for %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it('returns the same for all forms of an IPv4 address', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const forms = embedding(address).map(isPublicAddress);
        expect(new Set([isPublicAddress(address), ...forms]).size).toBe(1);
      }),
    );
  });

  it('returns false for every local and multicast IPv6 address, and true for every address that registries assign', () => {
    const rest = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 7, maxLength: 7 });
    const from = (min: number, max: number) =>
      fc.tuple(fc.integer({ min, max }), rest).map(([first, others]) => [first, ...others].map((group) => group.toString(16)).join(':'));
    const local = fc.oneof(from(0xfc00, 0xfdff), from(0xfe80, 0xffff));
    fc.assert(fc.property(local, (address) => void expect(isPublicAddress(address)).toBe(false)));
    fc.assert(fc.property(local, (address) => void expect(isPublicAddress(`${address}%eth0`)).toBe(false)));
    fc.assert(fc.property(from(0x2003, 0x3fff), (address) => void expect(isPublicAddress(address)).toBe(true)));
  });
});

describe('isPublicHttps', () => {
  it.each([
    'https://bucket.cos.ap-singapore.myqcloud.com/a%2Fb?q=1',
    'HTTPS://a.example/',
    'https://a.example:8443',
    'https://1.1.1.1/',
    'https://0x1010101/',
    'https://[2606:4700:4700::1111]/',
    'https://[::ffff:8.8.8.8]/',
    'https://localhost.example/',
  ])('accepts %s', (text) => {
    expect(isPublicHttps(text)).toBe(true);
  });

  it.each(
    [
      'http://a.example/',
      'ftp://a.example/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      '--version',
      '',
      'a.example',
      'https:a.example',
      'https:/a.example/',
      'https:\\\\a.example/',
      'https://',
      'https://user@a.example/',
      'https://user:pass@a.example/',
      'https://a.example\\@127.0.0.1/',
      'https://a.example/ b',
      'https://a.example/\nb',
      '\nhttps://a.example/',
      'https://a.example/ä',
      'https://bücher.example/',
      ...['localhost', 'LOCALHOST', 'localhost.', 'localhost..', 'a.localhost', 'a.localhost.', '%6cocalhost'],
      ...[
        '0',
        '0.0.0.0',
        '127.1',
        '127.0.0.1.',
        '2130706433',
        '0x7f000001',
        '0x7f.0.0.1',
        '017700000001',
        '0177.0.0.1',
        '127.0.1',
        '3232235521',
      ],
      ...['169.254.169.254', '2852039166', '0xa9fea9fe', '10.0.0.1', '172.16.0.1', '192.168.1.1', '100.100.100.200', '255.255.255.255'],
      ...[
        '[::]',
        '[::1]',
        '[0:0:0:0:0:0:0:1]',
        '[::ffff:127.0.0.1]',
        '[::ffff:7f00:1]',
        '[::127.0.0.1]',
        '[64:ff9b::7f00:1]',
        '[fe80::1]',
        '[fd00::1]',
      ],
    ].map((text) => (/^[a-z]+:|^-|^$|\n|example/.test(text) ? text : `https://${text}/`)),
  )('refuses %j', (text) => {
    expect(isPublicHttps(text)).toBe(false);
  });

  it('accepts any text only if it is a plain https URL of another machine', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.string().map((text) => `https://${text}`),
      fc
        .tuple(fc.constantFrom('', 'user@'), fc.ipV4(), fc.constantFrom('', '/', ':1', '\\', ' '))
        .map((parts) => `https://${parts.join('')}`),
    );
    let accepted = 0;
    fc.assert(
      fc.property(anything, (text) => {
        if (!isPublicHttps(text)) return;
        accepted += 1;
        expect(text).toMatch(/^https:\/\/[^\s\\@/?#]+(?:[/?#]\S*)?$/i);
        const { protocol, username, hostname } = new URL(text);
        expect([protocol, username]).toEqual(['https:', '']);
        expect(hostname).not.toMatch(/(^|\.)localhost\.*$|^(0|10|127|192\.168|169\.254)(\.\d+)+$/);
      }),
    );
    expect(accepted).toBeGreaterThan(0);
  });
});
