import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isHttpRequest, readHttp } from '../../../../src/app/sign/theirs/read-http.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
const ofText = (text: string) => readHttp(bytes(text));

describe('a raw request', () => {
  it('keeps every byte of its body, with a Content-Length or in chunks', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 60 }), (body, size) => {
        const head = 'POST /?a=b HTTP/1.1\r\nHost: h\r\nX: y: z \r\n';
        const whole = readHttp(Buffer.concat([bytes(`${head}Content-Length: ${body.length}\r\n\r\n`), body]));
        const chunks: Buffer[] = [];
        for (let at = 0; at < body.length; at += size) {
          const piece = Buffer.from(body.subarray(at, at + size));
          chunks.push(bytes(`${piece.length.toString(16)}\r\n`), piece, bytes('\r\n'));
        }
        const inChunks = readHttp(Buffer.concat([bytes(`${head}transfer-encoding: Chunked\r\n\r\n`), ...chunks, bytes('0\r\n\r\n')]));
        for (const read of [whole, inChunks]) {
          if ('problem' in read) throw new Error(read.problem);
          expect(read.request.body).toEqual(Buffer.from(body));
          expect(read.request).toMatchObject({ method: 'POST', target: '/?a=b' });
          expect(read.request.headers.slice(0, 2)).toEqual([
            ['Host', 'h'],
            ['X', 'y: z'],
          ]);
          expect(read.fault).toBeUndefined();
        }
      }),
    );
  });

  it('has everything that follows as its body when it gives no length', () => {
    expect(ofText('POST / HTTP/1.1\nHost: h\n\nabc\n')).toMatchObject({ request: { body: bytes('abc\n') } });
  });

  it('may have a URL in its first line, and no version', () => {
    expect(ofText('POST https://h/?a=b\nX: y\n\nabc')).toMatchObject({
      request: {
        target: '/?a=b',
        headers: [
          ['Host', 'h'],
          ['X', 'y'],
        ],
      },
    });
    expect(ofText('POST https://h\nHost: other\n\n')).toMatchObject({ request: { target: '/', headers: [['Host', 'other']] } });
  });

  it('gives notices about ignored parts, and the reason why its body is incomplete', () => {
    expect(ofText('POST / HTTP/1.1\nContent-Length: 2\n\nabcd')).toMatchObject({
      notices: ['2 bytes after the end of the body are ignored'],
    });
    expect(ofText('POST / HTTP/1.1\nContent-Length: 9\n\nabcd')).toMatchObject({
      fault: expect.stringContaining('4 bytes but Content-Length says 9'),
    });
    expect(ofText('POST / HTTP/1.1\nContent-Length: x\n\nabcd')).toMatchObject({ fault: 'Content-Length is not a number' });
    expect(ofText('POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n4\nab')).toMatchObject({ fault: expect.stringContaining('cut off') });
    expect(ofText('POST / HTTP/1.1\n:authority: h\nbad line\n\n')).toMatchObject({
      notices: ['lines that are not headers are ignored: 2'],
    });
  });

  it.each(['', 'hello', 'HTTP/1.1 200 OK\n\n', '<html>', 'POST'])('is refused when it is %j', (text) =>
    expect(ofText(text)).toHaveProperty('problem'),
  );

  it('is distinguished from other texts', () => {
    expect(isHttpRequest('POST / HTTP/1.1\r\nHost: h\r\n\r\n')).toBe(true);
    expect(isHttpRequest('POST\n/\n\n')).toBe(false);
    expect(isHttpRequest('GET&%2F&a')).toBe(false);
  });
});
