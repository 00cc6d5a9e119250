import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { get } from 'node:https';
import { dirname } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { main } from '../../src/main.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';

/** Runs the sandbox until it has printed its address, and then interrupts it. */
async function served(...flags: string[]): Promise<{ exitCode: number; out: string; err: string }> {
  const controller = new AbortController();
  const runtime = memoryRuntime({ signal: controller.signal });
  const { write } = runtime.stdout;
  runtime.stdout.write = (data) => {
    write(data);
    controller.abort('SIGINT');
  };
  const exitCode = await main(['sandbox', ...flags], runtime, '0.0.0');
  return { exitCode, out: runtime.out(), err: runtime.err() };
}

describe('idv sandbox', () => {
  it('prints its address in every format', async () => {
    expect((await served()).out).toMatch(/^sandbox on http:\/\/127\.0\.0\.1:\d+\n/);
    expect((await served('--json')).out).toMatch(/^\{"url":"http.*\}\n$/);
    expect((await served('-o', 'yaml')).out).toMatch(/^url: http/);
    expect((await served('-o', 'table')).out).toMatch(/^url +http/);
    expect((await served('--query', 'url')).out).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/);
  });

  it('ends when the query does not fit', async () => {
    expect(await served('--query', 'abs(url)')).toMatchObject({
      exitCode: 2,
      out: '',
      err: expect.stringContaining('the expression does not fit this result'),
    });
  });

  it.each(['', 'x', '-1', '65536', '1.5'])('refuses the port %j', async (port) => {
    const { exitCode, err } = await served(`--port=${port}`);
    expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining(`--port: '${port}' is not valid`) });
  });
});

/** Runs the sandbox until `use` has finished. */
async function servedFor(flags: readonly string[], use: (facts: Record<string, string>) => Promise<void>) {
  const controller = new AbortController();
  // The certificate is checked with the real clock.
  const runtime = memoryRuntime({ signal: controller.signal, nowMs: Date.now });
  const started = new Promise<Record<string, string>>((resolve) => {
    const { write } = runtime.stdout;
    runtime.stdout.write = (data) => {
      write(data);
      resolve(JSON.parse(String(data)));
    };
  });
  const ended = main(['sandbox', '--json', ...flags], runtime, '0.0.0');
  try {
    await use(await started);
  } finally {
    controller.abort('SIGINT');
  }
  return { exitCode: await ended, err: runtime.err() };
}

describe('idv sandbox --verbose', () => {
  it('logs each request as one line of JSON, without its query', async () => {
    const { err, exitCode } = await servedFor(['-v'], async ({ url }) => {
      await fetch(`${url}/_sandbox/clock?token=secret`);
      await fetch(`${url}/?Action=CompareFace&AccessKeyId=sandbox-id&Version=2019-12-30&Signature=x`);
    });
    const messages = err
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).notice.message);
    expect(exitCode).toBe(0);
    expect(messages[0]).toMatch(/^\d\d:\d\d:\d\d GET \/_sandbox\/clock 200$/);
    expect(messages[1]).toMatch(/^\d\d:\d\d:\d\d GET \/ 400 CompareFace SignatureDoesNotMatch, request id [0-9A-F-]{36}$/);
  });

  it('logs nothing without the flag', async () => {
    const { err } = await servedFor([], async ({ url }) => {
      await fetch(`${url}/_sandbox/clock`);
    });
    expect(err).toBe('');
  });
});

describe('idv sandbox --tls', () => {
  it('prints the file of its certificate authority, and removes the file at the end', async () => {
    let file = '';
    const { exitCode } = await servedFor(['--tls'], async ({ url, ca = '' }) => {
      file = ca;
      expect(await readFile(ca, 'utf8')).toMatch(/^-----BEGIN CERTIFICATE-----/);
      const status = await new Promise((resolve, reject) => {
        const sent = get(`${String(url).replace('http:', 'https:')}/`, { ca: readFileSync(ca) }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        sent.once('error', reject);
      });
      expect(status).toBe(200);
    });
    expect(exitCode).toBe(0);
    expect(existsSync(dirname(file))).toBe(false);
  });
});

it('idv sandbox exits with 0 after Ctrl-C, even if its files are removed slowly', async () => {
  const controller = new AbortController();
  const { fs } = memoryRuntime({});
  const slow: typeof fs.rm = async (...given) => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    return fs.rm(...given);
  };
  const runtime = memoryRuntime({ signal: controller.signal, fs: { ...fs, rm: slow, unlink: async (path) => slow(path, {}) } });
  const running = main(['sandbox', '--tls', '--json'], runtime, '0.0.0');
  await vi.waitFor(() => expect(runtime.out()).toContain('"ca"'), { timeout: 20_000 });
  controller.abort('SIGINT');
  expect(await running).toBe(0);
  expect(existsSync(dirname(JSON.parse(runtime.out()).ca))).toBe(false);
});

describe('idv sandbox outcomes', () => {
  const run = async (...words: string[]) => {
    const runtime = memoryRuntime();
    const exitCode = await main(['sandbox', 'outcomes', ...words], runtime, '0.0.0');
    return { exitCode, out: runtime.out(), err: runtime.err() };
  };

  it.each([
    [['faceid', 'result'], '1002', 'below-threshold'],
    [['GetFaceIdResultIntl'], '1002', 'below-threshold'],
    [['vision', 'compare'], 'below-threshold', '1002'],
  ])('for %j lists only the outcomes of that command', async (words, own, other) => {
    const { exitCode, out } = await run(...words);
    const names = out.split('\n').map((line) => line.split(' ')[0]);
    expect(exitCode).toBe(0);
    expect(names).toContain(own);
    expect(names).not.toContain(other);
    expect((await run()).out.split('\n').length).toBeGreaterThan(names.length);
  });

  it('suggests a command when the given command is unknown', async () => {
    expect(await run('faceid', 'reslt')).toMatchObject({ exitCode: 2, err: expect.stringContaining('did you mean faceid result') });
    expect(await run('sandbox')).toMatchObject({ exitCode: 2, err: expect.stringContaining('idv actions lists the commands') });
  });
});

describe('standard input', () => {
  const photo = '--file ImageDataA=-';
  it.each([[`${photo} --file ImageDataB=-`], ['--body - --file ImageDataA=-']])('is not read twice: %s', async (flags) => {
    const runtime = memoryRuntime({ stdin: Buffer.from('x') });
    expect(await main(['call', 'aliyun/facebody', 'CompareFace', ...flags.split(' ')], runtime, '0.0.0')).toBe(2);
    expect(runtime.err()).toContain('standard input is read twice');
  });
});
