// Makes COUNT calls with idv's own `call`, IN_FLIGHT at a time, from files to verdicts, in the memory that a batch uses; no results are
// saved: idv-calls.mjs IMAGE VIDEO PORT COUNT IN_FLIGHT. Bundled before it is run.
import { buffersForRow, idleFileBytes } from '../../src/app/batch/manifest/file-buffers.ts';
import { rootedIo } from '../../src/app/batch/manifest/media-root.ts';
import { call } from '../../src/app/call/call.ts';
import { callOf } from '../../src/app/call/plan.ts';
import { readInput } from '../../src/app/input/read-input.ts';
import { mediaIo } from '../../src/app/input/read-value.ts';
import { createBufferPool } from '../../src/core/buffer-pool.ts';
import { nodeRuntime } from '../../src/runtime.ts';
import { compareFaceLiveness } from '../../src/vendors/tencent/actions/compare-face-liveness.ts';
import { tencent } from '../../src/vendors/tencent/vendor.ts';

const [image, video, port, count, inFlight] = process.argv.slice(2);
const runtime = nodeRuntime('bench');
const transport = await runtime.openTransport(undefined, 10_000);
const world = {
  route: { vendor: tencent, region: undefined, shape: tencent.shapes[0], answerFormat: 'json', endpoint: `http://127.0.0.1:${port}` },
  credentials: { id: 'sandbox-id', secret: 'sandbox-key' },
  transport,
  bodies: createBufferPool(64 * 2 ** 20),
  sendOptions: { timeoutMs: 60_000, connectTimeoutMs: 10_000, maxResponseBytes: 2 ** 24 },
  paidIdleMs: 2000,
  retries: 0,
  allowedHosts: [],
  fixed: {},
  asked: { threshold: undefined, checks: [] },
  progress: { sent: false },
  runningExchange: { timeoutMs: 60_000, sentBytes: () => 0 },
  notice: () => undefined,
  nowMs: runtime.nowMs,
  random: runtime.random,
  uuid: runtime.uuid,
  sleep: runtime.sleep,
  every: runtime.every,
  beginActivity: async () => ({ animated: true, update: () => undefined, notice: () => undefined, stop: () => undefined }),
};
const files = createBufferPool(idleFileBytes);
let left = Number(count);

async function calls() {
  while (left > 0) {
    left -= 1;
    const raw = { ImageBase64: image, VideoBase64: video, LivenessType: 'silent' };
    const buffers = buffersForRow(files);
    const io = rootedIo(mediaIo(runtime), { folder: runtime.cwd, closed: false }, runtime.fs, buffers);
    const { values, problems } = await readInput(compareFaceLiveness, raw, io, true);
    if (problems.length > 0) throw new Error(problems[0].message);
    const { judged } = await call(callOf(compareFaceLiveness, values), world);
    buffers.release();
    if (judged.verdict !== 'pass') throw new Error(`not passed: ${judged.verdict}`);
  }
}

await Promise.all(Array.from({ length: Number(inFlight) }, calls));
await transport.close();
