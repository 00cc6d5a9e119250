import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readlink, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { main } from '../../../src/main.ts';
import type { Runtime } from '../../../src/runtime.ts';
import { startSandbox } from '../../../src/sandbox/server.ts';
import { fixedNowMs, memoryRuntime } from '../../support/memory-runtime.ts';

const key = { id: 'AKIDabcdefghijklmnop1234', secret: 'secretCanary123456' };
let home: string;
let file: string;

beforeEach(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'idv-home-')));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  file = join(home, '.faceidrc');
});

async function idv(args: readonly string[], overrides: Partial<Runtime> & { stdin?: Buffer } = {}) {
  const runtime = memoryRuntime({ env: {}, homeDir: home, cwd: home, ...overrides });
  const exitCode = await main(['config', ...args], runtime, '0.0.0');
  const [out, err] = [runtime.out(), runtime.err()];
  expect(out + err).not.toContain('Canary');
  return { exitCode, out, err };
}

const init = (args: readonly string[] = [], text = `${key.id}\n${key.secret}\n`) =>
  idv(['init', 'tencent', ...args], { stdin: Buffer.from(text) });

describe('idv config init', () => {
  it.each([
    ['two lines', `${key.id}\n${key.secret}\n`],
    ['the JSON of a credentialProcess', JSON.stringify({ secretId: key.id, secretKey: key.secret })],
  ])('reads the key from standard input as %s, and writes a file that only its owner can read', async (_, text) => {
    expect(await init(['--profile', 'work', '--region', 'ap-singapore'], text)).toMatchObject({ exitCode: 0, err: '' });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toBe(
      `profiles:\n  work:\n    provider: tencent\n    region: ap-singapore\n    secretId: ${key.id}\n    secretKey: ${key.secret}\ndefaultProfiles:\n  tencent: work\n`,
    );
    expect((await idv(['explain', 'tencent'])).out).toContain('AKID…1234');
  });

  it.each([
    ['half a key', 'AKIDabcdefghijklmnop1234\n', 'contains no key'],
    ['a key of the other vendor', 'LTAIabcdefghijkl1234\nsecretCanary123456\n', 'looks like a key id of Alibaba Cloud'],
    ['swapped halves', 'secretCanary123456\nAKIDabcdefghijklmnop1234\n', 'the two halves are swapped'],
    ['the placeholder of the example', 'AKID…\n…\n', 'is still the placeholder'],
    ['broken JSON', '{"secretId":"AKIDabc', 'is not valid JSON'],
  ])('refuses %s, and writes nothing', async (_, text, said) => {
    expect(await init([], text)).toMatchObject({ exitCode: 3, err: expect.stringContaining(said) });
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });

  it('replaces a profile only with --force, and keeps the rest of the file', async () => {
    await writeFile(file, '# mine\noutput: json # as I like it\nprofiles:\n  tencent: { provider: tencent, region: ap-seoul }\n', {
      mode: 0o600,
    });
    expect(await init()).toMatchObject({ exitCode: 3, err: expect.stringContaining('--force') });
    expect((await init(['--force'])).exitCode).toBe(0);
    const text = await readFile(file, 'utf8');
    expect(text).toContain('# mine\noutput: json # as I like it\n');
    expect(text).not.toContain('ap-seoul');
  });

  it('says which profile stays in use', async () => {
    expect((await init(['--profile', 'work'])).out).not.toContain('config use');
    expect((await init(['--profile', 'shop'])).out).toContain('work is still in use; to change that: idv config use shop\n');
  });

  it('stores a command in place of the key', async () => {
    expect((await idv(['init', 'aliyun', '--credential-process', 'vault-helper aliyun'])).exitCode).toBe(0);
    expect((await idv(['list', '--json'])).out).toContain('"key": "(credentialProcess)"');
  });

  it('says what to type when there is no terminal', async () => {
    expect(await idv(['init'])).toMatchObject({ exitCode: 2, err: expect.stringContaining('idv config init tencent or aliyun') });
  });

  it('asks at a terminal, and never shows the secret', async () => {
    const [input, output] = [Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined }), new PassThrough()];
    let screen = '';
    const down = '\u001b[B';
    const answers: readonly [RegExp, ...string[]][] = [
      [/Which vendor/, '\r'],
      [/Name of the profile/, 'shop\r'],
      [/Region/, '\r'],
      [/be stored/, '\r'],
      [/Key id/, `${key.id}\r`],
      [/Secret/, `${key.secret}\r`],
      [/Test the key now/, down, '\r'],
    ];
    let next = 0;
    output.on('data', (chunk: Buffer) => {
      screen += chunk.toString();
      const [question, ...keys] = answers[next] ?? [];
      if (!question?.test(screen)) return;
      next += 1;
      screen = '';
      // The prompt reads keys only after it is drawn.
      setImmediate(() => {
        for (const letter of keys.length > 1 ? keys : (keys[0] ?? '')) input.write(letter);
      });
    });
    const { exitCode } = await idv(['init'], { terminal: () => ({ input, output }) });
    expect({ exitCode, screen: /Canary/.test(screen) }).toEqual({ exitCode: 0, screen: false });
    expect((await idv(['get', 'profiles.shop.region'])).out).toBe('ap-singapore\n');
    expect(await readFile(file, 'utf8')).toContain(key.secret);
  });
});

