import { createHash } from 'node:crypto';
import { isSealed, sealOf } from '../tokens/sealed-token.ts';
import { type ReceivedRequest, splitTarget } from '../wire/received-request.ts';
import type { Reply } from '../wire/reply.ts';
import { type FileKind, sampleFiles } from './sample-files.ts';

/** The faults that a file can have if a user asks for them. */
const fileFaults = ['truncated', 'wrong-md5', '403'] as const;
export type FileFault = (typeof fileFaults)[number];

const hostedPrefix = '/_sandbox/files/';
const sealPurpose = 'file';
/** The vendor's own URLs are valid for the same time. */
const lifetimeS = 600;

const sealedUrl = (path: string, endS: number): string =>
  `${path}?expires=${endS}&q-signature=${sealOf(sealPurpose, `${path} ${endS}`).toString('hex')}`;

export interface HostedFile {
  url: string;
  md5: string;
  bytes: number;
}

/** Says where a file is, and what it should be. `fileFault` changes the file that the URL serves, not the MD5 and the size stated here. */
export function hostFile(
  kind: FileKind,
  { origin, nowMs, fileFault }: { origin: string; nowMs: number; fileFault?: FileFault | undefined },
): HostedFile {
  const { name, content } = sampleFiles[kind];
  const bytes = content();
  const path = `${hostedPrefix}${fileFault ? `${fileFault}/` : ''}${name}`;
  return {
    url: `${origin}${sealedUrl(path, Math.floor(nowMs / 1000) + lifetimeS)}`,
    md5: createHash('md5').update(bytes).digest('hex'),
    bytes: bytes.length,
  };
}

export const isHostedFile = (request: ReceivedRequest): boolean => request.target.startsWith(hostedPrefix);

const textReply = (status: number, message: string): Reply => ({
  status,
  headers: { 'Content-Type': 'text/plain' },
  body: Buffer.from(`${message}\n`),
});

function withFault(bytes: Buffer, fault: FileFault | undefined): Buffer {
  if (fault === 'truncated') return bytes.subarray(0, Math.floor(bytes.length / 2));
  if (fault !== 'wrong-md5') return bytes;
  const changed = Buffer.from(bytes);
  changed.writeUInt8((changed.at(-1) ?? 0) ^ 1, changed.length - 1);
  return changed;
}

/** Serves a file under the URL that an answer gave, until the URL expires. */
export function answerHostedFile(request: ReceivedRequest, nowMs: number): Reply {
  const { path, query } = splitTarget(request.target);
  const [, end, signature] = /^expires=(\d{1,12})&q-signature=([0-9a-f]{40})$/.exec(query) ?? [];
  const file = Object.values(sampleFiles).find(({ name }) => path.endsWith(`/${name}`));
  const isOurs = signature !== undefined && isSealed(sealPurpose, `${path} ${end}`, Buffer.from(signature, 'hex'));
  const fault = fileFaults.find((name) => path.startsWith(`${hostedPrefix}${name}/`));
  if (request.method !== 'GET') return textReply(405, 'files are only read');
  if (!file || !isOurs) return textReply(403, 'the address was not signed by a sandbox');
  if (Number(end) * 1000 <= nowMs || fault === '403') return textReply(403, 'the address is no longer valid');
  return {
    status: 200,
    headers: { 'Content-Type': file.mediaType, 'X-Content-Type-Options': 'nosniff' },
    body: withFault(file.content(), fault),
  };
}
