import { createHash } from 'node:crypto';
import { emptyClip } from './empty-clip.ts';
import { greyPicture } from './grey-picture.ts';
import { isSealed, sealOf } from './seal.ts';
import { type ReceivedRequest, splitTarget } from './wire/received-request.ts';
import type { Reply } from './wire/reply.ts';

/** Files that answers point to. Each is made anew from its path, so any sandbox can serve those of another. */
const files = {
  image: { name: 'image.jpg', mediaType: 'image/jpeg', content: greyPicture },
  video: { name: 'video.flv', mediaType: 'video/x-flv', content: emptyClip },
  data: { name: 'data.bin', mediaType: 'application/octet-stream', content: () => Buffer.from('made up by the sandbox\n') },
  document: {
    name: 'document.json',
    mediaType: 'application/json',
    content: () => Buffer.from(JSON.stringify({ Name: 'SANDBOX PERSON', Number: '000000', Sex: 'X', Birthday: '2000-01-01' })),
  },
} as const;

export type FileKind = keyof typeof files;

export const fileFaults = ['truncated', 'wrong-md5', '403'] as const;
export type FileFault = (typeof fileFaults)[number];

const folder = '/_sandbox/files/';
const purpose = 'file';
/** As long as the vendor's own addresses hold. */
const lifetimeS = 600;

const fileUrl = (path: string, endS: number): string =>
  `${path}?expires=${endS}&q-signature=${sealOf(purpose, `${path} ${endS}`).toString('hex')}`;

export interface HostedFile {
  url: string;
  md5: string;
  bytes: number;
}

/** Where a file of the kind is, and what it must be: true also where the fault makes sure that it is not. */
export function hostFile(
  kind: FileKind,
  { origin, nowMs, fileFault }: { origin: string; nowMs: number; fileFault?: FileFault | undefined },
): HostedFile {
  const { name, content } = files[kind];
  const bytes = content();
  const path = `${folder}${fileFault ? `${fileFault}/` : ''}${name}`;
  return {
    url: `${origin}${fileUrl(path, Math.floor(nowMs / 1000) + lifetimeS)}`,
    md5: createHash('md5').update(bytes).digest('hex'),
    bytes: bytes.length,
  };
}

export const isFile = (request: ReceivedRequest): boolean => request.target.startsWith(folder);

const text = (status: number, message: string): Reply => ({
  status,
  headers: { 'Content-Type': 'text/plain' },
  body: Buffer.from(`${message}\n`),
});

function spoilt(bytes: Buffer, fault: FileFault | undefined): Buffer {
  if (fault === 'truncated') return bytes.subarray(0, Math.floor(bytes.length / 2));
  if (fault !== 'wrong-md5') return bytes;
  const changed = Buffer.from(bytes);
  changed.writeUInt8((changed.at(-1) ?? 0) ^ 1, changed.length - 1);
  return changed;
}

/** Serves a file under the address that an answer named, until it runs out. */
export function answerFile(request: ReceivedRequest, nowMs: number): Reply {
  const { path, query } = splitTarget(request.target);
  const [, end, signature] = /^expires=(\d{1,12})&q-signature=([0-9a-f]{40})$/.exec(query) ?? [];
  const file = Object.values(files).find(({ name }) => path.endsWith(`/${name}`));
  const isOurs = signature !== undefined && isSealed(purpose, `${path} ${end}`, Buffer.from(signature, 'hex'));
  const fault = fileFaults.find((name) => path.startsWith(`${folder}${name}/`));
  if (request.method !== 'GET') return text(405, 'files are only read');
  if (!file || !isOurs) return text(403, 'the address was not signed by a sandbox');
  if (Number(end) * 1000 <= nowMs || fault === '403') return text(403, 'the address is no longer valid');
  return {
    status: 200,
    headers: { 'Content-Type': file.mediaType, 'X-Content-Type-Options': 'nosniff' },
    body: spoilt(file.content(), fault),
  };
}