describe('idv config init --check', () => {
  const sandboxKey = 'sandbox-id\nsandbox-key\n';

  async function checked(text: string) {
    const sandbox = await startSandbox({ port: 0, rateLimit: false, nowMs: () => fixedNowMs, uuid: randomUUID });
    onTestFinished(() => sandbox.close());
    return init(['--check', '--endpoint', sandbox.url, '--json'], text);
  }

  it('tests the key that it wrote', async () => {
    const { exitCode, out } = await checked(sandboxKey);
    expect(exitCode).toBe(0);
    const { checks } = JSON.parse(out) as { checks: { id: string; status: string }[] };
    expect(checks.map(({ id, status }) => [id, status])).toEqual([
      ['key', 'ok'],
      ['connection', 'ok'],
      ['clock', 'ok'],
      ['signed-call', 'ok'],
    ]);
  });

  it('reports a refused key, and keeps the file', async () => {
    const { exitCode, out } = await checked(`${key.id}\n${key.secret}\n`);
    expect(exitCode).toBe(40);
    expect(JSON.parse(out)).toMatchObject({ checks: [{}, {}, {}, { id: 'signed-call', status: 'wrong' }] });
    expect(await readFile(file, 'utf8')).toContain(key.secret);
  });

  it('does not connect without the flag', async () => {
    const never = () => Promise.reject(new Error('connected'));
    const stdin = Buffer.from(sandboxKey);
    expect((await idv(['init', 'tencent'], { stdin, tryConnection: never, openTransport: never })).exitCode).toBe(0);
  });
});

describe('idv config list', () => {
  it('shows every profile of both vendors and of their own files, and which one is in use', async () => {
    await init(['--profile', 'work']);
    await mkdir(join(home, '.tccli'));
    await mkdir(join(home, '.aliyun'));
    await writeFile(join(home, '.tccli/old.credential'), JSON.stringify({ secretId: 'AKIDtccli00009999', secretKey: 'xCanary' }));
    await writeFile(join(home, '.tccli/old.configure'), JSON.stringify({ _sys_param: { region: 'ap-jakarta' } }));
    const profiles = [
      { name: 'saf', mode: 'AK', access_key_id: 'LTAIabcdefgh5678', access_key_secret: 'xCanary', region_id: 'ap-southeast-1' },
    ];
    await writeFile(join(home, '.aliyun/config.json'), JSON.stringify({ current: 'saf', profiles }));
    const rows = (out: string) => out.split('\n').map((line) => line.replaceAll(home, '~').split(/ {2,}/).join('|'));
    expect(rows((await idv(['list'])).out)).toEqual([
      '*|tencent|work|AKID…1234|-|user file ~/.faceidrc',
      '|tencent|old|AKID…9999|ap-jakarta|~/.tccli/old.credential',
      '|aliyun|saf|LTAI…5678|ap-southeast-1|~/.aliyun/config.json',
      '',
    ]);
    const env = { TENCENTCLOUD_SECRET_ID: key.id, TENCENTCLOUD_SECRET_KEY: 'xCanary' };
    expect(rows((await idv(['list'], { env })).out)[0]).toBe('*|tencent|(environment)|AKID…1234|-|environment TENCENTCLOUD_SECRET_ID');
  });

  it('says how to begin when there is no profile', async () => {
    expect((await idv(['list'])).out).toContain('idv config init');
  });
});

