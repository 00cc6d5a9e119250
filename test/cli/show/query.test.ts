import { describe, expect, it } from 'vitest';
import { formatted, query } from '../../../src/cli/show/format.ts';

const value = JSON.parse('{"verdict":"pass","list":[{"a":1},{"a":2}],"own":{"constructor":"mine","__proto__":"too"}}');

describe('query', () => {
  it.each(['constructor', 'toString', '__proto__', 'own.hasOwnProperty', 'list[0].valueOf', 'list.length', 'verdict.length'])(
    'finds nothing that a value does not hold: %s',
    async (expression) => {
      expect(await query(value, expression)).toBeNull();
    },
  );

  it.each([
    ['own.constructor', 'mine'],
    ['own."__proto__"', 'too'],
    ['list[].a', [1, 2]],
    ['sort(keys(@))', ['list', 'own', 'verdict']],
  ])('finds what it does hold: %s', async (expression, found) => {
    expect(await query(value, expression)).toEqual(found);
  });

  it.each(['text', 'json', 'yaml', 'table'] as const)('is printed as %s, whatever it finds', async (output) => {
    for (const expression of ['constructor', 'own', '@', 'list', 'list[0]'])
      expect(await formatted(value, () => '', { output, query: expression, isTerminal: false })).toMatch(/\n$/);
  });
});
