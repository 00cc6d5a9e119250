import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactor, replaceForms } from '../../../src/app/privacy/redactor.ts';

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The same replacement by V8's own patterns, which know the case of every letter. */
function byPattern(forms: readonly string[], shortest: number) {
  const alone = (form: string): string => `(?<![\\p{L}\\p{N}])${literal(form)}(?![\\p{L}\\p{N}])`;
  const sorted = [...forms].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(sorted.map((form) => (form.length < shortest ? alone(form) : literal(form))).join('|'), 'giu');
  return (text: string): string => text.replace(pattern, (found) => `<${found.length}>`);
}

/** Letters with special case rules, surrogate pairs, and characters that a pattern would interpret. */
const letters = fc.constantFrom('a', 'A', 'b', 'K', '\u212a', 's', 'ſ', 'é', 'É', 'σ', 'ς', 'Σ', 'ß', '李', '😀', '1', ' ', '.', '*', '[');
const words = (minLength: number, maxLength: number) => fc.array(letters, { minLength, maxLength }).map((all) => all.join(''));

describe('replaceForms', () => {
  it('finds texts as V8’s patterns do: in any case, the leftmost first, the longest at one position', () => {
    fc.assert(
      fc.property(
        fc.array(words(1, 4), { minLength: 1, maxLength: 4 }),
        words(0, 30),
        fc.integer({ min: 0, max: 4 }),
        (forms, text, shortest) => {
          const replaced = replaceForms(
            forms,
            ({ length }) => length < shortest,
            (found) => `<${found.length}>`,
          )(text);
          expect(replaced).toBe(byPattern(forms, shortest)(text));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('keeps the text between matches, also after letters that get longer in another case', () => {
    const hide = replaceForms(
      ['secret-1'],
      () => false,
      () => '…',
    );
    expect(hide('İİ ŉ ẞ SECRET-1 İ secret-1')).toBe('İİ ŉ ẞ … İ …');
  });
});

describe('a redactor', () => {
  it.each([6_000, 10_000, 100_000, 1_000_000])('hides a value of %i characters in every encoding', (length) => {
    const value = `https://a.example/${'Picture-7.'.repeat(length / 10)}`;
    const hide = redactor([{ text: value, word: '<one>' }]);
    const said = `not found: ${value}, ${encodeURIComponent(value)}, ${Buffer.from(value).toString('base64')}`;
    expect(hide(said)).toBe('not found: <one>, <one>, <one>');
  });

  it('hides each of thousands of values', () => {
    const values = Array.from({ length: 3000 }, (_, index) => `customer-${index}-${'x'.repeat(index % 50)}`);
    const hide = redactor(values.map((text) => ({ text, word: '•' })));
    expect(hide(`${values[0]} ${values[2999]} ${values[1234]?.toUpperCase()} stays`)).toBe('• • • stays');
  });

  it('hides a short value only when it is a word of its own', () => {
    const hide = redactor([{ text: 'Li', word: '•' }]);
    expect(hide('Li, LI and link, (li) 李Li Li李')).toBe('•, • and link, (•) 李Li Li李');
  });
});
