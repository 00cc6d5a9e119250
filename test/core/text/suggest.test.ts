import { expect, it } from 'vitest';
import { suggest } from '../../../src/core/text/suggest.ts';

const names = ['secretId', 'secretKey', 'region', 'retries'];

it.each([
  ['secret_key', 'secretKey'],
  ['SECRETID', 'secretId'],
  ['regoin', 'region'],
  ['retrys', 'retries'],
  ['colour', undefined],
  ['x'.repeat(41), undefined],
])('%s: %s', (word, expected) => {
  expect(suggest(word, names)).toBe(expected);
});

it('takes two letters that changed places for one mistake, so that it is found in a short word', () => {
  expect(suggest('Titel', ['Inner', 'Title'])).toBe('Title');
  expect(suggest('Tilet', ['Inner', 'Title'])).toBeUndefined();
});
