import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandLines, layOut, wrapped } from '../../../src/cli/help/layout.ts';
import { painter } from '../../../src/cli/show/format.ts';

const plain = await painter(false);
const word = fc.stringMatching(/^[a-z<>.,-]{1,14}$/);
const text = fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => words.join(' '));

describe('wrapped text', () => {
  it('keeps every word and the order of the words, on lines that fit', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 14, max: 100 }), (given, width) => {
        const lines = wrapped(given, width);
        expect(lines.join(' ')).toBe(given);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('gives a longer word its own line', () => {
    expect(wrapped('see https://example.com/a/very/long/address for more', 12)).toEqual([
      'see',
      'https://example.com/a/very/long/address',
      'for more',
    ]);
  });
});

describe('a command on several lines', () => {
  it('is the same command for a shell', () => {
    const flag = fc.stringMatching(/^--[a-z]{2,10}$/);
    const value = fc.oneof(word, fc.constant("'[?exitCode==`11`].name here'"));
    fc.assert(
      fc.property(fc.array(fc.oneof(flag, value), { minLength: 1, maxLength: 12 }), fc.integer({ min: 30, max: 80 }), (words, width) => {
        const joined = commandLines(['idv', ...words].join(' '), width)
          .join('\n')
          .replace(/ \\\n {2}/g, ' ');
        expect(joined).toBe(['idv', ...words].join(' '));
      }),
    );
  });

  it('keeps a flag and its value on one line', () => {
    expect(commandLines('idv compare --image portrait.jpg --video selfie.mp4 --sandbox', 40)).toEqual([
      'idv compare --image portrait.jpg \\',
      '  --video selfie.mp4 --sandbox',
    ]);
  });
});

describe('a page', () => {
  it('has names and meanings in columns, or below each other when there is no room', () => {
    const section = {
      heading: 'Flags',
      rows: [
        ['--a <x>', 'one two three'],
        [`--${'b'.repeat(30)}`, 'four'],
      ] as const,
    };
    expect(layOut([section, { heading: 'Empty' }], 80, plain)).toBe(
      `Flags\n  --a <x>  one two three\n  --${'b'.repeat(30)}\n           four\n`,
    );
    expect(layOut([section], 40, plain)).toBe(`Flags\n  --a <x>\n      one two three\n  --${'b'.repeat(30)}\n      four\n`);
  });

  it('has bold headings with colour', async () => {
    expect(layOut([{ heading: 'Flags', text: ['x'] }], 80, await painter(true))).toBe('\u001b[1mFlags\u001b[22m\n  x\n');
  });
});
