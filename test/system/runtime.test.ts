import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
const idv = join(root, 'bin', 'idv.js');
const compare = ['compare', '--image', join(root, 'fixtures', 'portrait.jpg'), '--video', join(root, 'fixtures', 'selfie-3s.mp4')];
const keys = {
  TENCENTCLOUD_SECRET_ID: 'sandbox-id',
  TENCENTCLOUD_SECRET_KEY: 'sandbox-key',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'another-key',
  IDV_TIMEOUT: '50',
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idv-runtime-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const env = (more: Record<string, string> = {}) => ({ PATH: process.env.PATH, HOME: folder, ...keys, ...more });

/** A program that writes its arguments and its environment into a file, and then prints `said`. */
async function recorder(name: string, said = ''): Promise<{ path: string; record: () => Promise<string> }> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n{ echo "$@"; env; } > ${path}.part\nmv ${path}.part ${path}.record\necho '${said}'\n`);
  await chmod(path, 0o755);
  const record = async (): Promise<string> => {
    // idv does not wait for the opener.
    for (;;) {
      const text = await readFile(`${path}.record`, 'utf8').catch(() => undefined);
      if (text !== undefined) return text;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return { path, record };
}

describe('another program that idv runs', () => {
  it('to get the key sees no key of the environment', async () => {
    const { path, record } = await recorder('helper', '{"secretId":"sandbox-id","secretKey":"sandbox-key"}');
    const config = join(folder, 'config.json');
    await writeFile(config, JSON.stringify({ profiles: { vault: { provider: 'tencent', credentialProcess: path } } }), { mode: 0o600 });
    await run('node', [idv, ...compare, '--config-file', config, '--profile', 'vault', '--dry-run'], { env: env() });
    expect(await record()).toContain(`HOME=${folder}`);
    expect(await record()).not.toMatch(/TENCENTCLOUD|ALIBABA_CLOUD|IDV_|sandbox-key|another-key/);
  });

  it('to open a page sees no key either, and gets a URL', async () => {
    const { path, record } = await recorder('xdg-open');
    const more = { PATH: `${folder}${delimiter}${process.env.PATH}` };
    await run('node', [idv, 'web', 'token', '--redirect-url', 'https://shop.example/', '--sandbox', '--open'], { env: env(more) });
    expect(path).toContain('xdg-open');
    expect((await record()).split('\n')[0]).toMatch(/^https?:\/\/\S+$/);
    expect(await record()).not.toMatch(/TENCENTCLOUD|ALIBABA_CLOUD|IDV_|sandbox-key|another-key/);
  });
});

it('every request contains the version of idv', async () => {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const agents: unknown[] = [];
  const picture = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
  const server = createServer((request, response) => {
    agents.push(request.headers['user-agent']);
    const { port } = server.address() as AddressInfo;
    if (request.method === 'GET') return response.end(picture);
    const BestFrame = { Url: `http://127.0.0.1:${port}/best`, MD5: null, Size: picture.length };
    const fields = { Result: '0', Description: 'Success', BestFrame, RequestId: 'r-1' };
    response.setHeader('Content-Type', 'application/json');
    request.resume().on('end', () => response.end(JSON.stringify({ Response: fields })));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const words = ['liveness', 'result', 'token', '--endpoint', endpoint, '--save-dir', join(folder, 'saved')];
  await run('node', [idv, ...words], { env: env() });
  server.close();
  expect(agents).toEqual([`idv/${version}`, `idv/${version}`]);
});

describe('the runtime', () => {
  /** The output of a line of JavaScript that can use the built `nodeRuntime`. */
  const evaluated = async (line: string, more: Record<string, string> = {}): Promise<{ out: string; err: string }> => {
    const script = `const { nodeRuntime } = require(${JSON.stringify(join(root, 'bin', 'load.js'))}).loader()('main.js'); ${line}`;
    const { stdout, stderr } = await run('node', ['-e', script], { env: env(more) });
    return { out: stdout.trim(), err: stderr };
  };

  it.each([
    [1000, {}, 'timeout:1 attempts:1'],
    [10_000, {}, 'undefined'],
    [10_000, { RES_OPTIONS: 'ndots:3' }, 'ndots:3'],
    [1000, { RES_OPTIONS: 'ndots:3' }, 'ndots:3 timeout:1 attempts:1'],
  ])('with a limit of %i ms and %j gives the resolver the options %s', async (limitMs, more, options) => {
    const line = `nodeRuntime('0').openTransport(undefined, ${limitMs}).then(() => console.log(process.env.RES_OPTIONS))`;
    expect((await evaluated(line, more as Record<string, string>)).out).toBe(options);
  });

  it('suppresses the warning of Node that certificates are not checked, because idv checks them', async () => {
    const line = `nodeRuntime('0').openTransport(undefined, 1000).then(() => require('node:tls').connect(1, '127.0.0.1').on('error', () => console.log('done')))`;
    expect(await evaluated(line, { NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toEqual({ out: 'done', err: '' });
  });
});
