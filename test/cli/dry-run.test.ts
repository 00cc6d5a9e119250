import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import type { Runtime } from '../../src/runtime.ts';
import { greyImage } from '../../src/sandbox/files/sample-files.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { fixedNowMs, memoryRuntime } from '../support/memory-runtime.ts';
import { smallVideo } from '../support/sandbox-requests.ts';

const { sign3 } = createRequire(import.meta.url)('tencentcloud-sdk-nodejs-intl-en/tencentcloud/common/sign.js') as {
  sign3(request: Record<string, unknown>): string;
};
const compare = ['compare', '--image', 'fixtures/portrait.jpg', '--video', 'fixtures/selfie-3s.mp4'];
const standInPath = join(import.meta.dirname, '..', 'support', 'path');

interface V1Vectors {
  keys: Record<string, { id: string; secret: string }>;
  vectors: { key: string; signature: string; signatureOriginalString: string }[];
}

const v1 = JSON.parse(readFileSync('test/vectors/tencent-v1.json', 'utf8')) as V1Vectors;

/** The first example is in the chapter on the older signature. The second is in the chapter on TC3, which misprints one letter of it. */
const manualsOfV1 = [
  ['KM', 'zmmjn35mikh6pM3V7sUEuX4wyYM=', 'zmmjn35mikh6pM3V7sUEuX4wyYM%3D'],
  ['KE', 'EliP9YW3pW28FpsEdkXt/+WcGeI=', 'EliP9YW3pW28FpsEdkXt%2F%2BWcGeI%3D'],
] as const;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idv-dry-'));
  await writeFile(join(folder, 'grey.jpg'), greyImage());
  await writeFile(join(folder, 'small.flv'), smallVideo());
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(argv: readonly string[], overrides: Partial<Runtime> = {}) {
  const runtime = memoryRuntime({
    openTransport: async () => {
      throw new Error('a dry run opened a connection');
    },
    ...overrides,
  });
  const exitCode = await main(argv, runtime, '0.0.0');
  return { exitCode, out: runtime.out(), outBytes: runtime.outBytes(), err: runtime.err() };
}

