import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BodyValue } from '../../../../src/core/http.ts';
import { base64, type ListStyle, rpcParams as partsOf } from '../../../../src/vendors/aliyun/request/rpc-params.ts';
import { openApiUtil, popCoreSend } from '../../../support/aliyun-official-signers.ts';

const numbered = () => 'repeatList' as const;
const asJson = () => 'json' as const;
const rpcParams = (values: Readonly<Record<string, BodyValue>>, style: (name: string) => ListStyle) => partsOf(values, style).texts(base64);
const media = (text: string) => ({ bytes: Buffer.from(text), mediaType: 'image/jpeg' });

describe('a repeatList parameter', () => {
  it('numbers its entries from one, as DetectLivingFace expects them', () => {
    const Tasks = [{ ImageURL: 'https://a/1.jpg' }, { ImageURL: 'https://a/2.jpg' }];
    expect(rpcParams({ Tasks }, numbered)).toEqual({ 'Tasks.1.ImageURL': 'https://a/1.jpg', 'Tasks.2.ImageURL': 'https://a/2.jpg' });
  });

  it('numbers lists in objects and lists in lists', () => {
    expect(
      rpcParams(
        {
          A: [
            ['x', 'y'],
            ['', 1],
          ],
          B: { C: [true] },
        },
        numbered,
      ),
    ).toEqual({
      'A.1.1': 'x',
      'A.1.2': 'y',
      'A.2.1': '',
      'A.2.2': '1',
      'B.C.1': 'true',
    });
  });

  it('is not sent if it is empty', () => expect(rpcParams({ A: [], B: {} }, numbered)).toEqual({}));

  it('numbers more than nine entries', () => {
    expect(Object.keys(rpcParams({ A: Array.from({ length: 11 }, () => 'x') }, numbered)).slice(-2)).toEqual(['A.10', 'A.11']);
  });

  it('keeps a name that is already numbered', () => {
    expect(rpcParams({ 'Tasks.1.ImageData': media('picture') }, numbered)).toEqual({ 'Tasks.1.ImageData': 'cGljdHVyZQ==' });
  });
});

describe('a json parameter', () => {
  it('is one JSON text', () => {
    expect(rpcParams({ Points: [{ X: 1, Y: '2' }], Empty: [] }, asJson)).toEqual({ Points: '[{"X":1,"Y":"2"}]', Empty: '[]' });
  });

  it('stays as it is if it is already text', () => {
    expect(rpcParams({ ServiceParameters: '{"resourceCode":"00840000"}' }, asJson)).toEqual({
      ServiceParameters: '{"resourceCode":"00840000"}',
    });
  });

  it('contains pictures as base64, as ServiceParameters expects them', () => {
    expect(rpcParams({ ServiceParameters: { resourceCode: '00840000', refFaceContent: media('id') } }, asJson)).toEqual({
      ServiceParameters: '{"resourceCode":"00840000","refFaceContent":"aWQ="}',
    });
  });
});

it('each parameter is written in the style of its name', () => {
  const style = (name: string) => (name === 'Json' ? ('json' as const) : ('repeatList' as const));
  expect(rpcParams({ Json: [1, 2], List: [1, 2], Text: 'a', Number: 1.5, Flag: false }, style)).toEqual({
    Json: '[1,2]',
    'List.1': '1',
    'List.2': '2',
    Text: 'a',
    Number: '1.5',
    Flag: 'false',
  });
});

it('media are written as base64 at any depth, without line breaks', () => {
  const long = 'x'.repeat(300);
  const params = rpcParams({ Image: media(long), Tasks: [{ ImageData: media(long) }] }, numbered);
  expect(Object.values(params)).toEqual([Buffer.from(long).toString('base64'), Buffer.from(long).toString('base64')]);
});

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const scalar = fc.oneof(text, fc.integer(), fc.boolean());
const name = fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,8}$/);
const { value } = fc.letrec<{ value: BodyValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

describe('rpcParams gives the same result as', () => {
  it('@alicloud/openapi-util for numbered lists', () => {
    fc.assert(
      fc.property(fc.dictionary(name, value, { maxKeys: 4, noNullPrototype: true }), (values) => {
        expect(rpcParams(values, numbered)).toEqual(openApiUtil.query(values));
      }),
      { numRuns: 300 },
    );
  });

  it('@alicloud/openapi-util for JSON', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), (list) => {
        expect(rpcParams({ List: list }, asJson)).toEqual({ List: openApiUtil.arrayToStringWithSpecifiedStyle(list, 'List', 'json') });
      }),
      { numRuns: 200 },
    );
  });

  it('@alicloud/pop-core for the lists that it sends', async () => {
    const task = fc.dictionary(name, scalar, { maxKeys: 3, noNullPrototype: true });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(scalar, task), { maxLength: 4 }), async (Tasks) => {
        const { params } = await popCoreSend({ id: 'testid', secret: 'testsecret' }, 'POST', { Action: 'DetectLivingFace', Tasks });
        expect(params).toMatchObject(rpcParams({ Tasks }, numbered));
      }),
      { numRuns: 100 },
    );
  });
});
