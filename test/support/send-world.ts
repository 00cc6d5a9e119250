import type { World } from '../../src/app/call/world.ts';
import type { RequestShape, Vendor } from '../../src/vendors/vendor.ts';
import { fixedNowMs } from './memory-runtime.ts';
import { type Step, scriptedTransport } from './scripted-transport.ts';

/** Everything that a call needs: answers in order, a clock that stands still, numbered nonces, and records of rests and notices. */
export function sendWorld(vendor: Vendor, shape: RequestShape, steps: readonly Step[], overrides: Partial<World> = {}) {
  const transport = scriptedTransport(steps);
  const slept: number[] = [];
  const notices: string[] = [];
  let nonces = 0;
  const notice = (text: string): void => void notices.push(text);
  const activity = { animated: false, update: () => undefined, notice, stop: () => undefined };
  const world: World = {
    route: { vendor, shape, region: undefined, answerFormat: 'json', endpoint: undefined },
    credentials: { id: 'sandbox-id', secret: 'sandbox-key' },
    transport,
    nowMs: () => fixedNowMs,
    random: () => 0.5,
    uuid: () => `nonce-${nonces++}`,
    sleep: async (ms) => void slept.push(ms),
    every: () => () => undefined,
    progress: { sent: false },
    runningExchange: { timeoutMs: 1000, sentBytes: () => 0 },
    notice,
    beginActivity: async () => activity,
    fixed: {},
    retries: 2,
    paidIdleMs: 0,
    allowedHosts: [],
    asked: { threshold: undefined, checks: [] },
    sendOptions: { timeoutMs: 1000, connectTimeoutMs: 1000, maxResponseBytes: 1000 },
    ...overrides,
  };
  return { transport, slept, notices, world, activity };
}
