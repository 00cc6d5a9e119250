import { describe, expect, it } from 'vitest';
import { startProgress } from '../../../src/cli/show/progress.ts';
import { memoryRuntime } from '../../support/memory-runtime.ts';

describe('the spinner', () => {
  it.each([0, undefined])('does not turn on a terminal %s columns wide', async (columns) => {
    const runtime = memoryRuntime({ stderr: { write: () => undefined, finish: async () => undefined, isTTY: true, columns } });
    const progress = await startProgress(runtime, 'waiting', { color: true });
    expect(progress.animated).toBe(false);
  });
});
