import { createHash } from 'node:crypto';
import type { Media } from '../core/http.ts';
import type { Payload } from './vendor.ts';

/** One field of a form; a file name is sent if the receiver needs one. */
export interface FormPart {
  name: string;
  value: string | Media;
  fileName?: string;
}

/** Escapes characters that would end the header early, as browsers do. */
const quoted = (name: string): string => name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const contentOf = (value: string | Media): Buffer => (typeof value === 'string' ? Buffer.from(value) : value.bytes);

function headOf({ name, value, fileName }: FormPart): string {
  const file = fileName === undefined ? '' : `; filename="${quoted(fileName)}"`;
  const type = typeof value === 'string' ? '' : 'Content-Type: application/octet-stream\r\n';
  return `Content-Disposition: form-data; name="${quoted(name)}"${file}\r\n${type}`;
}

/** Media as raw bytes, everything else as text, in the given order. */
export function multipartBody(parts: readonly FormPart[], boundary: string): Buffer {
  const pieces = parts.flatMap((part) => [Buffer.from(`--${boundary}\r\n${headOf(part)}\r\n`), contentOf(part.value), Buffer.from('\r\n')]);
  return Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]);
}

/**
 * A digest of the parts: equal for equal forms, and not contained in any part. In lower case, because a signature may cover the content
 * type in lower case.
 */
function boundaryOf(parts: readonly FormPart[]): string {
  const hash = createHash('sha256');
  for (const part of parts) {
    const content = contentOf(part.value);
    hash.update(`${headOf(part)}\r\n${content.length}\r\n`).update(content);
  }
  return `idv-${hash.digest('hex').slice(0, 40)}`;
}

/** A form with its boundary. */
export function multipartForm(parts: readonly FormPart[]): Payload {
  const boundary = boundaryOf(parts);
  return { contentType: `multipart/form-data; boundary=${boundary}`, bytes: multipartBody(parts, boundary) };
}
