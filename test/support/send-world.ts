import type { SendContext } from '../../src/app/send.ts';
import { fixedNowMs } from './memory-runtime.ts';
import { type Step, scriptedTransport } from './scripted-transport.ts';

/** Everything that a call is sent with: answers in order, a clock that stands, counted nonces, and what was slept and said. */
export function sendWorld(steps: readonly Step[], overrides: Partial<SendContext> = {}) {
  const transport = scriptedTransport(steps);
  const slept: number[] = [];
  const notices: string[] = [];
  let nonces = 0;
  const context: SendContext = {
    transport,
    nowMs: () => fixedNowMs,
    random: () => 0.5,
    nonce: () => `nonce-${nonces++}`,
    sleep: async (ms) => void slept.push(ms),
    notice: (text) => void notices.push(text),
    fixed: {},
    retries: 2,
    options: { timeoutMs: 1000, connectTimeoutMs: 1000, maxResponseBytes: 1000 },
    ...overrides,
  };
  return { transport, slept, notices, context };
}
