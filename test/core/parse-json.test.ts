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
  ])('%j: line %i, column %i', (text, line, column) => {
    expect(jsonFault(text)).toEqual({ line, column });
  });

  it('reads valid JSON to its end', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 2), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), null, indent);
        // DEL and the C1 controls are the one place where the scanner is stricter than JSON.
        fc.pre(!/[\u007f-\u009f]/.test(text));
        const lines = text.split('\n');
        expect(jsonFault(text)).toEqual({ line: lines.length, column: (lines.at(-1) ?? '').length + 1 });
      }),
      { numRuns: 200 },
    );
  });
});
