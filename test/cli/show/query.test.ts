import { describe, expect, it } from 'vitest';
import { formatted } from '../../../src/cli/show/format.ts';
import { query, queryProblem } from '../../../src/cli/show/query.ts';

const value = JSON.parse('{"verdict":"pass","list":[{"a":1},{"a":2}],"own":{"constructor":"mine","__proto__":"too"}}');

describe('query', () => {
  it.each(['constructor', 'toString', '__proto__', 'own.hasOwnProperty', 'list[0].valueOf', 'list.length', 'verdict.length'])(
    'finds nothing for a property that the value does not own: %s',
    async (expression) => {
      expect(await query(value, expression)).toBeNull();
    },
  );

  it.each([
    ['own.constructor', 'mine'],
    ['own."__proto__"', 'too'],
    ['list[].a', [1, 2]],
    ['sort(keys(@))', ['list', 'own', 'verdict']],
  ])('finds the property that the value owns: %s', async (expression, found) => {
    expect(await query(value, expression)).toEqual(found);
  });

  it.each(['text', 'json', 'yaml', 'table'] as const)('prints one line or more as %s, whatever the query finds', async (output) => {
    for (const expression of ['constructor', 'own', '@', 'list', 'list[0]'])
      expect(await formatted(value, () => '', { output, query: expression, isTerminal: false })).toMatch(/\n$/);
  });
});

describe('an expression', () => {
  it.each([
    ['verdict.', 'ends where a name is expected'],
    ['a.*.', 'ends where a name is expected'],
    ['{a: b.}', 'ends where a name is expected'],
    ['list[?a.]', 'ends where a name is expected'],
    ['sort_by(list, &a.)', 'ends where a name is expected'],
    ['{a:b,}', 'Expecting an identifier'],
    ['"a', 'Unterminated string'],
    ['`{bad`', 'JSON'],
    ['[a,]', 'Unexpected token'],
    ['length()', 'takes 1 argument'],
    ['join(`,`)', 'takes 2 arguments'],
    ['list[?length(a, b) > `1`]', 'takes 1 argument'],
    ['map(&length(), list)', 'takes 1 argument'],
    ['{a: {b: nothing(@)}}', 'Unknown function'],
    ['a[::0]', 'step of 0'],
    ['a[', 'Expected Star'],
  ])('%s is wrong for every value: %s', async (expression, said) => {
    expect((await queryProblem(expression))?.message).toContain(said);
  });

  it.each([
    '@',
    'verdict',
    'a[::2]',
    'a[:-1]',
    'list[?a > `1`].a | [0]',
    'sort_by(list, &a)[*].{x: a, y: length(b)}',
    'not_null(a, b, `1`)',
    'sum(list[].a)',
    'a || b && !c',
    '"constructor".own',
    "join(',', keys(@))",
  ])('%s is accepted', async (expression) => {
    expect(await queryProblem(expression)).toBeUndefined();
  });
});
