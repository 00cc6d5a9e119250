import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MediaParam, Param } from '../../../src/core/declare/params.ts';
import { isRecord } from '../../../src/core/json.ts';
import { EncodedText } from '../../../src/sandbox/wire/encoded-text.ts';
import { readLongJson } from '../../../src/sandbox/wire/read-long-json.ts';

const media = (name: string): MediaParam => ({ name, type: 'String', help: 'a file', media: { kind: 'image', formats: ['jpeg'] } });

const params: readonly Param[] = [
  media('Image'),
  media('Video'),
  { name: 'Text', type: 'String', help: 'words' },
  { name: 'Config', type: 'Config', help: 'settings', members: [media('Image')] },
  { name: 'Tasks', type: 'Array of Task', help: 'tasks', entry: [media('Image')], maxItems: 3 },
];

const read = (body: Buffer | string) => readLongJson(Buffer.from(body as string), params, Buffer.allocUnsafeSlow);

/** The values as `JSON.parse` would return them. */
const asText = (value: unknown): unknown => {
  if (value instanceof EncodedText) return String(value);
  if (Array.isArray(value)) return value.map(asText);
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asText(member)])) : value;
};

const long = Buffer.alloc(6000, 'faces ').toString('base64');
const other = Buffer.alloc(4500, 'clip').toString('base64');

describe('a body with long media', () => {
  it.each([
    ['at the top', `{"Image":"${long}","Text":"a","Video":"${other}"}`],
    ['in an object', `{"Config":{"Image":"${long}"}}`],
    ['in a list', `{"Tasks":[{"Image":"${long}"},{"Text":"long-0"},{"Image":"${other}"}]}`],
    ['with blanks around it', `{ "Image" :\n "${long}" ,"Video": "${other}" }\n`],
    ['next to text in UTF-8', `{"Image":"${long}","Text":"Grüße 顔"}`],
    ['next to text like the placeholders of the reader', `{"Text":"long-0","Image":"${long}","Other":["long--0","long-"]}`],
    ['next to numbers', `{"Image":"${long}","A":1e400,"B":-0,"C":12345678901234567890,"D":0.1}`],
    ['next to names of inherited members', `{"__proto__":{"a":1},"Image":"${long}","constructor":null}`],
    ['next to short media that occur twice', `{"Video":"AAAA","Video":"BBBB","Image":"${long}"}`],
  ])('%s is read as JSON.parse reads it', (_where, text) => {
    const values = read(text);
    expect(asText(values)).toEqual(JSON.parse(text));
    expect(Object.keys(values ?? {})).toEqual(Object.keys(JSON.parse(text) as object));
  });

  it('is decoded to bytes, and not to text', () => {
    const image = read(`{"Image":"${long}"}`)?.Image;
    expect(image instanceof EncodedText && image.bytes.equals(Buffer.alloc(6000, 'faces '))).toBe(true);
  });

  it.each([
    ['without a long string', '{"Image":"AAAA"}'],
    ['with a long string of another kind', `{"Image":"${long}","Text":"${other}"}`],
    ['with a long string in an undeclared member', `{"Image":"${long}","Stray":"${other}"}`],
    ['with a long name', `{"Image":"${long}","${other}":1}`],
    ['with a list instead of a text', `{"Image":["${long}"]}`],
    ['with the same long member twice', `{"Image":"${long}","Image":"${other}"}`],
    ['with a backslash', `{"Image":"${long}","Text":"\\u0041"}`],
    ['with a backslash in the long string', `{"Image":"${long}\\/"}`],
    ['with an escaped quote before the long string', `{"Text":"\\"","Image":"${long}"}`],
    ['with a line break in the long string', `{"Image":"${long}\n"}`],
    ['with text that is not base64', `{"Image":"${long}-__-"}`],
    ['with wrong padding', `{"Image":"${long.slice(1)}"}`],
    ['that is not an object', `["${long}"]`],
    ['that ends early', `{"Image":"${long}"`],
    ['that ends in a string', `{"Image":"${long}`],
    ['with text after its end', `{"Image":"${long}"}}`],
    ['with an additional comma', `{"Image":"${long}",}`],
    ['with a byte order mark', `\ufeff{"Image":"${long}"}`],
    ['of very many strings', `{"Image":"${long}","Other":[${Array(600).fill('"a"').join()}]}`],
    ['that is not UTF-8', Buffer.concat([Buffer.from(`{"Image":"${long}","Text":"`), Buffer.from([0xc3]), Buffer.from('"}')])],
  ])('%s is left to JSON.parse', (_how, body) => expect(read(body)).toBeUndefined());
});

