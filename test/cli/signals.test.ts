import { describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';

const compare = ['compare', '--image', '-', '--video', 'fixtures/selfie-3s.mp4', '--sandbox'];

describe('a signal', () => {
  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
  ])('%s ends a command that waits for input which never ends', async (name, exitCode) => {
    const controller = new AbortController();
    const readStdin = (): Promise<Buffer> => {
      controller.abort(name);
      return new Promise(() => undefined);
    };
    const runtime = memoryRuntime({ signal: controller.signal, readStdin });
    expect(await main(compare, runtime, '0.0.0')).toBe(exitCode);
    expect(runtime.out()).toBe('');
  });

  it('takes precedence over an error that it causes', async () => {
    const controller = new AbortController();
    const readStdin = async (): Promise<Buffer> => {
      controller.abort('SIGTERM');
      throw new Error('interrupted');
    };
    expect(await main(compare, memoryRuntime({ signal: controller.signal, readStdin }), '0.0.0')).toBe(143);
  });
});
