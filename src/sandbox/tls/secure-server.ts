import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import { answerRefusedByNode } from '../wire/answer-refused-by-node.ts';
import { createCertificates } from './certificates.ts';
import { isServedHost } from './served-hosts.ts';

interface SecureOptions {
  maxHeaderSize: number;
  requireHostHeader: boolean;
  nowMs: number;
  uuid(): string;
}

/** An HTTPS server that has a certificate for each host that the sandbox answers for, and the PEM that its clients must trust. */
export async function createSecureServer(
  listener: RequestListener,
  { maxHeaderSize, requireHostHeader, nowMs, uuid }: SecureOptions,
): Promise<{ secure: Server; caPem: string }> {
  const { caPem, pemFor, contextFor } = await createCertificates({ nowMs, uuid });
  const secure = createServer(
    {
      maxHeaderSize,
      requireHostHeader,
      // For a client that names no host, because it connects by address.
      ...pemFor('127.0.0.1'),
      SNICallback(name, answer) {
        const host = name.toLowerCase();
        answer(null, isServedHost(host) ? contextFor(host) : undefined);
      },
    },
    listener,
  );
  answerRefusedByNode(secure);
  return { secure, caPem };
}
