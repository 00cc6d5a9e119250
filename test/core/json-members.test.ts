import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasDuplicateMembers } from '../../src/core/json.ts';

describe('hasDuplicateMembers', () => {
  it.each(['{"a":1,"a":2}', '{"x":{"a":1,"b":{},"a":2}}', '[{"a":1},{"b":[{"c":1,"c":1}]}]', '{"a":"\\\\","a":1}', '{"a":1,"\\u0061":2}'])(
    'is true for %s',
    (text) => expect(hasDuplicateMembers(text)).toBe(true),
  );

  it.each(['{}', '{"a":"a","b":"a"}', '[{"a":1},{"a":2}]', '{"a":{"a":{"a":1}}}', '{"a":"{\\"b\\":1,\\"b\\":2}"}'])(
    'is false for %s',
    (text) => expect(hasDuplicateMembers(text)).toBe(false),
  );

  it('is false for everything that JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(hasDuplicateMembers(JSON.stringify(value))).toBe(false);
      }),
    );
  });
});
