import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAliyun } from '../../../../src/vendors/aliyun/answer/decode.ts';
import { aliyunResponse, compareFace, sampleRequestId } from '../../../support/aliyun-answers.ts';

const RequestId = sampleRequestId;

describe('text in an answer', () => {
  const member = (name: string, text: string): unknown => {
    const answer = decodeAliyun(
      aliyunResponse(`<CompareFaceResponse><RequestId>1</RequestId><Data><${name}>${text}</${name}></Data></CompareFaceResponse>`),
      compareFace,
    );
    const data = answer.kind === 'result' ? answer.fields.Data : undefined;
    return (data as Record<string, unknown>)[name];
  };

  it.each(['abc', '', ' 85', '85 ', '85,5', '.5', '5.', '+5', '0x10', '1e999', 'NaN', 'Infinity', '085', '8_5'])(
    'stays text if a Float is %j in XML',
    (text) => {
      expect(member('Confidence', text)).toBe(text);
    },
  );

  it.each(['1.0', '1e3', '00840000', '99999999999999999999', 'true'])('stays text if an Integer is %j in XML', (text) =>
    expect(member('IsMaskA', text)).toBe(text),
  );
  it.each(['True', '1', 'yes', ' true'])('stays text if a Boolean is %j in XML', (text) => expect(member('Passed', text)).toBe(text));
  it.each(['85', 'true', 'null', '1e3'])('stays text if a String is %j in XML', (text) => expect(member('MessageTips', text)).toBe(text));

  it.each([
    ['Confidence', '85', 85],
    ['Confidence', '54.4566324452', 54.4566324452],
    ['Confidence', '-0.5', -0.5],
    ['IsMaskA', '-12', -12],
    ['Passed', 'false', false],
    ['Thresholds', '61', [61]],
    ['Thresholds', '', []],
    ['Rect', '', {}],
  ])('is converted by its type in XML: %s %j becomes %j', (name, text, value) => expect(member(name, text)).toEqual(value));

  it('stays text in JSON, also if it looks like a number', () => {
    expect(decodeAliyun(aliyunResponse({ RequestId, Data: { Confidence: '85' } }), compareFace)).toMatchObject({
      fields: { Data: { Confidence: '85' } },
    });
  });
});

const escaped = (text: string): string => [...text].map((char) => `&#${char.codePointAt(0)};`).join('');
const text = fc.string({ unit: fc.constantFrom('0', '8', '4', '.', '-', ' ', 'e', 't', 'é', '<', '&', '"'), maxLength: 8 });

function xmlOf(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? `<${name}/>` : value.map((item) => xmlOf(name, item)).join('');
  if (typeof value !== 'object' || value === null) return `<${name}>${escaped(String(value))}</${name}>`;
  return `<${name}>${Object.entries(value)
    .map(([key, member]) => xmlOf(key, member))
    .join('')}</${name}>`;
}

const element = fc.record({ Label: text, Rate: fc.double({ noNaN: true, noDefaultInfinity: true }) }, { requiredKeys: ['Label'] });
const data = fc.record(
  {
    Confidence: fc.double({ noNaN: true, noDefaultInfinity: true }),
    Thresholds: fc.array(fc.integer(), { maxLength: 3 }),
    IsMaskA: fc.integer(),
    MessageTips: text,
    Passed: fc.boolean(),
    Rect: fc.record({ Left: fc.integer() }),
    Elements: fc.array(element, { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

it('JSON and XML with the same values of the documented types give the same result', () => {
  fc.assert(
    fc.property(data, (Data) => {
      const json = JSON.stringify({ RequestId, Data });
      const xml = xmlOf('CompareFaceResponse', JSON.parse(json));
      const read = decodeAliyun(aliyunResponse(xml), compareFace);
      expect(read).toEqual(decodeAliyun(aliyunResponse(json), compareFace));
      expect(read).toMatchObject({ fields: JSON.parse(json) });
    }),
    { numRuns: 300 },
  );
});
