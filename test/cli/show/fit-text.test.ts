import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitText } from '../../../src/cli/show/fit-text.ts';

const bare = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

describe('fitText', () => {
  it.each([
    [
      'continues below the last column',
      '  next        ask the person to repeat it',
      34,
      '  next        ask the person to\n              repeat it',
    ],
    [
      'moves that column to its own lines when there is no room',
      '  tencent  work  AKID…1234  the user file, as the only one',
      32,
      '  tencent  work  AKID…1234\n      the user file, as the only\n      one',
    ],
    [
      'gives a long word its own line',
      '  request id  5c488e0f-dcc8-48a5-9335-f083858b3aa6',
      40,
      '  request id\n    5c488e0f-dcc8-48a5-9335-f083858b3aa6',
    ],
    ['never breaks a word', 'see https://example.com/a/very/long/address now', 20, 'see\nhttps://example.com/a/very/long/address\n    now'],
    ['does not change text that fits', 'a   b\n\n  c', 20, 'a   b\n\n  c'],
    [
      'counts characters, not colour codes',
      '\u001b[32m✔\u001b[39m \u001b[1mpass\u001b[22m  (sandbox)',
      17,
      '\u001b[32m✔\u001b[39m \u001b[1mpass\u001b[22m  (sandbox)',
    ],
    ['counts wide characters as two columns', '验证失败请重试 验证失败', 20, '验证失败请重试\n    验证失败'],
  ])('%s', (_, text, columns, shown) => {
    expect(fitText(text, columns)).toBe(shown);
  });

  it('loses nothing, and no line is longer than the width', () => {
    const word = fc.stringMatching(/^[a-z]{1,12}$/);
    const line = fc.array(fc.tuple(fc.constantFrom(' ', '  ', '    '), word), { maxLength: 12 }).map((parts) => parts.flat().join(''));
    fc.assert(
      fc.property(line, fc.integer({ min: 20, max: 60 }), (text, columns) => {
        const shown = fitText(text, columns);
        expect(bare(shown)).toBe(bare(text));
        for (const each of shown.split('\n')) expect(each.length).toBeLessThanOrEqual(columns);
      }),
    );
  });
});
