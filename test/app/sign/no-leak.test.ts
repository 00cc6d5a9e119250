import { createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../../src/main.ts';
import { foreignAcs3, foreignRpc, foreignTc3, foreignV1, rfc3986 } from '../../support/foreign-signer.ts';
import { memoryRuntime } from '../../support/memory-runtime.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idv-leak-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const environment = (secret: string, token: string | undefined) => ({
  TENCENTCLOUD_SECRET_ID: 'AKIDsandboxsandboxsandbox',
  TENCENTCLOUD_SECRET_KEY: secret,
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAIsandboxsandbox',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret,
  ...(token === undefined ? {} : { TENCENTCLOUD_TOKEN: token, ALIBABA_CLOUD_SECURITY_TOKEN: token }),
});

const derivedKeys = (secret: string, date: string): string[] => {
  const steps = [date, 'faceid', 'tc3_request'];
  let key: Buffer = Buffer.from(`TC3${secret}`);
  return steps.flatMap((step) => {
    key = createHmac('sha256', key).update(step).digest();
    return [key.toString('hex'), key.toString('base64')];
  });
};

const formsOf = (text: string): string[] => [
  text,
  rfc3986(text),
  rfc3986(rfc3986(text)),
  Buffer.from(text).toString('base64'),
  Buffer.from(text).toString('hex'),
];

/** Where the key is. A file is read only after the flags, so an error about a flag cannot know a secret in a file. */
type Source = 'environment' | 'file';

async function worldOf(source: Source, secret: string, token: string | undefined) {
  if (source === 'environment') return { env: environment(secret, token), flags: [] };
  const path = join(folder, `${createHmac('sha256', secret).digest('hex')}.json`);
  const half = token === undefined ? {} : { token };
  const profiles = {
    t: { provider: 'tencent', secretId: 'AKIDsandboxsandboxsandbox', secretKey: secret, ...half },
    a: {
      provider: 'aliyun',
      accessKeyId: 'LTAIsandboxsandbox',
      accessKeySecret: secret,
      ...(token === undefined ? {} : { securityToken: token }),
    },
  };
  await writeFile(path, JSON.stringify({ defaultProfiles: { tencent: 't', aliyun: 'a' }, profiles }), { mode: 0o600 });
  return { env: {}, flags: ['--config-file', path] };
}

/** Expects that the output contains a secret in no form and in no letter case. */
async function expectSilence(
  argv: readonly string[],
  stdin: string | Buffer,
  secret: string,
  token?: string,
  source: Source = 'environment',
): Promise<void> {
  const { env, flags } = await worldOf(source, secret, token);
  const runtime = memoryRuntime({ env, stdin: Buffer.from(stdin) });
  await main([...argv, ...flags], runtime, '0.0.0');
  const said = `${runtime.out()}${runtime.err()}`.toLowerCase();
  const forbidden = [...formsOf(secret), ...(token === undefined ? [] : formsOf(token)), ...derivedKeys(secret, '2019-02-25')];
  const found = forbidden.filter((text) => said.includes(text.toLowerCase()));
  expect(found, argv.join(' ')).toEqual([]);
}

const key = fc.string({ unit: fc.constantFrom(...'ABCDEFGHabcdefghijk0123456789+/=*'), minLength: 16, maxLength: 40 });
const token = fc.option(fc.string({ unit: fc.constantFrom(...'ABCDabcd0123_-.'), minLength: 24, maxLength: 60 }), { nil: undefined });

const result = ['faceid', 'result', 'abc'];
const v1Params = (secret: string) => ({
  Action: secret,
  Nonce: '1',
  SecretId: secret,
  Timestamp: '1551113065',
  Version: '2018-03-01',
  Token: secret,
  [`X${secret}`]: 'a',
});
const rpcParams = (secret: string) => ({
  AccessKeyId: secret,
  Action: 'A',
  SecurityToken: secret,
  SignatureNonce: secret,
  Timestamp: secret,
  Version: secret,
});

