import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFault } from '../../src/core/parse-json.ts';

describe('jsonFault', () => {
  it.each([
    ['', 1, 1],
    ['{', 1, 2],
    ['{"a":1,}', 1, 8],
    ['{"a":1,\n  b: 2}', 2, 3],
    ['[1,\n2,,3]', 2, 3],
    ['[1}', 1, 3],
    ['{"a" 1}', 1, 6],
    ['{"a":}', 1, 6],
    ['{"a":"open', 1, 6],
    ['{"a":"b\\x"}', 1, 6],
    ['[1] 2', 1, 5],
    ['{"a":01}', 1, 7],
    ['{1:2}', 1, 2],
    ["{'a':1}", 1, 2],
  ])('finds the first error of %j in line %i, column %i', (text, line, column) => {
    expect(jsonFault(text)).toEqual({ line, column });
  });

  it('returns the position after the last character for valid JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 2), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), null, indent);
        // The scanner is stricter than JSON only for DEL and the C1 controls.
        fc.pre(!/[\u007f-\u009f]/.test(text));
        const lines = text.split('\n');
        expect(jsonFault(text)).toEqual({ line: lines.length, column: (lines.at(-1) ?? '').length + 1 });
      }),
      { numRuns: 200 },
    );
  });
});
