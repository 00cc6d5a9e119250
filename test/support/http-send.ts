import { connect, type LookupFunction } from 'node:net';
import { afterEach } from 'vitest';
import { type HttpRequest, type HttpResponse, type SendOptions, type Transport, TransportError } from '../../src/core/http.ts';
import type { Dial } from '../../src/http/connect.ts';
import { createTransport, type TransportOptions } from '../../src/http/transport.ts';

const transports = new Set<Transport>();

afterEach(async () => {
  await Promise.all([...transports].map((transport) => transport.close()));
  transports.clear();
});

/** A transport without a proxy. It is closed after the test. */
export function testTransport(options: Partial<TransportOptions> = {}): Transport {
  const transport = createTransport({ env: {}, nodeVersion: process.versions.node, ...options });
  transports.add(transport);
  return transport;
}

export const sendOptions: SendOptions = { timeoutMs: 30_000, connectTimeoutMs: 30_000, maxResponseBytes: 1_000_000 };

export const post = (url: string, body: Buffer | string = '{}'): HttpRequest => ({
  method: 'POST',
  url,
  headers: { Host: new URL(url).host, 'Content-Type': 'application/json; charset=utf-8' },
  body: Buffer.from(body),
});

export const send = (url: string, options: Partial<TransportOptions> = {}, limits: Partial<SendOptions> = {}): Promise<HttpResponse> =>
  testTransport(options).send(post(url), { ...sendOptions, ...limits });

/** The TransportError with which `sending` fails. Any other result fails the test. */
export async function failureOf(sending: Promise<unknown>): Promise<TransportError> {
  try {
    await sending;
  } catch (error) {
    if (error instanceof TransportError) return error;
    throw error;
  }
  throw new Error('an answer came where a failure was expected');
}

/** Dials this port of 127.0.0.1, whatever the name is. */
export const dialTo =
  (port: number): Dial =>
  (options) =>
    connect({ ...options, host: '127.0.0.1', port });

/** Looks names up with `lookup`, so that no query leaves the machine. */
export const dialWithLookup =
  (lookup: LookupFunction): Dial =>
  (options) =>
    connect({ ...options, lookup });
