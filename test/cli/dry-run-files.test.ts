import { createHash } from 'node:crypto';
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import type { Runtime } from '../../src/runtime.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';

let folder: string;

beforeAll(async () => {
  folder = await fs.mkdtemp(join(tmpdir(), 'idv-dry-files-'));
});
afterAll(() => fs.rm(folder, { recursive: true, force: true }));

async function run(argv: readonly string[], overrides: Partial<Runtime> = {}) {
  const runtime = memoryRuntime(overrides);
  const exitCode = await main(argv, runtime, '0.0.0');
  return { exitCode, out: runtime.out(), err: runtime.err() };
}

const token = ['call', 'tencent', 'GetLivenessResult', '-p', 'SdkToken=abc', '--timestamp', '1551113065'];
const v1 = [...token, '--sign-method', 'hmac-sha1', '--nonce', '7'];
const digest = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');
const inFolder = (name: string): string => join(folder, name);
const curl = (dir: string, argv: readonly string[] = v1): readonly string[] => [...argv, '--dry-run=curl', '--save-dir', inFolder(dir)];
const bodyFile = (out: string): string => /@([^']+)/.exec(out)?.[1] ?? '';

describe('--dry-run=curl', () => {
  it('keeps only the body in a file when the request has no private header', async () => {
    const { out } = await run(curl('plain'));
    const file = bodyFile(out);
    const body = await fs.readFile(file);
    expect(out).toBe(
      `curl --silent --show-error --request POST --header 'Host: faceid.intl.tencentcloudapi.com' --header 'Content-Type: application/x-www-form-urlencoded' --data-binary '@${file}' 'https://faceid.intl.tencentcloudapi.com/'\n`,
    );
    expect(file).toBe(join(inFolder('plain'), `body-${digest(body).slice(0, 12)}.form`));
    expect(await fs.readdir(inFolder('plain'))).toHaveLength(1);
  });

  it('keeps the signature and the session token in a file', async () => {
    const env = {
      TENCENTCLOUD_SECRET_ID: 'sandbox-id',
      TENCENTCLOUD_SECRET_KEY: 'sandbox-key',
      TENCENTCLOUD_TOKEN: 'token-"of\\a-session',
    };
    const { out } = await run(curl('private', token), { env });
    const [, file = ''] = /--config '([^']+)'/.exec(out) ?? [];
    const config = await fs.readFile(file, 'utf8');
    expect(config).toMatch(
      /^header = "Authorization: TC3-HMAC-SHA256 Credential=[^"]*"\nheader = "X-TC-Token: token-\\"of\\\\a-session"\n$/,
    );
    expect(file).toBe(join(inFolder('private'), `request-${digest(config).slice(0, 12)}.curl`));
    expect((await fs.stat(file)).mode & 0o777).toBe(0o600);
    expect(out).not.toMatch(/Authorization|token-/);
    expect(bodyFile(out)).toMatch(/\.json$/);
  });

  it('keeps the address of a GET in a file, and has no body', async () => {
    const { out } = await run(curl('get', [...v1, '--http-method', 'get']));
    const [, file = ''] = /--config '([^']+)'/.exec(out) ?? [];
    expect(await fs.readFile(file, 'utf8')).toMatch(/^url = "https:\/\/faceid\.intl\.tencentcloudapi\.com\/\?Action=[^"]*"\n$/);
    expect(out).toMatch(/^curl --silent --show-error --request GET .*'\n$/);
    expect(out).not.toMatch(/https:|--data/);
  });

  it('writes an address of 100000 characters, and refuses a longer one', async () => {
    const get = ['call', 'aliyun/ecs', 'X', '--api-version', '2018-03-01', '--http-method', 'get', '--sign-method', 'acs3'];
    const start = 'https://ecs.ap-southeast-1.aliyuncs.com/?Name=';
    const ofLength = (length: number) => [...get, '-p', `Name=${'a'.repeat(length - start.length)}`];
    expect(await run(curl('longest', ofLength(100_000)))).toMatchObject({ exitCode: 0 });
    const refused = await run(curl('too-long', ofLength(100_001)));
    expect(refused).toMatchObject({ exitCode: 4, out: '' });
    expect(refused.err).toContain('an address of 100001 characters is too long for curl');
    await expect(fs.stat(inFolder('too-long'))).rejects.toThrow('ENOENT');
  });

  it('quotes the name of a folder for a shell', async () => {
    expect((await run(curl("it's"))).out).toContain(`'@${folder}/it'\\''s/body-`);
    expect((await run(curl("a'\\\u001bé"))).out).toContain(`$'@${folder}/a\\'\\\\\\x1b\\xc3\\xa9/body-`);
  });

  const refusals: [string, (file: string, body: Buffer) => Promise<void>][] = [
    ['that others can read', (file) => fs.chmod(file, 0o644)],
    ['that others can write', (file) => fs.chmod(file, 0o602)],
    ['of the same size', (file, body) => fs.writeFile(file, Buffer.alloc(body.length, 'x'))],
    ['of another size', (file) => fs.writeFile(file, 'x')],
    [
      'that is a link',
      async (file) => {
        await fs.rename(file, `${file}.real`);
        await fs.symlink(`${file}.real`, file);
      },
    ],
  ];

  it.each(refusals)('does not use a file %s', async (name, change) => {
    const argv = curl(`taken ${name}`);
    const { out } = await run(argv);
    const file = bodyFile(out);
    await change(file, await fs.readFile(file));
    const again = await run(argv);
    expect(again).toMatchObject({ exitCode: 4, out: '' });
    expect(again.err).toContain(`${file} already exists, and is not this body`);
    expect(again.err).toContain('move it, or name another folder');
  });

  it('uses its own file again, on Windows whatever its mode is', async () => {
    const argv = curl('again');
    const first = await run(argv);
    expect(await run(argv)).toEqual(first);
    await fs.chmod(bodyFile(first.out), 0o644);
    expect(await run(argv, { platform: 'win32' })).toEqual(first);
  });

  it('says which file cannot be written', async () => {
    await fs.mkdir(inFolder('closed'));
    const refused = { ...memoryRuntime().fs, writeFile: () => Promise.reject(Object.assign(new Error('no'), { code: 'EROFS' })) };
    const { exitCode, err } = await run(curl('closed'), { fs: refused });
    expect(exitCode).toBe(4);
    expect(err).toMatch(/body-[0-9a-f]{12}\.form could not be written \(EROFS\)/);
    expect(err).toContain('name a folder that you can write to');
  });
});

