import { describe, expect, it } from 'vitest';
import { type KeyParts, keyFrom } from '../../src/config/key.ts';
import type { VendorKeys } from '../../src/core/credentials.ts';
import { aliyun, failureOf, tencent } from './config-world.ts';

const owners = (vendor: VendorKeys) => ({ vendor, vendors: [tencent, aliyun] });

const parts = (id: string | undefined, secret: string | undefined, token?: string): KeyParts => ({
  id: { flag: 'ID', value: id },
  secret: { flag: 'SECRET', value: secret },
  token: { flag: 'TOKEN', value: token },
});

const failing = (vendor: VendorKeys, given: KeyParts) => failureOf(Promise.resolve().then(() => keyFrom(given, owners(vendor))));

const tencentId = 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE';
const tencentSecret = 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE';
const aliyunId = 'LTAI5tExampleExampleExam';
const aliyunSecret = 'KZo149BD9GLPNiDIEmdQ7dyNKGEXAM';

describe('a key', () => {
  it.each([
    [tencent, tencentId, tencentSecret, undefined],
    [tencent, 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******', 'Gu5t9xGARNpq86cd98joQYCN3*******', undefined],
    [tencent, 'sandbox-id', 'sandbox-key', undefined],
    [tencent, 'an-id-of-a-new-form', tencentSecret, undefined],
    [aliyun, aliyunId, aliyunSecret, undefined],
    [aliyun, 'STS.NUgYrLnoC7mGExample', 'wyLTSmsyPGP1ohvvw8xYgB29dlGI8KMiH2pK', 'CAESrAIIARKAA/+w=='],
  ] as const)('is accepted unchanged (%#)', (vendor, id, secret, token) => {
    expect(keyFrom(parts(id, secret, token), owners(vendor))).toEqual({ id, secret, ...(token === undefined ? {} : { token }) });
  });

  it('is accepted for its own vendor when the key id prefix of another vendor is shorter and matches too', () => {
    const other: VendorKeys = { ...aliyun, name: 'other', credentials: { ...aliyun.credentials, idPrefixes: ['AKI'] } };
    const key = { id: tencentId, secret: tencentSecret };
    expect(keyFrom(parts(key.id, key.secret), { vendor: tencent, vendors: [other, tencent] })).toEqual(key);
  });

  it('is absent when id and secret are both missing', () => {
    expect(keyFrom(parts('', undefined, 'stray'), owners(tencent))).toBeUndefined();
  });
});

describe('a part of a key that cannot be right', () => {
  const broken: [value: string, message: string][] = [
    ['AKID…', 'is still the placeholder of .faceidrc.example'],
    ['…', 'is still the placeholder of .faceidrc.example'],
    ['AKID...', 'is still the placeholder of .faceidrc.example'],
    ['<your-secret>', 'is a placeholder, not a key'],
    ['AKIDxxxxxxxxxxxxxxxx', 'is a placeholder, not a key'],
    ['********', 'is a placeholder, not a key'],
    ['STS.XXXXXXXXXXXX', 'is a placeholder, not a key'],
    ['YOUR_SECRET_ID', 'is a placeholder, not a key'],
    [`$${'{SECRET_ID}'}`, 'is a variable that was not filled in'],
    [`$${'{{ secrets.SECRET_ID }}'}`, 'is a variable that was not filled in'],
    ['{{ .Values.secretId }}', 'is a variable that was not filled in'],
    ['$SECRET_ID', 'is a variable that was not filled in'],
    ['%SECRET_ID%', 'is a variable that was not filled in'],
    ['$(cat key)', 'is a variable that was not filled in'],
    [' hunter2hunter2', 'starts or ends with a blank or a line break'],
    ['hunter2hunter2\t', 'starts or ends with a blank or a line break'],
    ['hunter2hunter2\r\n', 'starts or ends with a blank or a line break'],
    ['hunter2 hunter2', 'contains a blank or a line break'],
    ['\u00a0hunter2hunter2', 'starts or ends with a blank or a line break'],
    ['"hunter2hunter2"', 'is wrapped in quotes'],
    ["'hunter2hunter2", 'is wrapped in quotes'],
    ['hunter2\u200bhunter2', 'contains a character that is not allowed in a key'],
    ['hunter2–hunter2', 'contains a character that is not allowed in a key'],
  ];

  it.each(broken)('is refused whether it is the id, the secret or the token, and is not shown: %j %s', async (value, message) => {
    for (const given of [
      { name: 'ID', parts: parts(value, tencentSecret) },
      { name: 'SECRET', parts: parts(tencentId, value) },
      { name: 'TOKEN', parts: parts(tencentId, tencentSecret, value) },
    ]) {
      const { category, text } = await failing(tencent, given.parts);
      expect(category).toBe('config');
      expect(text).toContain(`${given.name}: ${message}`);
      expect(text).not.toContain(value.trim());
    }
  });
});

describe('an id and a secret that do not fit together', () => {
  it.each([
    ['swapped', tencent, tencentSecret, tencentId, 'SECRET: is a key id, but ID is not: the two halves are swapped'],
    ['swapped', aliyun, aliyunSecret, aliyunId, 'SECRET: is a key id, but ID is not: the two halves are swapped'],
    ['swapped, the id of a role', aliyun, aliyunSecret, 'STS.NUgYrLnoC7mGExample', 'the two halves are swapped'],
    ['swapped, the key of the sandbox', tencent, 'sandbox-key', 'sandbox-id', 'the two halves are swapped'],
    ['two ids', tencent, tencentId, 'AKIDexampleExample', 'SECRET: is a key id, not a secret'],
    ['the same value twice', tencent, tencentSecret, tencentSecret, 'SECRET: is the same as ID'],
    ['the key of the other vendor', tencent, aliyunId, aliyunSecret, 'ID: looks like a key id of Alibaba Cloud: it starts with LTAI'],
    ['the key of the other vendor', aliyun, tencentId, tencentSecret, 'ID: looks like a key id of Tencent Cloud: it starts with AKID'],
    ['the key of a role at the other vendor', tencent, 'STS.NUgYrLnoC7mGExample', aliyunSecret, 'it starts with STS.'],
    ['the key of the other vendor, swapped', tencent, aliyunSecret, aliyunId, 'SECRET: looks like a key id of Alibaba Cloud'],
    ['an id and a secret of two vendors', tencent, tencentId, aliyunId, 'SECRET: looks like a key id of Alibaba Cloud'],
    [
      'both in the id',
      tencent,
      `${tencentId}#${tencentSecret}`,
      tencentSecret,
      'ID: contains more than one half of a key: there is a # in it',
    ],
    ['both in the id', tencent, `${tencentId}:${tencentSecret}`, tencentSecret, 'there is a : in it'],
    ['both in the secret', tencent, tencentId, `${tencentId},${tencentSecret}`, 'SECRET: contains more than one half of a key'],
    ['an id with its name', tencent, `SecretId=${tencentId}`, tencentSecret, 'there is a = in it'],
  ] as const)('are refused: %s (%#)', async (_, vendor, id, secret, message) => {
    const { category, text } = await failing(vendor, parts(id, secret));
    expect(category).toBe('config');
    expect(text).toContain(message);
    for (const value of [id, secret, tencentSecret, aliyunSecret]) expect(text).not.toContain(value);
  });

  it('are reported with all problems at once, also when one of the two is missing', async () => {
    expect((await failing(tencent, parts(aliyunId, undefined))).text).toMatch(
      /SECRET: is missing or empty, while ID is set[\s\S]*Alibaba Cloud/,
    );
    expect((await failing(tencent, parts('', 'hunter2 '))).text).toMatch(
      /ID: is missing or empty, while SECRET is set[\s\S]*starts or ends with a blank/,
    );
  });

  it('are accepted when the secret contains characters that can join an id and a secret', () => {
    const secret = 'a:b,c=d#e/f+g|h';
    expect(keyFrom(parts(tencentId, secret), owners(tencent))).toEqual({ id: tencentId, secret });
  });
});