describe('idv config get, set, unset, use and path', () => {
  it('change the existing file, keep JSON as JSON, and follow a link', async () => {
    const target = join(home, 'dotfiles.json');
    await writeFile(target, '{"output":"yaml"}', { mode: 0o600 });
    await symlink(target, join(home, '.faceidrc.json'));
    expect((await idv(['path'])).out).toBe(`${join(home, '.faceidrc.json')}\n`);
    expect((await idv(['set', 'retries', '4'])).exitCode).toBe(0);
    expect(JSON.parse(await readFile(target, 'utf8'))).toEqual({ output: 'yaml', retries: 4 });
    expect(await readlink(join(home, '.faceidrc.json'))).toBe(target);
    expect((await idv(['get', 'retries'])).out).toBe('4\n');
  });

  it('accept a secret only from standard input', async () => {
    await init(['--profile', 'work']);
    const onLine = await idv(['set', 'profiles.work.secretKey', 'otherCanary']);
    expect(onLine).toMatchObject({ exitCode: 2, err: expect.stringContaining('standard input') });
    expect(await idv(['set', 'proxy', 'http://u:pCanary@proxy.example:1'])).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('proxy is a secret, which is never taken from the command line'),
    });
    expect((await idv(['set', 'profiles.work.secretKey', '-'], { stdin: Buffer.from('otherCanary\n') })).exitCode).toBe(0);
    expect(await readFile(file, 'utf8')).toContain('secretKey: otherCanary\n');
    expect(await idv(['get', 'profiles.work.secretKey'])).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('is a secret, which idv never prints'),
    });
    expect((await idv(['get', 'profiles.work.secretId'])).out).toBe('AKID…1234\n');
  });

  it.each([
    ['an unknown setting', ['set', 'outptu', 'json'], 3, 'did you mean output?'],
    ['a value that does not fit', ['set', 'retries', 'many'], 3, 'whole number'],
    ['a name that is not a setting', ['set', 'profiles.work', 'x'], 2, 'profiles.NAME.region'],
    ['a setting without a value', ['get', 'output'], 3, 'not set'],
    ['a setting that cannot be removed because it is missing', ['unset', 'output'], 3, 'not set'],
    ['an unknown profile', ['use', 'wrok'], 3, 'did you mean work?'],
  ])('refuse %s, and do not change the file', async (_, args, exitCode, said) => {
    await init(['--profile', 'work']);
    const before = await readFile(file, 'utf8');
    expect(await idv(args)).toMatchObject({ exitCode, err: expect.stringContaining(said) });
    expect(await readFile(file, 'utf8')).toBe(before);
  });

  it('refuse profile names with a meaning in JavaScript', async () => {
    for (const name of ['__proto__', 'constructor', 'prototype', 'toString']) {
      const ran = await init(['--profile', name]);
      if (name === 'prototype') expect(ran.exitCode).toBe(0);
      else expect(ran).toMatchObject({ exitCode: 2, err: expect.stringContaining('no word with a meaning in JavaScript') });
    }
    expect((await idv(['list'])).out).toMatch(/^\* {2}tencent {2}prototype /);
    expect((await idv(['use', 'prototype'])).exitCode).toBe(0);
  });

  it('say that a removed profile is not set', async () => {
    await init(['--profile', 'work']);
    expect((await idv(['unset', 'profiles.work'])).exitCode).toBe(0);
    for (const name of ['profiles.work', 'profiles.constructor'])
      expect(await idv(['unset', name])).toMatchObject({ exitCode: 3, err: expect.stringContaining(`${name} is not set there`) });
  });

  it('accept standard input with a byte order mark', async () => {
    const json = JSON.stringify({ secretId: key.id, secretKey: key.secret });
    for (const [name, text] of [
      ['lines', `${key.id}\r\n${key.secret}\r\n`],
      ['json', json],
    ] as const) {
      expect((await init(['--profile', name], `\uFEFF${text}`)).exitCode).toBe(0);
    }
    const stdin = Buffer.from('\uFEFFotherCanary\r\n');
    expect((await idv(['set', 'profiles.json.secretKey', '-'], { stdin })).exitCode).toBe(0);
    const content = await readFile(file, 'utf8');
    expect(content).not.toContain('\uFEFF');
    expect(content).toContain('secretKey: otherCanary\n');
    expect(content).toContain(`secretId: ${key.id}\n`);
  });

  it('remove a profile together with the default that names it', async () => {
    await init(['--profile', 'a.b']);
    await init(['--profile', 'work']);
    expect((await idv(['use', 'work'])).exitCode).toBe(0);
    expect((await idv(['get', 'defaultProfiles.tencent'])).out).toBe('work\n');
    expect((await idv(['unset', 'profiles.work'])).exitCode).toBe(0);
    expect(await idv(['get', 'defaultProfiles.tencent'])).toMatchObject({
      exitCode: 3,
      err: expect.stringContaining('is not set in any file'),
    });
    expect((await idv(['get', 'profiles.a.b.provider'])).out).toBe('tencent\n');
  });

  it('can use a profile of the vendor’s own files', async () => {
    await mkdir(join(home, '.tccli'));
    await writeFile(join(home, '.tccli/old.credential'), JSON.stringify({ secretId: 'AKIDtccli00009999', secretKey: 'xCanary' }));
    expect((await idv(['use', 'old'])).exitCode).toBe(0);
    expect((await idv(['list'])).out).toMatch(/^\* {2}tencent {2}old/);
  });

  it('keep the old file complete when the new one cannot be written', async () => {
    await init(['--profile', 'work']);
    const before = await readFile(file, 'utf8');
    const { fs } = memoryRuntime();
    const full = { ...fs, rename: () => Promise.reject(Object.assign(new Error(), { code: 'ENOSPC' })) };
    expect(await idv(['set', 'output', 'json'], { fs: full })).toMatchObject({ exitCode: 3, err: expect.stringContaining('ENOSPC') });
    expect(await readFile(file, 'utf8')).toBe(before);
    expect(await fs.readdir(home)).toEqual(['.faceidrc']);
  });

  it('do not change a file of another user', async () => {
    await init(['--profile', 'work']);
    const uid = (process.getuid?.() ?? 0) + 1;
    const before = await readFile(file, 'utf8');
    expect(await idv(['set', 'output', 'json'], { uid })).toMatchObject({
      exitCode: 3,
      err: expect.stringContaining('belongs to another user'),
    });
    expect(await readFile(file, 'utf8')).toBe(before);
  });
});