describe('--dry-run of a body that is sent unchanged', () => {
  const bodyOf = async (text: string, ...flags: string[]): Promise<string> => {
    const path = inFolder('body.json');
    await fs.writeFile(path, text);
    const { exitCode, out, err } = await run(['call', 'tencent', 'ApplySdkVerificationToken', '--body', path, '--dry-run', ...flags]);
    expect(exitCode, err).toBe(0);
    return out;
  };

  it('shows it as it is when nothing in it is personal', async () => {
    expect(await bodyOf('{ "CheckMode" : "1" }')).toContain('{ "CheckMode" : "1" }');
    expect(await bodyOf('not JSON')).toContain('not JSON');
  });

  it('masks what is personal in it, unless the user asks for it', async () => {
    const text = '{ "CheckMode" : "1", "Extra" : "Jane Example" }';
    const masked = await bodyOf(text);
    expect(masked).not.toContain('Jane');
    expect(masked).toContain('{"CheckMode":"1","Extra":"');
    expect(await bodyOf(text, '--show-pii')).toContain(text);
  });

  it('shows 4096 characters, and only size and digest of more', async () => {
    const text = (length: number): string => `{"A":"${'a'.repeat(length - 8)}"}`;
    expect(await bodyOf(text(4096))).toContain(text(4096));
    expect(await bodyOf(text(4097))).toContain(`<4097 bytes, sha256 ${digest(text(4097))}>`);
    expect(await bodyOf(text(4097))).not.toContain('aaaa');
  });
});
