import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { batchFolder, pairsOf } from '../../support/batch-folder.ts';
import { ownKeys } from '../../support/memory-runtime.ts';

/** If no call gets a usable answer, every further call may be billed for nothing. */

const run = ['batch', 'run', 'pairs.csv', '--action', 'compare', '--concurrency', '1'];

async function folderOf(rows: number) {
  const folder = await batchFolder(rows);
  await folder.write('pairs.csv', pairsOf(rows));
  return folder;
}

it.each([
  ['fault:html', 23, 'check --endpoint, the proxy and the network, and run the command again to continue'],
  ['fault:reset', 32, 'check --endpoint, the proxy and the network'],
  ['fault:truncated', 23, 'check --endpoint, the proxy and the network'],
  ['fault:http-503', 22, 'wait until the service works'],
  ['InternalError', 22, 'wait until the service works'],
])('five calls in a row with %s stop the run', async (outcome, exitCode, fix) => {
  const folder = await folderOf(9);
  const ran = await folder.idv([...run, '--sandbox', '--outcome', outcome]);
  expect(ran.err).toContain('4 rows were not called: 5 calls in a row had no usable answer: ');
  expect(ran.err).toContain(fix);
  expect([ran.exitCode, ran.sent]).toEqual([exitCode, 5]);
});

it.each([
  [302, { location: 'https://login.example/' }],
  [403, { 'content-type': 'text/html' }],
  [407, { 'proxy-authenticate': 'Basic' }],
])('a gateway that answers HTTP %i to five calls in a row stops the run', async (status, headers) => {
  const folder = await folderOf(9);
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(status, headers).end('<html>'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ran = await folder.idv([...run, '--endpoint', endpoint], { env: ownKeys });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(ran.err).toContain('4 rows were not called: 5 calls in a row had no usable answer: ');
  expect([ran.exitCode, ran.sent]).toEqual([23, 5]);
});

it('usable answers between the others keep the run going', async () => {
  const folder = await folderOf(9);
  const bodies = ['<html>', '{"Response":{"RequestId":"11111111-2222-3333-4444-555555555555","Result":"Success","Sim":96.3}}'];
  let calls = 0;
  const server = createServer((request, response) => {
    calls += 1;
    request.resume().on('end', () => response.setHeader('content-type', 'application/json').end(bodies[calls % 3 === 0 ? 1 : 0]));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ran = await folder.idv([...run, '--endpoint', endpoint], { env: ownKeys });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect([ran.exitCode, ran.sent, ran.lines.length]).toEqual([23, 9, 9]);
});
