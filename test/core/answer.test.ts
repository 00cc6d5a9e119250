import { describe, expect, it } from 'vitest';
import { refusalError } from '../../src/core/answer.ts';
import type { CodeEntry } from '../../src/core/declare/codes.ts';

const entry = (retry: CodeEntry['retry']) => ({ meaning: 'out of order', retry, effect: { category: 'failed' } }) as unknown as CodeEntry;
const retryable = (retry: CodeEntry['retry'], readOnly: boolean): boolean =>
  refusalError({ code: 'Down', message: '', requestId: undefined }, { codes: {}, action: { readOnly } }, entry(retry)).retryable;

describe('a refusal', () => {
  it('may be repeated where the code says so, or where the call only reads', () => {
    expect(retryable('now', false)).toBe(true);
    expect(retryable('reading', true)).toBe(true);
    expect(retryable('reading', false)).toBe(false);
  });
});
