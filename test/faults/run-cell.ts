import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { Transport } from '../../src/core/http.ts';
import { createTransport } from '../../src/http/transport.ts';
import { main } from '../../src/main.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';
import { endingOf } from './expected.ts';
import { startFaultServer } from './fault-server.ts';
import { type Fault, goodAnswer } from './fault-table.ts';
import type { Kind } from './kinds.ts';

/** One fault on one request of one command. If it `lasts`, every attempt meets it, otherwise only the first. */
export interface Cell {
  kind: Kind;
  /** The index of the request that meets the fault. */
  step: number;
  fault: Fault;
  lasts: boolean;
}

/** Parts of secrets, which idv must never print. */
export const canaries = ['CANARY-SECRET', 'CANARY-TOKEN'];

const env = {
  TENCENTCLOUD_SECRET_ID: 'AKIDfaults',
  TENCENTCLOUD_SECRET_KEY: `${canaries[0]}-tencent`,
  TENCENTCLOUD_TOKEN: `${canaries[1]}-tencent`,
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAIfaults',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: `${canaries[0]}-aliyun`,
  ALIBABA_CLOUD_SECURITY_TOKEN: `${canaries[1]}-aliyun`,
};

/** An origin at which nothing listens. */
const closedOrigin = 'http://127.0.0.1:1';

/** A transport whose connections are refused while `isGone()` is true. */
const leadingAstray = (transport: Transport, origin: string, isGone: () => boolean): Transport => ({
  ...transport,
  send: (request, options) =>
    transport.send(
      isGone() ? { ...request, url: request.url.replace(origin, closedOrigin) } : request,
      isGone() ? { ...options, maxIdleMs: 0 } : options,
    ),
});

/** Runs a cell to its end. Time is virtual: when the server stalls an exchange, its time-out passes at once. */
export async function runCell({ kind, step: faulty, fault, lasts }: Cell) {
  const root = mkdtempSync(join(tmpdir(), 'idv-cell-'));
  const saved = join(root, 'saved');
  const controller = new AbortController();
  const arrivals = kind.requests.map(() => 0);
  let step = 0;
  let met = 0;
  // Some faults count as a success, for example a page with status 200 from a store. Then the next request follows.
  const isTaken = endingOf(fault, kind.requests[faulty]?.role ?? 'read').exitCode === 0;
  const meets = (): boolean => step === faulty && (lasts || met === 0);
  const server = await startFaultServer(
    (_number, { head, body }) => {
      const good = kind.requests[step]?.answer(server.origin) ?? { body: Buffer.alloc(0), type: 'text/plain' };
      arrivals[step] = (arrivals[step] ?? 0) + 1;
      if (!meets()) {
        step += 1;
        return { bytes: goodAnswer(good), next: 'keep' };
      }
      met += 1;
      if (isTaken) step += 1;
      return fault.deed(good, `${head} ${body}`);
    },
    { stalled: () => vi.advanceTimersByTime(60_000), signalled: (name) => controller.abort(name) },
  );
  const isGone = (): boolean => fault.is === 'unsent' && meets();
  const runtime = memoryRuntime({
    env,
    tempDir: root,
    signal: controller.signal,
    openTransport: async () =>
      leadingAstray(createTransport({ env: {}, nodeVersion: process.versions.node, userAgent: 'idv/0' }), server.origin, isGone),
  });
  const argv = kind.argv.map((word) => (word === 'SAVE' ? saved : word));
  const exitCode = await main([...argv, '--json', '--endpoint', server.origin], runtime, '0.0.0');
  await server.close();
  const files = readdirSync(root, { recursive: true }).map(String);
  rmSync(root, { recursive: true, force: true });
  return { exitCode, out: runtime.out(), err: runtime.err(), arrivals, files };
}