describe('--dry-run', () => {
  it.each(['text', 'json', 'http'])('as %s is the same twice, byte for byte, and opens no connection', async (format) => {
    const argv = [...compare, '--timestamp', '1551113065', `--dry-run=${format}`];
    const first = await run(argv, { nowMs: () => 1 });
    const second = await run(argv, { nowMs: () => 2 });
    expect(first.exitCode).toBe(0);
    expect(first.err).toBe('');
    expect(first.outBytes.equals(second.outBytes)).toBe(true);
  });

  it('has the signature that the official SDK computes for the same request', async () => {
    const shown = JSON.parse((await run([...compare, '--timestamp', '1551113065', '--dry-run=json'])).out);
    const payload = Buffer.from(
      JSON.stringify({
        ImageBase64: (await readFile('fixtures/portrait.jpg')).toString('base64'),
        VideoBase64: (await readFile('fixtures/selfie-3s.mp4')).toString('base64'),
        LivenessType: 'SILENT',
      }),
    );
    const official = sign3({
      url: shown.url,
      payload,
      timestamp: 1_551_113_065,
      service: 'faceid',
      secretId: 'sandbox-id',
      secretKey: 'sandbox-key',
      headers: { 'Content-Type': shown.headers['Content-Type'] },
    });
    expect(shown.headers.Authorization).toBe(official);
    expect(shown.bodyBytes).toBe(payload.length);
  });

  it('has the signature that the manual prints for its TC3 example', async () => {
    const env = {
      TENCENTCLOUD_SECRET_ID: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******',
      TENCENTCLOUD_SECRET_KEY: 'Gu5t9xGARNpq86cd98joQYCN3*******',
    };
    const argv =
      'call tencent/cvm DescribeInstances --api-version 2017-03-12 --region ap-guangzhou --endpoint cvm.tencentcloudapi.com --body test/vectors/describe-instances.json --timestamp 1551113065 --dry-run=json';
    const { exitCode, out } = await run(argv.split(' '), { env });
    expect(exitCode).toBe(0);
    expect(JSON.parse(out).signature).toBe('c492e8e41437e97a620b728c301bb8d17e7dc0c17eeabce80c20cd70fc3a78ff');
    expect(out).not.toContain(env.TENCENTCLOUD_SECRET_KEY);
  });

  it.each(manualsOfV1)('has the signature that the manual prints for its HmacSHA1 example: %s', async (key, signature, encoded) => {
    const { id, secret } = v1.keys[key] ?? { id: '', secret: '' };
    const env = { TENCENTCLOUD_SECRET_ID: id, TENCENTCLOUD_SECRET_KEY: secret };
    const argv =
      'call tencent/cvm DescribeInstances --api-version 2017-03-12 --region ap-guangzhou -p InstanceIds.0=ins-09dx96dg -p Offset=0 -p Limit=20 --sign-method hmac-sha1 --http-method get --timestamp 1465185768 --nonce 11886 --dry-run=json';
    const { exitCode, out } = await run(argv.split(' '), { env });
    const shown = JSON.parse(out);
    expect(exitCode).toBe(0);
    expect(shown.signature).toBe(signature);
    const printed = v1.vectors.find((vector) => vector.signature === signature);
    expect(shown.stages.SignatureOriginalString).toBe(printed?.signatureOriginalString);
    expect(shown.stages.EncodedSignatureString).toBe(encoded);
    expect(shown.url).toMatch(new RegExp(`&Signature=${encoded}$`));
    expect(shown.url).not.toContain('SignatureMethod');
    expect(out).not.toContain(secret);
  });

  it('shows media as type, size and digest in text, and never shows the secret', async () => {
    const { out } = await run([...compare, '--timestamp', '1551113065', '--dry-run']);
    expect(out).toContain('<image/jpeg, 64655 bytes, sha256 ');
    for (const stage of ['CanonicalRequest', 'StringToSign', 'DerivedKeyLengths', 'Signature', 'Authorization'])
      expect(out).toContain(`--- ${stage}\n`);
    expect(out).not.toContain('sandbox-key');
    expect(out.length).toBeLessThan(4000);
  });

  it.each([
    ['a JSON body', [], 'json'],
    ['a form', ['--sign-method', 'hmac-sha256'], 'form'],
    ['a form signed by HmacSHA1', ['--sign-method', 'hmac-sha1'], 'form'],
    ['multipart', ['--body-format', 'multipart'], 'multipart'],
    ['a GET', ['--http-method', 'get'], undefined],
    ['a GET signed by v1', ['--http-method', 'get', '--sign-method', 'hmac-sha256'], undefined],
  ])('as curl is a command that the sandbox accepts unchanged, with the body in a 0600 file: %s', async (_name, flags, ending) => {
    const media = ['--file', `ImageBase64=${join(folder, 'grey.jpg')}`, '--file', `VideoBase64=${join(folder, 'small.flv')}`];
    const argv = ['call', 'tencent', 'CompareFaceLiveness', ...media, '-p', 'LivenessType=SILENT', ...flags];
    const nowMs = () => fixedNowMs;
    let count = 0;
    const sandbox = await startSandbox({ port: 0, rateLimit: true, nowMs, uuid: () => `id-${count++}` });
    try {
      const { exitCode, out, err } = await run([...argv, '--endpoint', sandbox.url, '--save-dir', folder, '--dry-run=curl']);
      expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
      const bodyFile = /@([^']+)/.exec(out)?.[1];
      expect(bodyFile?.split('.').at(-1)).toBe(ending);
      if (bodyFile !== undefined) expect((await stat(bodyFile)).mode & 0o777).toBe(0o600);
      // A real shell splits the line. A stand-in for curl sends it, because not every machine has curl. test/system runs the real curl.
      const { stdout } = await promisify(execFile)('sh', ['-c', out], { env: { PATH: `${standInPath}:${process.env.PATH}` } });
      expect(JSON.parse(stdout).Response).toMatchObject({ Result: 'Success' });
    } finally {
      await sandbox.close();
    }
  });

  it('has the signature that the manual prints for its HmacSHA256 example, and names every stage as the manual does', async () => {
    const env = {
      TENCENTCLOUD_SECRET_ID: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE',
      TENCENTCLOUD_SECRET_KEY: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE',
    };
    const argv =
      'call tencent/cvm DescribeInstances --api-version 2017-03-12 --region ap-guangzhou -p InstanceIds:=["ins-09dx96dg"] -p Offset=0 -p Limit=20 --sign-method hmac-sha256 --http-method get --timestamp 1465185768 --nonce 11886 --dry-run=json';
    const { exitCode, out } = await run(argv.split(' '), { env });
    const shown = JSON.parse(out);
    expect(exitCode).toBe(0);
    expect(shown.signature).toBe('A8uy2/o7WBZXYCTWEFpMrVGhGBVlEGIOioeqRM+fzFs=');
    expect(Object.keys(shown.stages)).toEqual(['RequestString', 'SignatureOriginalString', 'SignatureString', 'EncodedSignatureString']);
    expect(shown.url).toMatch(/&Signature=A8uy2%2Fo7WBZXYCTWEFpMrVGhGBVlEGIOioeqRM%2BfzFs%3D$/);
    expect(out).not.toContain(env.TENCENTCLOUD_SECRET_KEY);
  });

  it('with HmacSHA1 shows media as type, size and digest in every stage', async () => {
    const { out } = await run([...compare, '--timestamp', '1551113065', '--nonce', '7', '--sign-method', 'hmac-sha1', '--dry-run']);
    expect(out.match(/ImageBase64=<image\/jpeg, 64655 bytes, sha256 /g)).toHaveLength(2);
    expect(out).toContain('"ImageBase64": "<image/jpeg, 64655 bytes, sha256 ');
    expect(out).not.toContain('sandbox-key');
    expect(out.length).toBeLessThan(4000);
  });

  it.each([
    [['--sign-method', 'hmac-sha1', '--nonce', '7']],
    [['--sign-method', 'hmac-sha256', '--http-method', 'get', '--nonce', '7']],
    [['--body-format', 'multipart']],
  ])('is the same twice with %j', async (flags) => {
    const argv = ['call', 'tencent', 'GetLivenessResult', '-p', 'SdkToken=abc', '--timestamp', '1551113065', ...flags, '--dry-run=http'];
    const first = await run(argv, { nowMs: () => 1, random: () => 0.1 });
    const second = await run(argv, { nowMs: () => 2, random: () => 0.9 });
    expect(first.exitCode).toBe(0);
    expect(first.outBytes.equals(second.outBytes)).toBe(true);
  });

  it('as http is the request itself: the signature and the length of the body are those of the JSON format', async () => {
    const json = JSON.parse((await run([...compare, '--timestamp', '1551113065', '--dry-run=json'])).out);
    const { outBytes } = await run([...compare, '--timestamp', '1551113065', '--dry-run=http']);
    const split = outBytes.indexOf('\r\n\r\n');
    expect(outBytes.subarray(0, split).toString()).toContain(`Authorization: ${json.headers.Authorization}`);
    expect(outBytes.length - split - 4).toBe(json.bodyBytes);
  });

  it('refuses what a call would refuse', async () => {
    const ran = await run(['compare', '--image', 'fixtures/empty.jpg', '--video', 'fixtures/selfie-3s.mp4', '--dry-run']);
    expect(ran).toMatchObject({ exitCode: 4, out: '', err: expect.stringContaining('fixtures/empty.jpg is empty') });
  });

  const getToken = ['call', 'tencent', 'GetLivenessResult', '-p', 'SdkToken=abc', '--timestamp', '1551113065'];

  it('is JSON or YAML with --json or -o, and can be queried', async () => {
    const wanted = (await run([...getToken, '--dry-run=json'])).out;
    for (const flags of [
      ['--dry-run', '--json'],
      ['-o', 'json', '--dry-run'],
      ['--dry-run=json', '-q'],
    ]) {
      expect((await run([...getToken, ...flags])).out, flags.join(' ')).toBe(wanted);
    }
    expect((await run([...getToken, '--dry-run', '-o', 'yaml'])).out).toMatch(/^method: POST$/m);
    expect((await run([...getToken, '--dry-run=json', '-o', 'yaml'])).out).toMatch(/^method: POST$/m);
    expect((await run([...getToken, '--dry-run', '--query', 'method'])).out).toBe('POST\n');
    expect((await run([...getToken, '--dry-run', '--json', '--query', 'method'])).out).toBe('"POST"\n');
  });

  it('keeps the format curl or http even with --json, and refuses to query these formats', async () => {
    expect((await run([...getToken, '--dry-run=http', '--json'])).out).toMatch(/^POST \/ HTTP\/1.1\r\n/);
    const asked = await run([...getToken, '--dry-run=http', '--query', 'method']);
    expect(asked).toMatchObject({ exitCode: 2, out: '' });
    expect(asked.err).toContain('--dry-run=json');
  });

  it('follows IDV_OUTPUT, but --dry-run=json takes precedence', async () => {
    const env = { TENCENTCLOUD_SECRET_ID: 'sandbox-id', TENCENTCLOUD_SECRET_KEY: 'sandbox-key', IDV_OUTPUT: 'yaml' };
    expect((await run([...getToken, '--dry-run'], { env })).out).toMatch(/^method: POST$/m);
    expect(JSON.parse((await run([...getToken, '--dry-run=json'], { env })).out).method).toBe('POST');
  });

  it.each([
    ['a command without a word', [...compare, '--dry-run', 'json']],
    ['a command with a word', ['liveness', 'result', '--dry-run', 'json']],
    ['before the command', ['--dry-run', 'json', ...compare]],
  ])('suggests --dry-run=json when the format is a separate word: %s', async (_name, argv) => {
    const { exitCode, out, err } = await run(argv);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
    expect(err).toContain('did you mean --dry-run=json?');
  });

  it('as curl reports a folder that cannot be written, and never replaces a file', async () => {
    const blocked = await run([...getToken, '--dry-run=curl'], { tempDir: join(folder, 'missing') });
    expect(blocked).toMatchObject({ exitCode: 4, out: '' });
    expect(blocked.err).toContain('--save-dir');
    const notAFolder = await run([...getToken, '--dry-run=curl', '--save-dir', join(folder, 'grey.jpg')]);
    expect(notAFolder).toMatchObject({ exitCode: 4, out: '' });
    expect(await run([...getToken, '--dry-run=curl', '--save-dir', ''])).toMatchObject({
      exitCode: 2,
      out: '',
      err: expect.stringContaining('--save-dir: is empty'),
    });

    const dir = join(folder, 'curl');
    const first = await run([...getToken, '--dry-run=curl', '--save-dir', dir]);
    expect(first.exitCode).toBe(0);
    expect(await run([...getToken, '--dry-run=curl', '--save-dir', dir])).toEqual(first);
    const file = /@([^']+)/.exec(first.out)?.[1] ?? '';
    await writeFile(file, 'somebody else’s');
    const taken = await run([...getToken, '--dry-run=curl', '--save-dir', dir]);
    expect(taken).toMatchObject({ exitCode: 4, out: '' });
    expect(taken.err).toContain('already exists');
    expect(await readFile(file, 'utf8')).toBe('somebody else’s');
  });

  it.each([
    ['tc3', 'CanonicalRequest'],
    ['hmac-sha256', 'RequestString'],
  ])('of a GET with %s shows media as notes in text and JSON, and the real signature', async (signMethod, stage) => {
    const grey = greyImage();
    const shape = ['--sign-method', signMethod, '--http-method', 'get', '--nonce', '7'];
    const argv = ['call', 'tencent', 'X', '--api-version', '2018-03-01', '--file', `Photo=${join(folder, 'grey.jpg')}`, ...shape];
    const note = `Photo=<image/jpeg, ${grey.length} bytes, sha256 `;
    const base64 = grey.toString('base64').slice(0, 24);
    const text = await run([...argv, '--timestamp', '1551113065', '--dry-run']);
    expect(text.exitCode).toBe(0);
    expect(text.out).toMatch(new RegExp(`^GET /\\?.*${note}`, 'm'));
    expect(text.out).not.toContain(base64);
    const { out } = await run([...argv, '--timestamp', '1551113065', '--dry-run=json']);
    const shown = JSON.parse(out);
    expect(out).not.toContain(base64);
    expect(shown.url).toContain(note);
    expect(shown.stages[stage]).toContain(note);
    const http = (await run([...argv, '--timestamp', '1551113065', '--dry-run=http'])).out;
    expect(http).toContain(`Photo=${encodeURIComponent(grey.toString('base64')).slice(0, 24)}`);
    expect(http).toContain(signMethod === 'tc3' ? `Signature=${shown.signature}` : `Signature=${encodeURIComponent(shown.signature)}`);
  });

  it.each([
    ['tc3', 'post'],
    ['tc3', 'get'],
    ['hmac-sha1', 'post'],
    ['hmac-sha1', 'get'],
  ])('with %s %s masks the session token in text and JSON; curl and http contain it, with a notice', async (signMethod, httpMethod) => {
    const token = 'session-token-0123456789';
    const env = { TENCENTCLOUD_SECRET_ID: 'sandbox-id', TENCENTCLOUD_SECRET_KEY: 'sandbox-key', TENCENTCLOUD_TOKEN: token };
    const argv = [
      ...getToken,
      '--sign-method',
      signMethod,
      '--http-method',
      httpMethod,
      '--nonce',
      '7',
      '--save-dir',
      join(folder, 'token'),
    ];
    for (const format of ['text', 'json']) {
      const { exitCode, out, err } = await run([...argv, `--dry-run=${format}`], { env });
      expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
      expect(out).not.toContain(token);
      expect(out).toContain('<masked>');
    }
    const http = await run([...argv, '--dry-run=http'], { env });
    expect(http.out).toContain(token);
    expect(http.err).toContain('session token');
    expect((await run([...argv, '--dry-run=curl'], { env })).err).toContain('session token');
  });

  it('refuses a body of the user with GET', async () => {
    const body = ['--body', 'test/vectors/describe-instances.json', '--http-method', 'get', '--dry-run'];
    const { exitCode, out, err } = await run(['call', 'tencent', 'GetLivenessResult', ...body]);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
    expect(err).toContain('--http-method post');
  });
});
