import { expect, it } from 'vitest';
import { shownName } from '../../src/config/shown-name.ts';

it.each(['singapore', 'prod-2.eu', 'my_profile', '$import', 'productionsingapore'])('shows %s', (name) => {
  expect(shownName(name)).toBe(name);
});

it.each([`AKID${'x1'.repeat(16)}`, 'LTAI5tAbCdEfGh12', 'abcdefghijklmnopqrstuvwxyz', 'two words', 'a+b/c=', '../up', '', 'x-'.repeat(30)])(
  'withholds %j',
  (name) => {
    expect(shownName(name)).toBe('(name withheld)');
  },
);
