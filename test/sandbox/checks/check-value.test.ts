import { describe, expect, it } from 'vitest';
import { strictBase64 } from '../../../src/sandbox/checks/check-value.ts';

describe('base64', () => {
  it.each(['', 'AA==', 'AAA=', 'AAAA', '+/+/'])('%j is accepted', (text) => expect(strictBase64(text)?.toString('base64')).toBe(text));

  it.each(['A', 'AA', 'AAA', 'AA=A', '====', 'AA==AAAA', 'AA A', 'AAAA\n', 'AAA\n', '-_-_', 'ÄÄÄÄ'])('%j is not accepted', (text) => {
    expect(strictBase64(text)).toBeUndefined();
  });
});
