import { type ServerResponse, STATUS_CODES } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sandboxHeader } from '../../core/http.ts';

/** What happens to the connection while, or before, an answer is sent. */
type ConnectionFault = { kind: 'delay'; ms: number } | { kind: 'reset' } | { kind: 'reset-amid' } | { kind: 'endless'; bytes: number };

/** An HTTP answer of the sandbox, as plain data. */
export interface Reply {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  fault?: ConnectionFault;
}

/** Every answer carries this header, so a client knows a sandbox whatever its address. */
export const sandboxHeaders = { [sandboxHeader]: '1' } as const;

/** A complete answer for a connection that has no `ServerResponse`. The connection ends with it. */
export function rawHttpAnswer(status: number, body = ''): string {
  const headers = {
    ...sandboxHeaders,
    Connection: 'close',
    'Content-Type': 'text/plain',
    'Content-Length': String(Buffer.byteLength(body)),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n');
}

export function jsonReply(status: number, value: unknown): Reply {
  return { status, headers: { 'Content-Type': 'application/json' }, body: Buffer.from(JSON.stringify(value)) };
}

const fillerBytes = 64 * 1024;

function* filler(bytes: number): Generator<Buffer> {
  const slice = Buffer.alloc(fillerBytes, ' ');
  for (let sent = 0; sent < bytes; sent += fillerBytes) yield slice;
}

/** Starts like the correct answer, so that a client can notice only its length. */
function sendEndless(response: ServerResponse, reply: Reply, bytes: number): void {
  response.writeHead(reply.status, reply.headers);
  response.write(reply.body.subarray(0, 1));
  // The client is expected to hang up before the end.
  pipeline(Readable.from(filler(bytes), { objectMode: false }), response).catch(() => undefined);
}

function sendHalf(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, { ...reply.headers, 'Content-Length': reply.body.length });
  response.write(reply.body.subarray(0, Math.floor(reply.body.length / 2)), () => response.socket?.resetAndDestroy());
}

function sendAll(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, { ...reply.headers, 'Content-Length': reply.body.length });
  response.end(reply.body);
}

/** Writes an answer, or does to the connection what the answer's fault says. */
export function sendReply(response: ServerResponse, reply: Reply): void {
  const { fault } = reply;
  switch (fault?.kind) {
    case 'delay': {
      const timer = setTimeout(() => sendAll(response, reply), fault.ms);
      response.once('close', () => clearTimeout(timer));
      return;
    }
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'reset-amid':
      sendHalf(response, reply);
      return;
    case 'endless':
      sendEndless(response, reply, fault.bytes);
      return;
    default:
      sendAll(response, reply);
  }
}
