import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';
import { scriptedTransport, success } from '../support/scripted-transport.ts';
import { errorOf } from '../support/standard-error.ts';

const env = { TENCENTCLOUD_SECRET_ID: 'AKIDenv', TENCENTCLOUD_SECRET_KEY: 'k' };
const picture = { status: 200, headers: {}, body: Buffer.from([0xff, 0xd8, 0xff, 0xe0]) };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idv-allow-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Reads a result whose picture is at `Url`, and saves the picture. */
async function saved(Url: string, ...more: readonly string[]) {
  const answer = success({ Result: '0', Description: 'Success', BestFrame: { Url, MD5: null, Size: 4 } });
  const transport = scriptedTransport([answer, picture]);
  const runtime = memoryRuntime({ env, openTransport: async () => transport });
  const dir = await mkdtemp(join(folder, 'out-'));
  const exitCode = await main(['liveness', 'result', 'token', '--save-dir', dir, '--json', ...more], runtime, '0.0.0');
  return { exitCode, err: runtime.err(), out: runtime.out(), files: await readdir(dir), requests: transport.requests };
}

describe('a picture of an answer', () => {
  it.each([
    ['https://b.cos.ap-singapore.myqcloud.com/x', []],
    ['https://files.example.com/x', ['--allow-host', 'files.example.com']],
    ['https://files.example.com:8443/x', ['--allow-host', 'other.example,Files.Example.com']],
  ])('at %s is downloaded with %j', async (url, flags) => {
    const ran = await saved(url, ...flags);
    expect(ran).toMatchObject({ exitCode: 0, files: ['best-frame.jpg'] });
  });

  it.each([
    ['https://files.example.com/x', []],
    ['https://evil.example.com/x', ['--allow-host', 'files.example.com']],
    ['https://10.0.0.1/x', ['--allow-host', '10.0.0.1']],
    ['https://localhost./x', []],
  ])('at %s is not downloaded with %j: the verdict is printed, and no connection is opened', async (url, flags) => {
    const ran = await saved(url, ...flags);
    expect(ran).toMatchObject({ exitCode: 23, files: [] });
    expect(JSON.parse(ran.out).verdict).toBe('pass');
    expect(errorOf(ran.err)).toMatchObject({ code: 'file-url', requestId: 'r-1', retryable: false });
    expect(ran.requests).toHaveLength(1);
  });

  it.each(['https://files.example.com', 'files.example.com:443', 'a b', 'files.example.com,', 'localhost', '*'])(
    'is not downloaded with the wrong flag --allow-host %j, which is a usage error',
    async (hosts) => {
      const ran = await saved('https://files.example.com/x', '--allow-host', hosts);
      expect(ran.exitCode).toBe(2);
      expect(ran.err).toContain('--allow-host');
      expect(ran.requests).toEqual([]);
    },
  );
});
