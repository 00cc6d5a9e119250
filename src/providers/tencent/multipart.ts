import { createHash } from 'node:crypto';
import type { BodyValue, Media } from '../../core/body.ts';
import type { Payload } from '../provider.ts';
import { leaves } from './flatten.ts';

type Part = readonly [name: string, value: string | Media];

/** What would end the header early, as browsers write it. */
const quoted = (name: string): string => name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const contentOf = (value: string | Media): Buffer => (typeof value === 'string' ? Buffer.from(value) : value.bytes);

const headOf = ([name, value]: Part): string =>
  `Content-Disposition: form-data; name="${quoted(name)}"\r\n${typeof value === 'string' ? '' : 'Content-Type: application/octet-stream\r\n'}`;

/** Media as raw bytes, all else as text, in the layout of the vendor's own SDK. */
export function multipartBody(parts: readonly Part[], boundary: string): Buffer {
  const pieces = parts.flatMap((part) => [Buffer.from(`--${boundary}\r\n${headOf(part)}\r\n`), contentOf(part[1]), Buffer.from('\r\n')]);
  return Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]);
}

/**
 * A digest of the parts: the same for the same call, and in none of them. Lower case, because the signature
 * covers the content type in lower case.
 */
function boundaryOf(parts: readonly Part[]): string {
  const hash = createHash('sha256');
  for (const part of parts) {
    const content = contentOf(part[1]);
    hash.update(`${headOf(part)}\r\n${content.length}\r\n`).update(content);
  }
  return `idv-${hash.digest('hex').slice(0, 40)}`;
}

/** Nested values become parts under dotted names. */
export function multipartPayload(values: Readonly<Record<string, BodyValue>>): Payload {
  const parts = leaves(values);
  const boundary = boundaryOf(parts);
  return { contentType: `multipart/form-data; boundary=${boundary}`, bytes: multipartBody(parts, boundary) };
}
