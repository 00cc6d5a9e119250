import { describe, expect, it } from 'vitest';
import { startProgress } from '../../../src/cli/show/progress.ts';
import { memoryRuntime } from '../../support/memory-runtime.ts';

/** A clock that the test moves, and a terminal that records what is written. */
function moved({ env = {}, columns }: { env?: Record<string, string>; columns?: number } = {}) {
  const written: string[] = [];
  let nowMs = 0;
  const running = new Set<{ everyMs: number; work: () => void }>();
  const runtime = memoryRuntime({
    env,
    stderr: { write: (text) => void written.push(String(text)), finish: async () => undefined, isTTY: columns !== undefined, columns },
    nowMs: () => nowMs,
    every: (everyMs, work) => {
      const timer = { everyMs, work };
      running.add(timer);
      return () => void running.delete(timer);
    },
  });
  const pass = (seconds: number): void => {
    for (let second = 0; second < seconds; second += 1) {
      nowMs += 1000;
      for (const { everyMs, work } of running) if (nowMs % everyMs === 0) work();
    }
  };
  return { runtime, written, pass, running };
}

const runningExchange = { timeoutMs: 60_000, sentBytes: () => 4.1 * 2 ** 20 };

describe('the spinner', () => {
  it.each([0, undefined])('does not start on a terminal %s columns wide', async (columns) => {
    const runtime = memoryRuntime({ stderr: { write: () => undefined, finish: async () => undefined, isTTY: true, columns } });
    const progress = await startProgress(runtime, 'waiting', { color: true }, runningExchange);
    expect(progress.animated).toBe(false);
    progress.stop();
  });
});

describe('progress without an animation', () => {
  it.each([
    ['a pipe', {}],
    ['CI', { env: { CI: 'true' }, columns: 80 }],
    ['a dumb terminal', { env: { TERM: 'dumb' }, columns: 80 }],
  ])('is one line every ten seconds with the time, the sent bytes and the time-out: %s', async (_, world) => {
    const { runtime, written, pass, running } = moved(world);
    const progress = await startProgress(runtime, 'CompareFaceLiveness at HOST', { color: true }, runningExchange);
    pass(9);
    expect(written).toEqual([]);
    pass(16);
    const line = (seconds: number) => `CompareFaceLiveness at HOST: ${seconds} s, 4.1 MB sent, time-out 60 s\n`;
    expect(written).toEqual([line(10), line(20)]);
    progress.stop();
    expect(running.size).toBe(0);
  });

  it('prints no lines of its own after a caller has updated it', async () => {
    const { runtime, written, pass } = moved();
    const progress = await startProgress(runtime, 'waiting', { color: true }, runningExchange);
    progress.update('waiting 3 s');
    pass(30);
    progress.notice('a notice');
    expect(written).toEqual(['a notice\n']);
  });

  it('prints nothing with --quiet, and no bytes before any were sent', async () => {
    const { runtime, written, pass } = moved();
    (await startProgress(runtime, 'waiting', { color: true, quiet: true }, runningExchange)).notice('x');
    pass(30);
    expect(written).toEqual([]);
    await startProgress(runtime, 'connecting', { color: true }, { ...runningExchange, sentBytes: () => 0 });
    pass(10);
    expect(written).toEqual(['connecting: 10 s, time-out 60 s\n']);
  });
});
