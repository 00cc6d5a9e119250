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

  const post = 'POST / HTTP/1.1\n';
  const chunked = `${post}Transfer-Encoding: chunked\n\n`;
  const cutOff = 'the chunked body is cut off, or is not chunked';

  it.each<[string, string, string, object]>([
    ['a length that is the size of the body', `${post}Content-Length: 2\n\nab`, 'ab', { notices: [] }],
    ['one byte too many', `${post}Content-Length: 1\n\nab`, 'a', { notices: ['1 byte after the end of the body is ignored'] }],
    [
      'one byte too few',
      `${post}Content-Length: 2\n\na`,
      'a',
      { fault: 'the body has 1 byte but Content-Length says 2: it was cut off or edited, or its line breaks were changed' },
    ],
    ['the longest length', `${post}Content-Length: 000000000001\n\na`, 'a', { notices: [] }],
    ['a length that is too long', `${post}Content-Length: 0000000000001\n\na`, 'a', { fault: 'Content-Length is not a number' }],
    ['no body', `${post}A: b`, '', { notices: [] }],
    ['an empty body', `${post}\n`, '', { notices: [] }],
    ['CRLF before LF', 'POST / HTTP/1.1\r\n\r\na\n\nb', 'a\n\nb', { notices: [] }],
    ['LF before CRLF', 'POST / HTTP/1.1\n\na\r\n\r\nb', 'a\r\n\r\nb', { notices: [] }],
    ['chunks with LF', `${chunked}2\nab\n1\nc\n0\n\n`, 'abc', { notices: [] }],
    ['chunks with an extension', `${chunked}A;x=y\r\n0123456789\r\n0\r\n\r\n`, '0123456789', { notices: [] }],
    ['no chunk but the last', `${chunked}0\n`, '', { notices: [] }],
    ['chunks without their end', `${chunked}2\nab\n`, 'ab', { fault: cutOff }],
    ['a chunk that is one byte short', `${chunked}3\nab`, '', { fault: cutOff }],
    ['a chunk that ends the text', `${chunked}2\nab`, 'ab', { fault: cutOff }],
    ['a chunk without a line end', `${chunked}2`, '', { fault: cutOff }],
    ['a body that is not chunked', `${chunked}{"a":1}\n`, '', { fault: cutOff }],
    ['a chunk size of nine digits', `${chunked}000000001\na\n0\n`, '', { fault: cutOff }],
    ['another coding', `${post}Transfer-Encoding: gzip\n\nab`, 'ab', { notices: [] }],
  ])('is read with %s', (_name, text, body, expected) => {
    const read = ofText(text);
    if ('problem' in read) throw new Error(read.problem);
    expect(read.request.body.toString()).toBe(body);
    expect(read).toMatchObject(expected);
    expect(read.fault).toBe('fault' in expected ? expected.fault : undefined);
  });

  it.each<[string, object]>([
    ['\n\nGET /a HTTP/2\nA:b\n\n', { method: 'GET', target: '/a', headers: [['A', 'b']] }],
    ['PATCH  /a  HTTP/1.0 \n\n', { method: 'PATCH', target: '/a' }],
    ['GET /a\n\n', { target: '/a' }],
    ['GET http://h?a=b\n\n', { target: '/?a=b', headers: [['Host', 'h']] }],
    ['GET HTTPS://h/p\nhOST: x\n\n', { target: '/p', headers: [['hOST', 'x']] }],
    ['GET /\nA b: c\n:d: e\nF:\n\n', { headers: [['F', '']] }],
  ])('has the parts of its head: %j', (text, expected) => expect(ofText(text)).toMatchObject({ request: expected }));

  it('counts the lines that are not headers, but no blank one', () => {
    expect(ofText('GET / HTTP/1.1\nA b: c\n \nB: d\n\n')).toMatchObject({ notices: ['lines that are not headers are ignored: 1'] });
    expect(ofText('GET / HTTP/1.1\nB: d\n\n')).toMatchObject({ notices: [] });
  });

  it.each(['', 'hello', 'HTTP/1.1 200 OK\n\n', '<html>', 'POST'])('is refused when it is %j', (text) =>
    expect(ofText(text)).toHaveProperty('problem'),
  );

  it('is distinguished from other texts', () => {
    expect(isHttpRequest('POST / HTTP/1.1\r\nHost: h\r\n\r\n')).toBe(true);
    expect(isHttpRequest('POST\n/\n\n')).toBe(false);
    expect(isHttpRequest('GET&%2F&a')).toBe(false);
    expect(isHttpRequest('  PUT https://h \n')).toBe(true);
    expect(isHttpRequest('GET / HTTP/2\n')).toBe(true);
    expect(isHttpRequest('GET / HTTP/1.1')).toBe(false);
    expect(isHttpRequest('get / HTTP/1.1\n')).toBe(false);
    expect(isHttpRequest('GET a\n')).toBe(false);
  });
});
