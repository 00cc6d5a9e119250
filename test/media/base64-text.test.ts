import { describe, expect, it } from 'vitest';
import { decodeBase64 } from '../../src/media/base64-text.ts';

describe('decodeBase64', () => {
  const bytes = Buffer.from([251, 255, 0, 7]);

  it('reads both alphabets, with line breaks and blanks', () => {
    expect(decodeBase64(bytes.toString('base64'))).toEqual(bytes);
    expect(decodeBase64(bytes.toString('base64url'))).toEqual(bytes);
    expect(decodeBase64(` ${bytes.toString('base64').slice(0, 3)}\r\n ${bytes.toString('base64').slice(3)}\n`)).toEqual(bytes);
  });

  it.each([[undefined], [7], [''], ['  '], ['a=b'], ['abc==='], ['not base64!'], [`${' '.repeat(200_000)}!`]])(
    'gives nothing for %j',
    (value) => {
      expect(decodeBase64(value)).toBeUndefined();
    },
  );
});