/** A secret at every position of every kind of text that the other party can have. */
const texts: Record<string, (secret: string) => string | Buffer> = {
  'the secret alone': (secret) => secret,
  'a JSON object': (secret) => JSON.stringify({ secret, Message: secret }),
  'a canonical request': (secret) => foreignTc3({ contentType: secret, host: secret, query: secret, path: `/${secret}` }).canonical,
  'a canonical request with one more header': (secret) => foreignTc3({}).canonical.replace('host:', `x-tc-token:${secret}\nhost:`),
  'a string to sign': (secret) => foreignTc3({ service: secret, scopeEnd: secret }).toSign,
  'a derived key in a string to sign': (secret) => `TC3-HMAC-SHA256\n1551113065\n${derivedKeys(secret, '2019-02-25')[4]}\nabc`,
  'an Authorization header': (secret) => foreignTc3({ id: secret, service: secret, signature: () => secret }).authorization,
  'a request': (secret) => foreignTc3({ body: secret, others: { 'X-TC-Token': secret, 'X-TC-Region': secret, Cookie: secret } }).http,
  'a curl command': (secret) =>
    `${foreignTc3({ body: secret }).curl} -u user:${secret} -H 'X-Other: ${secret}' -A '${secret}' --data-raw '${secret}'`,
  'a curl command that is not closed': (secret) => `curl 'https://host/${secret}`,
  'a file that a curl command names': (secret) =>
    `curl https://faceid.tencentcloudapi.com -H 'Authorization: TC3-HMAC-SHA256 Credential=a/b, SignedHeaders=c, Signature=d' -d '@${secret}'`,
  'a string to sign of HmacSHA1': (secret) => foreignV1({ params: v1Params(secret), host: secret }).toSign,
  'an address': (secret) => foreignV1({ params: v1Params(secret) }).address,
  'a form': (secret) => foreignV1({ params: v1Params(secret) }).form,
};

const aliyunTexts: Record<string, (secret: string) => string | Buffer> = {
  'a string to sign of RPC': (secret) => foreignRpc({ params: rpcParams(secret) }).toSign,
  'an answer': (secret) => JSON.stringify({ Message: `server string to sign is:${foreignRpc({ params: rpcParams(secret) }).toSign}` }),
  'an answer in XML': (secret) => `<Error><Message>server string to sign is:GET&amp;%2F&amp;AccessKeyId%3D${secret}</Message></Error>`,
  'a request of RPC': (secret) => foreignRpc({ params: rpcParams(secret) }).http,
  'a canonical request of ACS3': (secret) => foreignAcs3({ others: { 'x-acs-security-token': secret, 'x-acs-version': secret } }).canonical,
  'a request of ACS3': (secret) => foreignAcs3({ others: { 'x-acs-security-token': secret, 'x-acs-other': secret } }).http,
};

const job = ['vision', 'job', 'abc'];

const source = fc.constantFrom<Source>('environment', 'file');

const runs = { numRuns: 12 };

