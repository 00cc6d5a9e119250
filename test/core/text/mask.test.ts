import { expect, it } from 'vitest';
import { shownKeyId } from '../../../src/core/text/mask.ts';

it.each([
  ['AKIDz8krbsJ5yKBZQ', 'AKID…KBZQ'],
  ['sandbox-id', 'sand…x-id'],
  ['123456789', '1234…6789'],
  ['12345678', '…'],
  ['short', '…'],
])('shownKeyId(%s) is %s', (id, shown) => {
  expect(shownKeyId(id)).toBe(shown);
});
