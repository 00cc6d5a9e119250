import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Reply } from './exchange.ts';

const sliceBytes = 64 * 1024;

function* filler(bytes: number): Generator<Buffer> {
  const slice = Buffer.alloc(sliceBytes, ' ');
  for (let sent = 0; sent < bytes; sent += sliceBytes) yield slice;
}

/** Opens like the true answer, so that only its length gives it away. */
function sendEndless(response: ServerResponse, reply: Reply, bytes: number): void {
  response.writeHead(reply.status, reply.headers);
  response.write(reply.body.subarray(0, 1));
  // The client is expected to hang up in the middle.
  pipeline(Readable.from(filler(bytes), { objectMode: false }), response).catch(() => undefined);
}

function sendHalf(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, { ...reply.headers, 'Content-Length': reply.body.length });
  response.write(reply.body.subarray(0, Math.floor(reply.body.length / 2)), () => response.socket?.resetAndDestroy());
}

function sendWhole(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, { ...reply.headers, 'Content-Length': reply.body.length });
  response.end(reply.body);
}

/** Writes an answer, or does to the connection what the answer's fault says. */
export function sendReply(response: ServerResponse, reply: Reply): void {
  const { fault } = reply;
  switch (fault?.kind) {
    case 'delay': {
      const timer = setTimeout(() => sendWhole(response, reply), fault.ms);
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
      sendWhole(response, reply);
  }
}
