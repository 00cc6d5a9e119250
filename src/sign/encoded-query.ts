import { createHmac } from 'node:crypto';
import { rpcSignature, rpcStringToSign } from './aliyun-rpc.ts';
import { compareBytes, percentEncode } from './encode.ts';

/**
 * The canonicalized query as bytes, and its RPC signature. The result is the same as that of the functions of the stages. Large values are
 * escaped slice by slice and never become strings: copies of such strings need several times the memory and twice the time.
 */

/** A text in pieces. A buffer stands for its base64. */
export type Pieces = readonly (string | Buffer)[];

/** Raw bytes per slice: a multiple of 3, so that slices join without padding. */
const sliceBytes = 36 * 1024;

/** From this length on, escaping byte by byte is faster: V8 optimises the loop only after some hundred thousand rounds. */
const largeBytes = 512 * 1024;

const percent = 0x25;
const upperHex = Buffer.from('0123456789ABCDEF');

/** Copies bytes to `target`, reserved ones as `%XX`, and returns how many were written. `target` must be three times as long as `bytes`. */
function escapeInto(target: Buffer, bytes: Buffer, isReserved: Uint8Array): number {
  let at = 0;
  for (let from = 0; from < bytes.length; from += 1) {
    const byte = bytes[from] as number;
    if (isReserved[byte] === 1) {
      target[at] = percent;
      target[at + 1] = upperHex[byte >> 4] as number;
      target[at + 2] = upperHex[byte & 15] as number;
      at += 3;
    } else {
      target[at] = byte;
      at += 1;
    }
  }
  return at;
}

/** A table that has 1 for each of these characters. */
const byteTable = (characters: string): Uint8Array => {
  const table = new Uint8Array(256);
  for (const byte of Buffer.from(characters)) table[byte] = 1;
  return table;
};

/** The characters of base64 that must be escaped. */
const reservedInBase64 = byteTable('+/=');
/** The characters of a canonicalized query that must be escaped. */
const reservedInQuery = byteTable('%=&');

function encodedBase64(bytes: Buffer): Buffer[] {
  if (bytes.length < largeBytes) return [Buffer.from(percentEncode(bytes.toString('base64')), 'latin1')];
  const chunks: Buffer[] = [];
  const text = Buffer.allocUnsafe((sliceBytes / 3) * 4);
  const escaped = Buffer.allocUnsafe(text.length * 3);
  for (let from = 0; from < bytes.length; from += sliceBytes) {
    const length = text.write(bytes.toString('base64', from, Math.min(from + sliceBytes, bytes.length)), 'latin1');
    chunks.push(Buffer.from(escaped.subarray(0, escapeInto(escaped, text.subarray(0, length), reservedInBase64))));
  }
  return chunks;
}

/** `canonicalQuery()` as bytes. */
export function encodedQuery(params: Readonly<Record<string, Pieces>>): Buffer {
  const chunks = Object.keys(params)
    .sort(compareBytes)
    .flatMap((name, index) => [
      Buffer.from(`${index === 0 ? '' : '&'}${percentEncode(name)}=`),
      ...(params[name] ?? []).flatMap((piece) => (typeof piece === 'string' ? [Buffer.from(percentEncode(piece))] : encodedBase64(piece))),
    ]);
  return Buffer.concat(chunks);
}

/** `rpcSignature()` of the string to sign that is made from an encoded query. */
export function signEncodedQuery(method: 'GET' | 'POST', query: Buffer, secret: string): string {
  if (query.length < largeBytes) return rpcSignature(secret, rpcStringToSign(method, query.toString('latin1')));
  const hmac = createHmac('sha1', `${secret}&`).update(rpcStringToSign(method, ''));
  const escaped = Buffer.allocUnsafe(sliceBytes * 3);
  for (let from = 0; from < query.length; from += sliceBytes) {
    hmac.update(escaped.subarray(0, escapeInto(escaped, query.subarray(from, from + sliceBytes), reservedInQuery)));
  }
  return hmac.digest('base64');
}
