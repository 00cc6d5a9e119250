import { describe, expect, it } from 'vitest';
import { refusalError, valueInWords } from '../../src/core/answer.ts';
import type { CodeEntry } from '../../src/core/declare/codes.ts';

const entry = (retry: CodeEntry['retry']) => ({ meaning: 'out of order', retry, effect: { category: 'failed' } }) as unknown as CodeEntry;
const retryable = (retry: CodeEntry['retry'], readOnly: boolean): boolean =>
  refusalError({ code: 'Down', message: '', requestId: undefined }, { codes: {}, action: { readOnly } }, entry(retry)).retryable;

describe('a refusal', () => {
  it('is retryable when its code always allows it, or when its code allows it for calls that only read', () => {
    expect(retryable('now', false)).toBe(true);
    expect(retryable('reading', true)).toBe(true);
    expect(retryable('reading', false)).toBe(false);
  });
});

describe('valueInWords', () => {
  it.each([
    [undefined, 'absent'],
    [null, 'null'],
    ['', '""'],
    ['Success', '"Success"'],
    ['success', 'text of 7 characters'],
    ['x'.repeat(4000), 'text of 4,000 characters'],
    [true, 'true'],
    [-0, '-0'],
    [96.3, '96.3'],
    [13800138000, 'a number of 11 digits'],
    [[], 'a list of 0 entries'],
    [['Erika'], 'a list of 1 entry'],
    [{ toString: 1 }, 'an object'],
  ])('describes %j', (value, words) => expect(valueInWords(value, ['Success'])).toBe(words));

  it.each([
    [7, 'a number'],
    [false, 'a boolean'],
    ['Success', 'text of 7 characters'],
  ])('describes %j when the member is not declared', (value, words) => expect(valueInWords(value, undefined)).toBe(words));
});
