import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import type { Runtime } from '../../src/runtime.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { fixedNowMs, memoryRuntime } from '../support/memory-runtime.ts';

const { sign3 } = createRequire(import.meta.url)('tencentcloud-sdk-nodejs-intl-en/tencentcloud/common/sign.js') as {
  sign3(request: Record<string, unknown>): string;
};
const compare = ['compare', '--image', 'fixtures/portrait.jpg', '--video', 'fixtures/selfie-3s.mp4'];
const standInPath = join(import.meta.dirname, '..', 'support', 'path');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idv-dry-'));
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

  it('prints the manual’s signature for the manual’s request', async () => {
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

  it('shows media as type, size and digest in text, and the secret nowhere', async () => {
    const { out } = await run([...compare, '--timestamp', '1551113065', '--dry-run']);
    expect(out).toContain('<image/jpeg, 64655 bytes, sha256 ');
    for (const stage of ['CanonicalRequest', 'StringToSign', 'DerivedKeyLengths', 'Signature', 'Authorization'])
      expect(out).toContain(`--- ${stage}\n`);
    expect(out).not.toContain('sandbox-key');
    expect(out.length).toBeLessThan(4000);
  });

  it('as curl is a command that the sandbox accepts as it stands, its body in a 0600 file', async () => {
    const nowMs = () => fixedNowMs;
    let count = 0;
    const sandbox = await startSandbox({ port: 0, rateLimit: true, nowMs, uuid: () => `id-${count++}` });
    try {
      const { exitCode, out } = await run([...compare, '--endpoint', sandbox.url, '--save-dir', folder, '--dry-run=curl']);
      expect(exitCode).toBe(0);
      const [, bodyFile = ''] = /@([^']+)/.exec(out) ?? [];
      expect((await stat(bodyFile)).mode & 0o777).toBe(0o600);
      // A real shell splits the line, and a stand-in for curl sends it: not every machine has one. test/system runs the real one.
      const { stdout } = await promisify(execFile)('sh', ['-c', out], { env: { PATH: `${standInPath}:${process.env.PATH}` } });
      expect(JSON.parse(stdout).Response).toMatchObject({ Result: 'Success' });
    } finally {
      await sandbox.close();
    }
  });

  it('as http is the request itself: its body hashes to what was signed', async () => {
    const json = JSON.parse((await run([...compare, '--timestamp', '1551113065', '--dry-run=json'])).out);
    const { outBytes } = await run([...compare, '--timestamp', '1551113065', '--dry-run=http']);
    const split = outBytes.indexOf('\r\n\r\n');
    expect(outBytes.subarray(0, split).toString()).toContain(`Authorization: ${json.headers.Authorization}`);
    expect(outBytes.length - split - 4).toBe(json.bodyBytes);
  });

  it('refuses what a call would refuse', async () => {
    expect((await run(['compare', '--image', 'fixtures/empty.jpg', '--video', 'fixtures/selfie-3s.mp4', '--dry-run'])).exitCode).toBe(4);
  });
});
