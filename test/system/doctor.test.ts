import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

const idv = join(import.meta.dirname, '..', '..', 'bin', 'idv.js');
const secret = 'b4dS3cretThatNobodyMayEverSee0123456';
const key = { TENCENTCLOUD_SECRET_ID: 'AKIDexample12345678', TENCENTCLOUD_SECRET_KEY: secret };

async function homeFolder(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'idv-built-doctor-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  return home;
}

async function doctor(args: readonly string[], env: Record<string, string>, home: string) {
  const child = spawn(process.execPath, [idv, 'doctor', ...args], {
    cwd: home,
    env: { PATH: process.env.PATH, HOME: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    texts.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    texts.err += chunk;
  });
  const [exitCode] = await once(child, 'close');
  expect(texts.out + texts.err).not.toContain(secret);
  return { exitCode, ...texts };
}

/** A port that sends this answer to every connection. */
async function answering(answer: string): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => undefined).once('data', () => socket.end(answer)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

describe('the built doctor', () => {
  it('finds nothing wrong with the sandbox', async () => {
    const { exitCode, out, err } = await doctor(['--sandbox'], {}, await homeFolder());
    expect(out).toMatch(/^nothing wrong found\n/);
    expect(out).toMatch(/^ok +127\.0\.0\.1:\d+ +TCP \d+ ms$/m);
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: 'sandbox: no face was compared\n' });
  });

  it('uses the proxy of the environment, and names the proxy when it refuses', async () => {
    const port = await answering('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="x"\r\n\r\n');
    const env = { ...key, HTTPS_PROXY: `http://127.0.0.1:${port}` };
    const { exitCode, out } = await doctor(['tencent'], env, await homeFolder());
    expect(exitCode).toBe(40);
    expect(out).toMatch(new RegExp(`^Tencent Cloud, faceid\\.intl\\.tencentcloudapi\\.com:443: the proxy 127\\.0\\.0\\.1:${port} `));
    expect(out.split('\n')[1]).toMatch(/^→ give them in HTTPS_PROXY=/);
  });

  it('names a host that does not answer with TLS', async () => {
    const port = await answering('220 mail.example ESMTP\r\n');
    const { exitCode, out } = await doctor(['tencent', '--endpoint', `https://127.0.0.1:${port}`], key, await homeFolder());
    expect(exitCode).toBe(40);
    expect(out).toContain('TLS handshake failed');
  });

  it('names a file of mode 0666 with ~ in place of the home folder', async () => {
    const home = await homeFolder();
    const path = join(home, '.faceidrc');
    await writeFile(path, `profiles:\n  work: { provider: tencent, secretId: AKIDexample12345678, secretKey: ${secret} }\n`);
    await chmod(path, 0o666);
    const { exitCode, out } = await doctor([], {}, home);
    expect(exitCode).toBe(40);
    expect(out).toMatch(/^~\/\.faceidrc: contains a secret and can be read by others \(mode 0666, yours\)\n→ chmod 600 ~\/\.faceidrc\n/);
    expect(out).not.toContain(home);
  });
});