/** Parts of JSON, and text that looks like JSON. */
const piece = fc.oneof(
  fc.constantFrom(
    ...'{}[],:"\\ \n',
    '"Image"',
    '"Video"',
    '"Text"',
    '"Tasks":[{',
    '"Config":{',
    `"${long}"`,
    `"${other}"`,
    `"${long}`,
    '\\"',
  ),
  fc.constantFrom('"long-0"', '"long-', '1', 'null', '-0', '1e5', '"é"', '\ud83d', '"\\u0022"', '"\u0001"', '\ufeff'),
);

const json = fc.letrec((tie) => ({
  text: fc.oneof(
    { weight: 9, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
    { weight: 3, arbitrary: fc.constantFrom(other, 'long-0', 'long--', 'long-1') },
    { weight: 1, arbitrary: fc.constantFrom(long, `${long}\n`, '"', '\\') },
  ),
  name: fc.oneof(fc.constantFrom('Image', 'Video', 'Text', 'Config', 'Tasks', '__proto__'), fc.string({ maxLength: 4 })),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('text'),
    fc.constantFrom(0, -0, 1e21, 1e-7, true, null, 2 ** 53),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.array(fc.tuple(tie('name'), tie('value')), { maxLength: 4 }),
}));

/** Text of made-up JSON in which a name may come twice. */
const written = (value: unknown): string => {
  if (!Array.isArray(value)) return JSON.stringify(value);
  const isObject = value.every((entry) => Array.isArray(entry) && entry.length === 2 && typeof entry[0] === 'string');
  if (!isObject) return `[${value.map(written).join(', ')}]`;
  return `{${value.map(([name, member]: unknown[]) => `${JSON.stringify(name)}:${written(member)}`).join()}}`;
};

function expectSame(body: Buffer): boolean {
  const values = readLongJson(body, params, Buffer.allocUnsafeSlow);
  if (values === undefined) return false;
  expect(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)).toBe(body.toString());
  expect(asText(values)).toEqual(JSON.parse(body.toString()));
  return true;
}

describe('any body', () => {
  it('of JSON is read as JSON.parse reads it, or left to it', () => {
    let count = 0;
    fc.assert(
      fc.property(json.object, (object) => {
        expectSame(Buffer.from(written(object)));
        const withImage = written(object).replace(/^\{(?=")/, `{"Image":"${long}",`);
        if (expectSame(Buffer.from(withImage))) count += 1;
      }),
      { numRuns: 1500 },
    );
    expect(count).toBeGreaterThan(50);
  });

  it('of pieces of JSON is read as JSON.parse reads it, or left to it', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        expectSame(Buffer.from(pieces.join('')));
        expectSame(Buffer.from(`{"Image":"${long}",${pieces.join('')}}`));
      }),
      { numRuns: 1500 },
    );
  });

  it('with one byte changed is read as JSON.parse reads it, or left to it', () => {
    const body = Buffer.from(`{"Image":"${long}","Text":"Grüße","Config":{"Image":"${other}"},"N":1.5}`);
    fc.assert(
      fc.property(fc.nat(body.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const changed = Buffer.from(body);
        changed[at] = byte;
        expectSame(changed);
      }),
      { numRuns: 1500 },
    );
    const edges = [...body.keys()].filter((at) => at < 20 || at > body.length - 60 || Math.abs(at - 8010) < 40);
    for (const at of edges) {
      for (let byte = 0; byte < 256; byte += 1) {
        const changed = Buffer.from(body);
        changed[at] = byte;
        expectSame(changed);
      }
    }
  });
});
