import { expect, it } from 'vitest';
import { tabSeparated } from '../../../src/cli/show/tab-separated.ts';
import { main } from '../../../src/main.ts';
import { memoryRuntime } from '../../support/memory-runtime.ts';

it.each([
  [['pass', 96.3], 'pass\t96.3\n'],
  [['a', null, true, ''], 'a\t\ttrue\t\n'],
  [['a\tb\nc'], 'a b c\n'],
  [
    [
      ['a', 1],
      ['b', 2],
    ],
    'a\t1\nb\t2\n',
  ],
  [[], undefined],
  [[{ a: 1 }], undefined],
  [[['a', []]], undefined],
  [{ a: 1 }, undefined],
  ['a', undefined],
])('tabSeparated writes %j', (value, text) => expect(tabSeparated(value)).toBe(text));

it.each([
  ['[verdict,score]', 'pass\t96.3\n'],
  ['checked', 'liveness\tcomparison\n'],
  ['verdict', 'pass\n'],
  ['{v:verdict}', '{\n  "v": "pass"\n}\n'],
])('--query %s prints a list of scalars with tabs', async (expression, text) => {
  const runtime = memoryRuntime({});
  const argv = ['compare', '--image', 'fixtures/portrait.jpg', '--video', 'fixtures/selfie-3s.mp4', '--sandbox', '--query', expression];
  expect(await main(argv, runtime, '0.0.0')).toBe(0);
  expect(runtime.out()).toBe(text);
});
