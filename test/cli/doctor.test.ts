import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HealthCheck } from '../../src/app/doctor/health-check.ts';
import { type TrialOptions, tryConnection } from '../../src/http/try-connection.ts';
import { main } from '../../src/main.ts';
import type { Runtime } from '../../src/runtime.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { vendors } from '../../src/vendors/registry.ts';
import { dialWithLookup } from '../support/http-send.ts';
import { closedPort, startSilent, startTcp } from '../support/loopback-servers.ts';
import { fixedNowMs, memoryRuntime, ownKeys } from '../support/memory-runtime.ts';

const secret = 'b4dS3cretThatNobodyMayEverSee0123456';
const tencentKey = { TENCENTCLOUD_SECRET_ID: 'AKIDexample12345678', TENCENTCLOUD_SECRET_KEY: secret };
const sandboxKey = { TENCENTCLOUD_SECRET_ID: 'sandbox-id', TENCENTCLOUD_SECRET_KEY: 'sandbox-key' };

const inKeychain = 'profiles:\n  work: { provider: tencent, secretId: AKIDexample12345678, keychain: true }\n';

interface World {
  env?: Record<string, string>;
  files?: Record<string, { content: string; mode: number }>;
  runtime?: Partial<Runtime>;
}

/** Name look-up always fails in these tests. */
const nowhere = dialWithLookup((_host, _options, callback) => callback(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), ''));

const trialWith =
  (changes: Partial<TrialOptions>): Runtime['tryConnection'] =>
  (url, proxy, connectTimeoutMs) =>
    tryConnection(url, {
      env: {},
      proxy,
      userAgent: undefined,
      connectTimeoutMs,
      signal: new AbortController().signal,
      nowMs: () => fixedNowMs,
      ...changes,
    });

