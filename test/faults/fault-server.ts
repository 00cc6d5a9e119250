import { type AddressInfo, createServer, type Socket } from 'node:net';
import { type Deed, goodAnswer } from './fault-table.ts';

/** One received request. */
interface Received {
  head: string;
  /** The beginning of its body. */
  body: string;
}

/** Returns what the server does with the request of this number, counted from 0. */
export type Script = (number: number, received: Received) => Deed;

export interface FaultServer {
  origin: string;
  received: Received[];
  close(): Promise<void>;
}

/** Collects the requests of one socket. idv sends a request only after the answer to the one before. */
function requestsOf(socket: Socket, take: (received: Received) => void): void {
  let bytes = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    const end = bytes.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = bytes.toString('latin1', 0, end);
    const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
    if (bytes.length < end + 4 + length) return;
    const body = bytes.toString('latin1', end + 4, Math.min(end + 4 + length, end + 3000));
    bytes = Buffer.alloc(0);
    take({ head, body });
  });
}

/**
 * A TCP server on 127.0.0.1 that does with each request what `script` says. It calls `stalled` when it will send no more of an answer,
 * and `signalled` if the deed is a signal.
 */
export async function startFaultServer(
  script: Script,
  { stalled, signalled }: { stalled(): void; signalled(name: string): void },
): Promise<FaultServer> {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    requestsOf(socket, (request) => {
      const { bytes = '', next } = script(received.push(request) - 1, request);
      const after = (): void => {
        if (next === 'end') socket.end();
        else if (next === 'reset') socket.resetAndDestroy();
        else if (next === 'stall') setImmediate(() => setImmediate(stalled));
        else if (next !== 'keep') signalled(next);
      };
      if (bytes.length === 0) after();
      else socket.write(bytes, after);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    received,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export { goodAnswer };
