// A service that counts its calls for each row and passes them on to an `idv sandbox`, which answers them.
import { spawn } from 'node:child_process';
import { createServer, request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const idv = join(import.meta.dirname, '../../bin/idv.js');
const tickMs = 10;

/** The number that make-rows.mjs put into the picture. */
function rowIn(body) {
  const image = /"ImageBase64":"([^"]+)"/.exec(body.toString('latin1'))?.[1];
  return image === undefined ? undefined : Number(Buffer.from(image, 'base64').toString('latin1', 6, 14));
}

/** `delayMs` is the minimum and maximum time of an answer, so that a kill finds calls in flight. */
export async function startCountingVendor({ delayMs = [30, 150], rateLimit = false } = {}) {
  const sandbox = spawn(process.execPath, [idv, 'sandbox', '--json', ...(rateLimit ? [] : ['--no-rate-limit'])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await new Promise((resolve) => createInterface({ input: sandbox.stdout }).once('line', (text) => resolve([text])));
  const { port } = JSON.parse(line);
  /** The number of complete requests of each row. */
  const calls = new Map();
  /** The time of each request, in milliseconds. */
  const times = [];
  let throttles = 0;
  // The longest delay of this machine: on a busy machine, calls arrive closer together than they were sent.
  let latestMs = 0;
  let expectedMs = performance.now() + tickMs;
  const ticking = setInterval(() => {
    latestMs = Math.max(latestMs, performance.now() - expectedMs);
    expectedMs = performance.now() + tickMs;
  }, tickMs);
  const server = createServer((incoming, outgoing) => {
    const chunks = [];
    incoming.on('error', () => undefined);
    incoming.on('data', (chunk) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      const row = rowIn(body);
      times.push(performance.now());
      if (row !== undefined) calls.set(row, (calls.get(row) ?? 0) + 1);
      const { method, url, headers } = incoming;
      const onward = httpRequest({ port, host: '127.0.0.1', method, path: url, headers }, (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('end', () => {
          const text = Buffer.concat(parts);
          if (text.includes('RequestLimitExceeded')) {
            throttles += 1;
            // Nothing was done, so nothing is billed.
            if (row !== undefined) calls.set(row, calls.get(row) - 1);
          }
          // The answer is delayed, not the call. Otherwise calls could reach the sandbox closer together than they were sent, and be
          // throttled for it.
          const [least, most] = delayMs;
          setTimeout(() => outgoing.writeHead(answer.statusCode, answer.headers).end(text), least + Math.random() * (most - least));
        });
      });
      onward.on('error', () => outgoing.destroy());
      onward.end(body);
    });
  });
  server.keepAliveTimeout = 5000;
  // The sandbox accepts signatures only for its own port, but for each of its addresses. So this service uses the same port on the other
  // address.
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '::1', resolve));
  return {
    url: `http://[::1]:${port}`,
    calls,
    times,
    throttles: () => throttles,
    latestMs: () => Math.round(latestMs),
    close() {
      clearInterval(ticking);
      server.closeAllConnections();
      server.close();
      sandbox.kill();
    },
  };
}

/** The largest number of calls within one second. */
export function mostInASecond(times) {
  let [most, from] = [0, 0];
  for (let to = 0; to < times.length; to += 1) {
    while (times[to] - times[from] >= 1000) from += 1;
    most = Math.max(most, to - from + 1);
  }
  return most;
}
