import { createHash } from 'node:crypto';
import type { WireValue } from './params.ts';

/** A picture or clip on its way out: raw bytes until the moment they are written as base64 into the body. */
export interface Media {
  readonly bytes: Buffer;
  readonly mediaType: string;
}

export type BodyValue = WireValue | Media;

export const isMediaValue = (value: BodyValue | undefined): value is Media =>
  typeof value === 'object' && value !== null && 'bytes' in value && Buffer.isBuffer(value.bytes);

/** Length of padded base64 text for this many bytes. */
export const base64Length = (byteLength: number): number => Math.ceil(byteLength / 3) * 4;

/** What stands in for media wherever people or logs look. */
export function mediaNote(media: Media): string {
  return `<${media.mediaType}, ${media.bytes.length} bytes, sha256 ${createHash('sha256').update(media.bytes).digest('hex')}>`;
}

/** Raw bytes per slice: a multiple of 3, so slices join without padding; V8 slows down about fivefold on larger ones. */
const sliceBytes = 36 * 1024;

function writeBase64(target: Buffer, offset: number, bytes: Buffer): number {
  let at = offset;
  for (let from = 0; from < bytes.length; from += sliceBytes) {
    at += target.write(bytes.toString('base64', from, Math.min(from + sliceBytes, bytes.length)), at, 'latin1');
  }
  return at;
}

/**
 * The JSON body of a request in one buffer, which is hashed in place and sent from there.
 * Media goes in as base64 without ever being a JavaScript string of its own length.
 */
export function jsonBody(values: Readonly<Record<string, BodyValue>>): Buffer {
  const pieces: (Buffer | Media)[] = [];
  let text = '{';
  for (const [name, value] of Object.entries(values)) {
    text += `${text === '{' && pieces.length === 0 ? '' : ','}${JSON.stringify(name)}:`;
    if (isMediaValue(value)) {
      pieces.push(Buffer.from(`${text}"`), value);
      text = '"';
    } else {
      text += JSON.stringify(value);
    }
  }
  pieces.push(Buffer.from(`${text}}`));
  const length = pieces.reduce((sum, piece) => sum + (Buffer.isBuffer(piece) ? piece.length : base64Length(piece.bytes.length)), 0);
  const body = Buffer.allocUnsafeSlow(length);
  let at = 0;
  for (const piece of pieces) at = Buffer.isBuffer(piece) ? at + piece.copy(body, at) : writeBase64(body, at, piece.bytes);
  return body;
}

/** The same values with media as notes: what a person is shown of a body. */
export function describeValues(values: Readonly<Record<string, BodyValue>>): Record<string, WireValue> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isMediaValue(value) ? mediaNote(value) : value]));
}
