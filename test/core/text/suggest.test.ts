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
])('suggest(%s) is %s', (word, expected) => {
  expect(suggest(word, names)).toBe(expected);
});

it('suggest counts two swapped letters as one mistake, so that short words are found', () => {
  expect(suggest('Titel', ['Inner', 'Title'])).toBe('Title');
  expect(suggest('Tilet', ['Inner', 'Title'])).toBeUndefined();
});
