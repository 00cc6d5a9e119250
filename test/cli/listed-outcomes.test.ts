import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Action } from '../../src/core/declare/action.ts';
import { main } from '../../src/main.ts';
import { listOutcomes } from '../../src/sandbox/controls/list-outcomes.ts';
import { readRequest } from '../../src/sandbox/wire/received-request.ts';
import { sendReply } from '../../src/sandbox/wire/reply.ts';
import { allActions } from '../../src/vendors/catalogue.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';
import { goodParams, transactionIssuedAt } from '../support/sandbox-aliyun-requests.ts';
import { choose, goodCall, setClock } from '../support/sandbox-calls.ts';
import { handler, nowMs as signedMs } from '../support/sandbox-requests.ts';

/** Compares the list of outcomes with the exit codes of real commands, which get each answer from a sandbox over HTTP. */

const handle = await handler({ uuid: randomUUID });
let folder: string;
let server: Server;
let url: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idv-listed-'));
  server = createServer(async (message, response) => {
    const { request } = await readRequest(message, port(), (byteLength) => Buffer.alloc(byteLength));
    sendReply(response, await handle(request));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  url = `http://127.0.0.1:${port()}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

const port = (): number => (server.address() as AddressInfo).port;

/** The parameters of a valid call, as `--input` accepts them. */
async function inputOf(action: Action): Promise<Record<string, unknown>> {
  if (action.vendor !== 'aliyun') return goodCall(handle, action);
  const { 'Tasks.1.ImageData': picture, ...params } = goodParams[action.name] ?? {};
  if ('TransactionId' in params) return { ...params, TransactionId: transactionIssuedAt(signedMs - 60_000) };
  return picture === undefined ? params : { ...params, Tasks: [{ ImageData: picture }] };
}

/** A fault as a user chooses it: `fault:delay=MS` with a number that causes no delay. */
const chosenName = (name: string): string => name.replace(/^(fault:.*)=(?:MS|N)$/, '$1=1').replace('=SECONDS', '=1200');

describe.each(allActions.map((action) => [action.name, action] as const))('%s', (_name, action) => {
  it('exits with the code that the list of outcomes gives, for each outcome', { timeout: 120_000 }, async () => {
    await choose(handle, 'Success');
    await setClock(handle, 0);
    const stdin = Buffer.from(JSON.stringify(await inputOf(action)));
    await setClock(handle, 60);
    const strays: string[] = [];
    const listed = await listOutcomes(action);
    expect(listed.length).toBeGreaterThan(50);
    for (const { name, kind, exitCode } of listed) {
      const chosen = chosenName(name);
      await choose(handle, chosen);
      const runtime = memoryRuntime({ stdin, nowMs: () => signedMs + 60_000, uuid: randomUUID });
      const words = ['call', `${action.vendor}/${action.product}`, action.name, '--api-version', action.version, '--input', '-'];
      const files = kind === 'fault' && name.startsWith('fault:file-') ? ['--save-dir', join(folder, action.name)] : [];
      const ended = await main([...words, ...files, '--endpoint', url], runtime, '0.0.0');
      if (ended !== exitCode) strays.push(`${name}: ${ended}, not ${exitCode}: ${runtime.err().slice(0, 300)}`);
    }
    expect(strays).toEqual([]);
  });
});