async function doctor(argv: readonly string[], { env = {}, files = {}, runtime: changes = {} }: World = {}) {
  const home = await mkdtemp(join(tmpdir(), 'idv-doctor-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  for (const [path, { content, mode }] of Object.entries(files)) {
    await mkdir(dirname(join(home, path)), { recursive: true });
    await writeFile(join(home, path), content);
    await chmod(join(home, path), mode);
  }
  const world = () => memoryRuntime({ env, homeDir: home, cwd: home, tryConnection: trialWith({ dial: nowhere }), ...changes });
  const runtime = world();
  const exitCode = await main(['doctor', ...argv, '--json'], runtime, '0.0.0');
  if (runtime.out() === '') throw new Error(runtime.err());
  const report = JSON.parse(runtime.out()) as { ok: boolean; cause: HealthCheck | null; checks: HealthCheck[] };
  const people = world();
  expect(await main(['doctor', ...argv], people, '0.0.0')).toBe(exitCode);
  for (const said of [runtime.out(), runtime.err(), people.out(), people.err()]) {
    expect(said).not.toContain(secret);
    expect(said).not.toContain(home);
  }
  const [headline] = people.out().split('\n');
  return { exitCode, ...report, headline, text: people.out(), check: (id: string) => report.checks.filter((check) => check.id === id) };
}

async function sandboxAt(nowMs: number, outcome?: string): Promise<string> {
  const sandbox = await startSandbox({
    port: 0,
    rateLimit: false,
    nowMs: () => nowMs,
    uuid: () => '00000000-0000-4000-8000-000000000000',
    ...(outcome === undefined ? {} : { outcome }),
  });
  onTestFinished(() => sandbox.close());
  return sandbox.url;
}

const direct: Partial<Runtime> = { tryConnection: trialWith({}) };

describe('idv doctor names the cause first', () => {
  it('when there is no configuration', async () => {
    const { exitCode, cause, headline, checks } = await doctor([]);
    expect(exitCode).toBe(40);
    expect(cause).toMatchObject({ id: 'key', vendor: 'tencent', message: 'no key for Tencent Cloud' });
    expect(cause?.fix).toContain('TENCENTCLOUD_SECRET_ID');
    expect(headline).toBe('Tencent Cloud, key: no key for Tencent Cloud');
    expect(checks.filter(({ id, status }) => id === 'key' && status === 'wrong').map(({ vendor }) => vendor)).toEqual([
      'tencent',
      'aliyun',
    ]);
    expect(checks.filter(({ id }) => id === 'signed-call').every(({ status }) => status === 'not-checked')).toBe(true);
  });

  it('when the secret is wrong', async () => {
    const endpoint = await sandboxAt(fixedNowMs);
    const env = { ...sandboxKey, TENCENTCLOUD_SECRET_KEY: secret };
    const { exitCode, cause, check } = await doctor(['tencent', '--endpoint', endpoint], { env, runtime: direct });
    expect(exitCode).toBe(40);
    expect(cause).toMatchObject({ id: 'signed-call', subject: 'GetFaceIdResultIntl', details: { code: 'AuthFailure.SignatureFailure' } });
    expect(cause?.message).toContain('the key is refused');
    expect(check('connection')).toMatchObject([{ status: 'ok' }]);
    expect(check('clock')).toMatchObject([{ status: 'ok' }]);
  });

  it('when the key id was never issued', async () => {
    const endpoint = await sandboxAt(fixedNowMs);
    const { cause } = await doctor(['tencent', '--endpoint', endpoint], { env: tencentKey, runtime: direct });
    expect(cause).toMatchObject({ id: 'signed-call', details: { code: 'AuthFailure.SecretIdNotFound' } });
    expect(cause?.message).toContain('the key is refused: there is no such SecretId');
  });

  it.each([
    [-3_600_000, "this machine's clock is 60 minutes fast; the service allows 5 minutes"],
    [3_600_000, "this machine's clock is 60 minutes slow; the service allows 5 minutes"],
  ])('when the clock is %d ms off', async (skewMs, message) => {
    const endpoint = await sandboxAt(fixedNowMs + skewMs);
    const { exitCode, cause, check } = await doctor(['tencent', '--endpoint', endpoint], { env: sandboxKey, runtime: direct });
    expect(exitCode).toBe(40);
    expect(cause).toMatchObject({ id: 'clock', vendor: 'tencent', message, details: { offsetMs: -skewMs, windowMs: 300_000 } });
    expect(cause?.fix).toContain('set the clock');
    // The key is right. The service says so as soon as the time is corrected.
    expect(check('signed-call')).toMatchObject([{ status: 'ok' }]);
  });

  it('when a proxy refuses', async () => {
    const port = await startTcp((socket) => socket.once('data', () => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')));
    const proxied = trialWith({ env: { HTTPS_PROXY: `http://user:${secret}@127.0.0.1:${port}` } });
    const { exitCode, cause, check } = await doctor([], { env: tencentKey, runtime: { tryConnection: proxied } });
    expect(exitCode).toBe(40);
    expect(cause).toMatchObject({ id: 'connection', vendor: 'tencent', details: { proxy: `127.0.0.1:${port}` } });
    expect(cause?.message).toContain(`the proxy 127.0.0.1:${port} refused a tunnel`);
    expect(cause?.fix).toBe('ask the administrator to allow the host there, or exempt it in NO_PROXY');
    expect(check('signed-call')).toMatchObject([{ status: 'not-checked', message: 'no connection' }]);
  });

  it('when the key belongs to the other vendor', async () => {
    const env = { TENCENTCLOUD_SECRET_ID: ownKeys.ALIBABA_CLOUD_ACCESS_KEY_ID, TENCENTCLOUD_SECRET_KEY: secret };
    const { exitCode, cause } = await doctor([], { env });
    expect(exitCode).toBe(40);
    expect(cause).toMatchObject({
      id: 'key',
      vendor: 'tencent',
      subject: 'TENCENTCLOUD_SECRET_ID',
      message: 'looks like a key id of Alibaba Cloud: it starts with LTAI',
      fix: 'put a key of Tencent Cloud there',
    });
  });

  it('when the host cannot be found', async () => {
    const { exitCode, cause, headline } = await doctor(['tencent', '--endpoint', 'https://faceid.invalid'], { env: tencentKey });
    expect(exitCode).toBe(40);
    expect(cause).toMatchObject({
      id: 'connection',
      subject: 'faceid.invalid:443',
      message: 'name look-up failed: no such host (ENOTFOUND)',
    });
    expect(headline).toBe('Tencent Cloud, faceid.invalid:443: name look-up failed: no such host (ENOTFOUND)');
  });

  it('when a file has mode 0666', async () => {
    const content = `profiles:\n  work: { provider: tencent, secretId: AKIDexample12345678, secretKey: ${secret} }\n`;
    const { exitCode, cause, check } = await doctor([], { files: { '.faceidrc': { content, mode: 0o666 } } });
    expect(exitCode).toBe(40);
    expect(cause).toMatchObject({
      id: 'config-file',
      subject: '~/.faceidrc',
      message: 'contains a secret and can be read by others (mode 0666, yours)',
      fix: 'chmod 600 ~/.faceidrc',
      details: { origin: 'user', mode: '0666', isForeign: false },
    });
    expect(check('key')).toEqual([]);
    expect(check('signed-call').every(({ status }) => status === 'not-checked')).toBe(true);
  });
});

describe('idv doctor names another cause first', () => {
  const work = `profiles:\n  work: { provider: tencent, secretId: AKIDexample12345678, secretKey: ${secret} }\n`;

  it.each<[string, World, readonly string[], string, string]>([
    ['a file of mode 0644', { files: { '.faceidrc': { content: work, mode: 0o644 } } }, [], 'config-file', 'can be read by others'],
    [
      'a misspelt profile',
      { files: { '.faceidrc': { content: work, mode: 0o600 } }, env: { IDV_PROFILE: 'wrok' } },
      [],
      'settings',
      'there is no profile wrok',
    ],
    ['a line break after the secret', { env: { ...tencentKey, TENCENTCLOUD_SECRET_KEY: `${secret}\n` } }, [], 'key', 'starts or ends with'],
    ['a missing keychain', { files: { '.faceidrc': { content: inKeychain, mode: 0o644 } } }, [], 'key', 'no keychain was found'],
    [
      'an IPv6 address on which nothing listens',
      { env: tencentKey, runtime: direct },
      ['--endpoint', 'https://[::1]:9'],
      'connection',
      'E',
    ],
  ])('for %s', async (_name, world, argv, id, message) => {
    const { exitCode, cause } = await doctor(['tencent', ...argv], world);
    expect({ exitCode, id: cause?.id }).toEqual({ exitCode: 40, id });
    expect(cause?.message).toContain(message);
    expect(cause?.fix).toMatch(/^\w.{10,}$/);
  });

  it('for a proxy that does not exist', async () => {
    const port = await closedPort();
    const proxied = trialWith({ env: { HTTPS_PROXY: `http://127.0.0.1:${port}` } });
    const { cause } = await doctor(['tencent'], { env: tencentKey, runtime: { tryConnection: proxied } });
    expect(cause).toMatchObject({ id: 'connection', message: expect.stringContaining(`the proxy 127.0.0.1:${port}`) });
    expect(cause?.fix).toContain('HTTPS_PROXY');
  });

  it('for temporary credentials that have expired', async () => {
    const endpoint = await sandboxAt(fixedNowMs);
    const env = { ...sandboxKey, TENCENTCLOUD_TOKEN: 'of-yesterday' };
    const { cause } = await doctor(['tencent', '--endpoint', endpoint], { env, runtime: direct });
    expect(cause).toMatchObject({ id: 'signed-call', message: expect.stringContaining('token is wrong or has expired') });
  });
});

describe('the signed call of idv doctor distinguishes', () => {
  it.each([
    ['tencent', 'AuthFailure.TokenFailure', 'the key is refused'],
    ['tencent', 'AuthFailure.UnauthorizedOperation', 'the key is correct, but has no permission for this'],
    ['tencent', 'UnauthorizedOperation', 'the key is correct, but has no permission for this'],
    ['aliyun', 'InvalidAccessKeyId.Inactive', 'the key is refused'],
    ['aliyun', 'InvalidAccessKeySecret', 'the key is refused'],
    ['aliyun', 'NoPermission', 'the key is correct, but has no permission for this'],
    ['aliyun', 'AuthFailed', 'the key is correct, but has no permission for this'],
    ['aliyun', 'InvalidApi.NotPurchase', 'the key is correct, but the service is not activated'],
    ['aliyun', 'Forbidden.AccountAccessDenied', 'the key is correct, but the service is not activated'],
    ['aliyun', 'Forbidden.RAMUserAccessDenied', 'the key is correct, but has no permission for this'],
    ['aliyun', 'InsufficientBalance', 'the key is correct, but the account is suspended'],
    ['aliyun', 'InternalError', 'the service failed'],
  ])('%s %s: %s', async (vendor, code, finding) => {
    const { exitCode, cause } = await doctor([vendor, '--sandbox', '--outcome', code], { runtime: direct });
    expect(exitCode).toBe(40);
    expect(cause).toMatchObject({ id: 'signed-call', vendor, details: { code } });
    expect(cause?.message).toContain(finding);
    expect(cause?.fix).toMatch(/^\w.{10,}$/);
  });

  it('a service that limits calls from one whose answer does not show whether the key is correct', async () => {
    const limited = await doctor(['tencent', '--sandbox', '--outcome', 'RequestLimitExceeded'], { runtime: direct });
    expect(limited).toMatchObject({ exitCode: 0, ok: true });
    expect(limited.check('signed-call')).toMatchObject([{ status: 'warning' }]);
    const unclear = await doctor(['aliyun', '--sandbox', '--outcome', 'UnsupportedOperation'], { runtime: direct });
    const found = { status: 'warning', message: expect.stringContaining('does not say whether the key is correct') };
    expect(unclear.check('signed-call')).toContainEqual(expect.objectContaining(found));
  });
});

describe('idv doctor', () => {
  it('finds nothing wrong with the sandbox, for every vendor', async () => {
    const { exitCode, ok, cause, check, headline, text } = await doctor(['--sandbox'], { runtime: direct });
    expect({ exitCode, ok, cause, headline }).toEqual({ exitCode: 0, ok: true, cause: null, headline: 'nothing wrong found' });
    for (const id of ['key', 'connection', 'clock']) expect(check(id).map(({ status }) => status)).toEqual(['ok', 'ok']);
    const calls = check('signed-call');
    expect(calls.map(({ subject }) => subject)).toEqual(vendors.flatMap(({ keyTrials }) => keyTrials.map(({ action }) => action.name)));
    for (const { status } of calls) expect(status).toBe('ok');
    expect(text).toMatch(/^Tencent Cloud$/m);
    expect(text).toMatch(/^ok {11}key {18}sand…x-id from flag --sandbox$/m);
  });

  it('says from which source the key comes', async () => {
    const content = 'profiles:\n  work: { provider: tencent, secretId: AKIDfromfile5678, secretKey: another-secret-key }\n';
    const files = { '.faceidrc': { content, mode: 0o600 } };
    const fromFile = await doctor(['tencent', '--dry-run'], { files });
    expect(fromFile.check('key')).toMatchObject([{ details: { keyId: 'AKID…5678', source: 'user file ~/.faceidrc, profile work' } }]);
    const fromEnvironment = await doctor(['tencent', '--dry-run'], { files, env: tencentKey });
    expect(fromEnvironment.check('key')).toMatchObject([{ details: { source: 'environment TENCENTCLOUD_SECRET_ID' } }]);
  });

  it('does not check a vendor without a key, unless the user names the vendor', async () => {
    const { checks } = await doctor([], { env: tencentKey });
    expect(checks.filter(({ vendor }) => vendor === 'aliyun')).toMatchObject([{ id: 'key', status: 'not-checked' }]);
    const asked = await doctor(['aliyun'], { env: tencentKey });
    expect(asked.cause).toMatchObject({ id: 'key', vendor: 'aliyun' });
  });

  it('checks only the vendor of the profile or of the endpoint', async () => {
    const content = `profiles:\n  eu: { provider: aliyun, accessKeyId: LTAIexample, accessKeySecret: ${secret} }\n`;
    const files = { '.faceidrc': { content, mode: 0o600 } };
    const ofProfile = await doctor(['--profile', 'eu'], { files, env: tencentKey });
    expect(ofProfile.checks.some(({ vendor }) => vendor === 'tencent')).toBe(false);
    const ofEndpoint = await doctor(['--endpoint', 'https://faceid.ap-bangkok.tencentcloudapi.com'], { files, env: tencentKey });
    expect(ofEndpoint.checks.some(({ vendor }) => vendor === 'aliyun')).toBe(false);
    expect(ofEndpoint.cause?.subject).toBe('faceid.ap-bangkok.tencentcloudapi.com:443');
  });

  it('tries every host of a vendor', async () => {
    const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAIexample', ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret };
    const { check } = await doctor(['aliyun'], { env });
    const hosts = check('connection').map(({ subject }) => subject);
    expect(hosts).toContain('saf.ap-southeast-1.aliyuncs.com:443');
    expect(hosts).toContain('facebody.cn-shanghai.aliyuncs.com:443');
    expect(new Set(hosts).size).toBe(hosts.length);
  });

  it('lists files that are not used, and one that cannot be parsed', async () => {
    const content = (name: string): string => `profiles:\n  ${name}: { provider: tencent, region: ap-singapore }\n`;
    const { check } = await doctor(['tencent'], {
      env: tencentKey,
      files: {
        '.config/faceid/config': { content: content('first'), mode: 0o600 },
        '.faceidrc': { content: content('second'), mode: 0o640 },
      },
    });
    expect(check('config-file')).toMatchObject([
      { subject: '~/.config/faceid/config', status: 'ok', details: { mode: '0600', isUsed: true } },
      { subject: '~/.faceidrc', status: 'ok', details: { mode: '0640', isUsed: false } },
    ]);
    const broken = await doctor(['tencent'], { env: tencentKey, files: { '.faceidrc': { content: 'profiles: [', mode: 0o600 } } });
    expect(broken.cause).toMatchObject({ id: 'config-file', subject: '~/.faceidrc' });
  });

  it('checks the folder of --save-dir, and does not create it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'idv-doctor-save-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const fresh = join(folder, 'new');
    const made = await doctor(['tencent', '--sandbox', '--save-dir', fresh], { runtime: direct });
    expect(made.check('save-dir')).toMatchObject([{ status: 'ok', message: expect.stringContaining('will be created') }]);
    await expect(rm(fresh)).rejects.toMatchObject({ code: 'ENOENT' });
    await writeFile(join(folder, 'file'), '');
    const wrong = await doctor(['tencent', '--sandbox', '--save-dir', join(folder, 'file')], { runtime: direct });
    expect(wrong).toMatchObject({ exitCode: 40, cause: { id: 'save-dir', message: expect.stringContaining('is not a folder') } });
  });

  it('warns about variables that do not do what people expect', async () => {
    const env = { ...sandboxKey, NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_EXTRA_CA_CERTS: '/no/such/file.pem' };
    const { exitCode, check } = await doctor(['tencent', '--sandbox'], { env, runtime: direct });
    expect(exitCode).toBe(0);
    expect(check('environment')).toMatchObject([
      { subject: 'NODE_TLS_REJECT_UNAUTHORIZED', status: 'warning' },
      { subject: 'NODE_EXTRA_CA_CERTS', status: 'warning' },
    ]);
  });

  it("ends with the signal's exit code when the user stops it", async () => {
    const controller = new AbortController();
    const { port, came } = await startSilent();
    void came.then(() => controller.abort('SIGINT'));
    const { signal } = controller;
    const runtime = memoryRuntime({ env: tencentKey, signal, tryConnection: trialWith({ signal }) });
    const argv = ['doctor', 'tencent', '--endpoint', `https://127.0.0.1:${port}`];
    expect(await main(argv, runtime, '0.0.0')).toBe(130);
    expect(runtime.out()).toBe('');
  });

  it('prints only the report, also with --raw', async () => {
    const argv = ['doctor', 'aliyun', '--sandbox', '--outcome', 'fault:http-503', '--raw', '--json'];
    const runtime = memoryRuntime({ ...direct });
    expect(await main(argv, runtime, '0.0.0')).toBe(40);
    expect(JSON.parse(runtime.out())).toMatchObject({ cause: { id: 'signed-call' } });
  });

  it('prints a table with one row for each check', async () => {
    const runtime = memoryRuntime({ ...direct });
    expect(await main(['doctor', 'tencent', '--sandbox', '-o', 'table'], runtime, '0.0.0')).toBe(0);
    const [head, ...rows] = runtime.out().trimEnd().split('\n');
    expect(head).toMatch(/^status +vendor +subject +message$/);
    expect(rows.every((row) => row.startsWith('ok '))).toBe(true);
    expect(rows.some((row) => /tencent +GetFaceIdResultIntl +the key is accepted/.test(row))).toBe(true);
  });

  it('refuses an unknown vendor', async () => {
    const runtime = memoryRuntime();
    expect(await main(['doctor', 'amazon'], runtime, '0.0.0')).toBe(2);
  });
});
