import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeXml } from '../../../src/sandbox/aliyun/replies.ts';
import { sampleFields } from '../../../src/sandbox/answers/sample-fields.ts';
import { decodeAliyun } from '../../../src/vendors/aliyun/answer/decode.ts';
import { aliyun } from '../../../src/vendors/aliyun/vendor.ts';
import type { AnswerDeclaration } from '../../../src/vendors/vendor.ts';
import { aliyunResponse } from '../../support/aliyun-answers.ts';
import { explained } from '../../support/explained.ts';

const decoded = (body: string | object, action: AnswerDeclaration) => {
  const answer = decodeAliyun(aliyunResponse(body), action);
  return answer.kind === 'result' ? answer.fields : answer;
};

describe('an answer as XML', () => {
  it('has a root, repeats the elements of a list, and leaves out null', () => {
    expect(writeXml('CompareFaceResponse', { RequestId: 'r', Data: { Thresholds: [61, 69], None: [], Gone: null, Tip: '' } })).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><CompareFaceResponse><RequestId>r</RequestId>' +
        '<Data><Thresholds>61</Thresholds><Thresholds>69</Thresholds><None></None><Tip></Tip></Data></CompareFaceResponse>',
    );
  });

  it('escapes markup, and replaces characters that XML cannot contain', () => {
    expect(writeXml('R', { A: `<&>"'\r\u0000` })).toContain('<A>&#60;&#38;&#62;&#34;&#39;&#13;\ufffd</A>');
  });

  const shape: AnswerDeclaration = {
    name: 'MadeUp',
    output: explained([
      { name: 'RequestId', type: 'String' },
      { name: 'Data', type: 'Data' },
    ]),
    types: {
      Data: explained([
        { name: 'Text', type: 'String' },
        { name: 'Count', type: 'Integer' },
        { name: 'Rate', type: 'Float' },
        { name: 'Passed', type: 'Boolean' },
        { name: 'Numbers', type: 'Array of Integer' },
        { name: 'Items', type: 'Array of Item' },
      ]),
      Item: explained([
        { name: 'Label', type: 'String' },
        { name: 'Rates', type: 'Array of Float' },
      ]),
    },
  };

  it('is read like the same answer as JSON', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 20 });
    const rate = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value));
    const integer = fc.integer({ min: -(10 ** 14), max: 10 ** 14 });
    const item = fc.record({ Label: text, Rates: fc.array(rate, { maxLength: 4 }) }, { noNullPrototype: true });
    const data = fc.record(
      { Text: text, Count: integer, Rate: rate, Passed: fc.boolean(), Numbers: fc.array(integer), Items: fc.array(item, { maxLength: 3 }) },
      { requiredKeys: [], noNullPrototype: true },
    );
    fc.assert(
      fc.property(data, (Data) => {
        const fields = { RequestId: 'r', Data };
        expect(decoded(writeXml('MadeUpResponse', fields), shape)).toEqual(decoded(fields, shape));
      }),
      { numRuns: 200 },
    );
  });

  it.each(aliyun.actions.map((action) => [action.name, action] as const))('of %s is read like the same answer as JSON', (_name, action) => {
    const context = { requestId: 'r', origin: 'http://127.0.0.1:4567', nowMs: 0 };
    const code = String(action.judgement?.decision.success);
    const fields = sampleFields(action, { code, description: 'fine' }, context);
    const withoutNull = JSON.parse(JSON.stringify(fields), (_key, value) => (value === null ? undefined : value));
    expect(decoded(writeXml(`${action.name}Response`, fields), action)).toEqual(decoded(withoutNull, action));
  });
});
