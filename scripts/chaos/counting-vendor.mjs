// A service that counts its calls by row: it stands before an `idv sandbox`, which answers them.
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

/** `delayMs` is how long an answer takes at least and at most: a kill shall find calls under way. */
export async function startCountingVendor({ delayMs = [30, 150], rateLimit = false } = {}) {
  const sandbox = spawn(process.execPath, [idv, 'sandbox', '--json', ...(rateLimit ? [] : ['--no-rate-limit'])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await new Promise((resolve) => createInterface({ input: sandbox.stdout }).once('line', (text) => resolve([text])));
  const { port } = JSON.parse(line);
  /** Row -> how often a complete request of it came. */
  const calls = new Map();
  /** When each came, in milliseconds. */
  const times = [];
  let throttles = 0;
  // How late the machine is at the worst: where it is busy, calls arrive closer together than they left.
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
            // Nothing was done, and nothing is paid.
            if (row !== undefined) calls.set(row, calls.get(row) - 1);
          }
          // The answer is late, not the call: calls that reached the sandbox closer together than they left would be throttled for it.
          const [least, most] = delayMs;
          setTimeout(() => outgoing.writeHead(answer.statusCode, answer.headers).end(text), least + Math.random() * (most - least));
        });
      });
      onward.on('error', () => outgoing.destroy());
      onward.end(body);
    });
  });
  server.keepAliveTimeout = 5000;
  // The sandbox takes a signature for its own port alone, and for each of its addresses: the other one is free.
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

/** The most calls that came in any second. */
export function mostInASecond(times) {
  let [most, from] = [0, 0];
  for (let to = 0; to < times.length; to += 1) {
    while (times[to] - times[from] >= 1000) from += 1;
    most = Math.max(most, to - from + 1);
  }
  return most;
}
