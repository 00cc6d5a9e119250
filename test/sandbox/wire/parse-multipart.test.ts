import { describe, expect, it } from 'vitest';
import { parseMultipart } from '../../../src/sandbox/wire/parse-multipart.ts';

const type = 'multipart/form-data; boundary=B1';
const parse = (body: string, contentType = type) => parseMultipart(contentType, Buffer.from(body));
const part = (name: string, content: string) => `--B1\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${content}\r\n`;
const good = `${part('A', '1')}${part('B', '2')}--B1--\r\n`;

describe('a multipart body', () => {
  it('is split into its parts', () => {
    const file = '--B1\r\nContent-Disposition: form-data; name="F"; filename="f.jpg"\r\nContent-Type: image/jpeg\r\n\r\n\r\n--\r\n\r\n';
    expect(parse(`${part('A', '')}${file}--B1--`)).toEqual([
      { name: 'A', content: Buffer.alloc(0), holds: 'text' },
      { name: 'F', content: Buffer.from('\r\n--\r\n'), holds: 'file' },
    ]);
  });

  it.each([
    ['a file name and no type', 'name="F"; filename="F"', '', 'file'],
    ['a file name and a type of text', 'name="F"; filename="F"\r\nContent-Type: application/json', '', 'file'],
    ['a type of bytes', 'name="F"', '\r\nContent-Type: application/octet-stream', 'file'],
    ['a type of JSON', 'name="F"', '\r\ncontent-type: application/json; charset=utf-8', 'json'],
    ['a type of text', 'name="F"', '\r\nContent-Type: text/plain', 'text'],
    ['no type', 'name="F"', '\r\nContent-Length: 1', 'text'],
  ])('has a part with %s', (_name, disposition, more, holds) => {
    const body = `--B1\r\nContent-Disposition: form-data; ${disposition}${more}\r\n\r\n1\r\n--B1--`;
    expect(parse(body)?.map((part) => part.holds)).toEqual([holds]);
  });

  it.each([type, 'multipart/form-data; boundary="B1"', 'multipart/form-data; charset=utf-8; boundary=B1; x=y'])(
    'is read as %s',
    (contentType) => expect(parse(good, contentType)?.map(({ name }) => name)).toEqual(['A', 'B']),
  );

  it('may be empty', () => expect(parse('--B1--\r\n')).toEqual([]));

  it.each([
    ['no boundary in the content type', good, 'multipart/form-data'],
    ['another boundary', good, 'multipart/form-data; boundary=B2'],
    ['text before the first part', `x${good}`],
    ['text after the last part', `${good}x`],
    ['no end', good.replace('--B1--\r\n', '')],
    ['a part without a blank line', good.replace('name="A"\r\n\r\n', 'name="A"\r\n')],
    ['a part without a name', good.replace('; name="A"', '')],
    ['an empty name', good.replace('name="A"', 'name=""')],
    ['a part that is not form-data', good.replace('form-data; name="A"', 'attachment; name="A"')],
    ['bare line feeds', good.replaceAll('\r\n', '\n')],
    ['no content', ''],
  ])('is refused with %s', (_name, body, contentType = type) => expect(parse(body, contentType)).toBeUndefined());

  it('is refused with a name that is not UTF-8', () => {
    const body = Buffer.from(good);
    body[body.indexOf('A"')] = 0xff;
    expect(parseMultipart(type, body)).toBeUndefined();
  });
});
