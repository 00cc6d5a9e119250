import { expect, it } from 'vitest';
import { shownName, shownUrl } from '../../src/config/shown.ts';

it.each(['singapore', 'prod-2.eu', 'my_profile', '$import', 'productionsingapore'])('shownName shows %s', (name) => {
  expect(shownName(name)).toBe(name);
});

it.each([`AKID${'x1'.repeat(16)}`, 'LTAI5tAbCdEfGh12', 'abcdefghijklmnopqrstuvwxyz', 'two words', 'a+b/c=', '../up', '', 'x-'.repeat(30)])(
  'shownName withholds %j',
  (name) => {
    expect(shownName(name)).toBe('(name withheld)');
  },
);

it.each([
  ['http://proxy.example:3128', 'http://proxy.example:3128'],
  ['http://user:hunter2@proxy.example:3128', 'http://…@proxy.example:3128/'],
  ['http://hunter2@proxy.example', 'http://…@proxy.example/'],
  ['hunter2', '(not a URL)'],
])('shownUrl(%s) is %s', (url, shown) => {
  expect(shownUrl(url)).toBe(shown);
});
