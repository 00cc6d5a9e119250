import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { afterEach } from 'vitest';

const pem = (name: string): string => readFileSync(new URL(`http-test-only-${name}.pem`, import.meta.url), 'utf8');

/** Self-signed for `idv.test` and 127.0.0.1. Made for these tests, and trusted nowhere. */
export const certificatePath = fileURLToPath(new URL('http-test-only-cert.pem', import.meta.url));
export const validPair = { key: pem('key'), cert: pem('cert') };
export const expiredPair = { key: pem('key'), cert: pem('expired-cert') };

const stops = new Set<() => Promise<void>>();

afterEach(async () => {
  await Promise.all([...stops].map((stop) => stop()));
  stops.clear();
});

/** Starts `server` on 127.0.0.1 and returns its port. The server and its sockets are closed after the test. */
async function started(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).once('close', () => sockets.delete(socket));
  });
  stops.add(async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

export const startHttp = (listener: RequestListener): Promise<number> => started(createHttpServer(listener));
export const startTcp = (onSocket: (socket: Socket) => void): Promise<number> => started(createTcpServer(onSocket));
export const startTls = (pair: { key: string; cert: string }, onSocket: (socket: TLSSocket) => void): Promise<number> =>
  started(createTlsServer(pair, (socket) => onSocket(socket.on('error', () => {}) as TLSSocket)));

/** Rounds of the event loop. Data that the kernel holds for this process is read in the next round. */
export async function rounds(count = 20): Promise<void> {
  for (let round = 0; round < count; round += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A server that never answers, or not completely. At the first bytes, `onRequest` is called and `came` resolves. */
export async function startSilent(
  onRequest: (socket: Socket) => void = () => {},
): Promise<{ port: number; came: Promise<void>; closed: Promise<void> }> {
  let arrive = (): void => {};
  let close = (): void => {};
  const came = new Promise<void>((resolve) => (arrive = resolve));
  const closed = new Promise<void>((resolve) => (close = resolve));
  const port = await startTcp((socket) => {
    socket.once('close', close);
    socket.once('data', () => {
      onRequest(socket);
      socket.resume();
      arrive();
    });
  });
  return { port, came, closed };
}

/** A server that answers each request with the bytes of `answer`, and records what it receives. */
export async function startScripted(
  answer: string | Buffer,
  after: (socket: Socket) => void = () => {},
): Promise<{ port: number; received: () => string }> {
  const chunks: Buffer[] = [];
  const port = await startTcp((socket) => {
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.once('data', () => socket.write(answer, () => after(socket)));
  });
  return { port, received: () => Buffer.concat(chunks).toString('latin1') };
}

/** A port on which nothing listens. It was free a moment ago. */
export async function closedPort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A forward proxy that supports only CONNECT and leads every tunnel to `targetPort`. Returns its port and the heads that it receives. */
export async function startProxy(
  targetPort: number,
  answer = 'HTTP/1.1 200 Connection established',
): Promise<{ port: number; heads: string[] }> {
  const heads: string[] = [];
  const port = await startTcp((socket) => {
    socket.once('data', (head) => {
      heads.push(head.toString('latin1'));
      socket.write(`${answer}\r\n\r\n`);
      const upstream = connect(targetPort, '127.0.0.1').on('error', () => {});
      socket.pipe(upstream).pipe(socket);
      socket.once('close', () => upstream.destroy());
    });
  });
  return { port, heads };
}
