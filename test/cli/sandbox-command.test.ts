import { describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';

/** Serves until it has said where, and is then interrupted. */
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
  it('says where it is in every format', async () => {
    expect((await served()).out).toMatch(/^sandbox on http:\/\/127\.0\.0\.1:\d+\n/);
    expect((await served('--json')).out).toMatch(/^\{"url":"http.*\}\n$/);
    expect((await served('-o', 'yaml')).out).toMatch(/^url: http/);
    expect((await served('-o', 'table')).out).toMatch(/^url +http/);
    expect((await served('--query', 'url')).out).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/);
  });

  it('ends where its query fits nothing, and serves no longer', async () => {
    expect(await served('--query', 'abs(url)')).toMatchObject({ exitCode: 2, out: '' });
  });

  it.each(['', 'x', '-1', '65536', '1.5'])('takes no port of %j', async (port) => {
    const { exitCode, err } = await served(`--port=${port}`);
    expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining('--port: does not take') });
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