// For an Authorization header without its time, idv searches for the second, which takes a while on a busy machine.
describe('no secret is shown', { timeout: 180_000 }, () => {
  it.each(Object.entries(texts))('by diff and check when it is in the text: %s', (_name, textOf) =>
    fc.assert(
      fc.asyncProperty(
        key,
        token,
        fc.constantFrom([], ['--json'], ['-o', 'yaml'], ['-v']),
        source,
        async (secret, session, format, from) => {
          await expectSilence(['sign', 'diff', '--theirs', '-', ...result, ...format], textOf(secret), secret, session, from);
          await expectSilence(['sign', 'check', '-', ...format], textOf(secret), secret, session, from);
        },
      ),
      runs,
    ),
  );

  it.each(Object.entries(aliyunTexts))('by diff and check when it is in a text for Alibaba Cloud: %s', (_name, textOf) =>
    fc.assert(
      fc.asyncProperty(key, token, fc.constantFrom([], ['--json']), source, async (secret, session, format, from) => {
        await expectSilence(['sign', 'diff', '--theirs', '-', ...job, ...format], textOf(secret), secret, session, from);
        await expectSilence(['sign', 'check', '-', ...format], textOf(secret), secret, session, from);
      }),
      runs,
    ),
  );

  /** These are read before any file, so the key must come from the environment. */
  const early = [
    'a word',
    'a word of a group',
    'a vendor',
    'a sign method',
    'a flag',
    'a nonce',
    'a timestamp',
    'a region',
    'an endpoint',
    'a profile',
    'a query',
    'any parameter',
    'a path',
  ];

  const words: Record<string, (secret: string) => readonly string[]> = {
    'a word': (secret) => [secret],
    'a word of a group': (secret) => ['vision', secret],
    'a token': (secret) => ['faceid', 'result', secret],
    'a value of HmacSHA256': (secret) => ['faceid', 'result', secret, '--sign-method', 'hmac-sha256'],
    'a value in a query of TC3': (secret) => ['faceid', 'result', secret, '--http-method', 'get'],
    'a value of RPC': (secret) => ['vision', 'job', secret],
    'a value of ACS3': (secret) => ['vision', 'job', secret, '--sign-method', 'acs3', '--http-method', 'get'],
    'any parameter': (secret) => [
      'call',
      'tencent/cvm',
      'X',
      '--api-version',
      '2017-03-12',
      '-p',
      `Name=${secret}`,
      '-p',
      `${secret}=x`,
      '-p',
      secret,
    ],
    'a vendor': (secret) => ['call', secret, secret, '--api-version', secret],
    'a nonce': (secret) => ['vision', 'job', 'abc', '--nonce', secret],
    'a timestamp': (secret) => [...result, '--timestamp', secret],
    'a region': (secret) => [...result, '--region', secret],
    'an endpoint': (secret) => [...result, '--endpoint', secret],
    'a profile': (secret) => [...result, '--profile', secret],
    'a query': (secret) => [...result, '--query', secret],
    'a sign method': (secret) => [...result, '--sign-method', secret],
    'a flag': (secret) => [...result, `--${secret}`, secret],
    'a path': (secret) => ['compare', '--image', secret, '--video', secret],
  };

  it.each(Object.entries(words))('by explain and diff when it is given as %s', (name, wordsOf) =>
    fc.assert(
      fc.asyncProperty(key, token, fc.constantFrom([], ['--json']), source, async (secret, session, format, any) => {
        const from = early.includes(name) ? 'environment' : any;
        const text = foreignTc3({}).toSign;
        await expectSilence(['sign', 'explain', ...wordsOf(secret), ...format, '--timestamp', '1551113065'], '', secret, session, from);
        await expectSilence(['sign', 'diff', '--theirs', '-', ...wordsOf(secret), ...format], text, secret, session, from);
      }),
      runs,
    ),
  );

  it('when it is in a file that the other party names', async () => {
    const secret = 'AbCdEfGh0123456789AbCdEfGh012345';
    const path = join(folder, 'body');
    await writeFile(path, secret);
    await expectSilence(
      ['sign', 'diff', '--theirs', '-', ...result],
      `${foreignTc3({}).curl.replace(/--data-raw .*/, '')} --data-binary @${path}`,
      secret,
    );
  });

  it('when it belongs to another party and is not in the settings', async () => {
    const runtime = memoryRuntime({ stdin: Buffer.from(foreignTc3({ service: 'Gu5t9xGARNpq86cd98joQYCN3ABCDEFG' }).toSign) });
    await main(['sign', 'diff', '--theirs', '-', ...result], runtime, '0.0.0');
    expect(runtime.out()).toContain('<masked>');
    expect(runtime.out()).not.toContain('Gu5t9xGARNpq86cd98joQYCN3ABCDEFG');
  });

  it('when it is a session token of another party', async () => {
    const token = 'v0.session/with+signs=and-more';
    const tencent = foreignTc3({ order: () => ['content-type', 'host', 'x-tc-token'], others: { 'X-TC-Token': token } });
    const older = foreignV1({ params: { SecretId: 'sandbox-id', Nonce: '1', Timestamp: '1551113065', Token: token } });
    const rpc = foreignRpc({
      params: { AccessKeyId: 'sandbox-id', SignatureNonce: 'n', Timestamp: '2019-02-25T16:44:25Z', SecurityToken: token },
    });
    const acs3 = foreignAcs3({ others: { 'x-acs-security-token': token } });
    const all: [string | Buffer, readonly string[]][] = [
      [tencent.canonical, result],
      [tencent.http, result],
      [tencent.curl, result],
      [older.toSign, result],
      [older.address, result],
      [rpc.toSign, job],
      [rpc.http, job],
      [acs3.canonical, job],
      [acs3.http, job],
    ];
    for (const [theirs, words] of all) {
      for (const format of [[], ['--json']]) {
        const runtime = memoryRuntime({ stdin: Buffer.from(theirs) });
        const exitCode = await main(['sign', 'diff', '--theirs', '-', ...words, ...format], runtime, '0.0.0');
        expect(exitCode, runtime.err()).toBe(40);
        const said = runtime.out() + runtime.err();
        for (const part of ['v0.session', 'with+signs', 'with%2Bsigns', 'with%252Bsigns', 'and-more']) expect(said).not.toContain(part);
        expect(said).toContain('masked');
      }
    }
  });

  it('and explain shows no media either', async () => {
    const runtime = memoryRuntime();
    const argv = [
      'sign',
      'explain',
      'id',
      'verify',
      '--ref-face',
      'fixtures/portrait.jpg',
      '--auth-face',
      'fixtures/portrait.jpg',
      '--country',
      'vn',
    ];
    expect(await main(argv, runtime, '0.0.0')).toBe(0);
    expect(runtime.out()).toContain('<image/jpeg, 64655 bytes');
    expect(runtime.out()).not.toMatch(/[A-Za-z0-9+/]{80}/);
  });
});
