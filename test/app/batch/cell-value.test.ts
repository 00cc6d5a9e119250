import { expect, it } from 'vitest';
import { cellValue } from '../../../src/app/batch/manifest/cell-value.ts';

it.each([
  ['a.jpg', 'file', false, 'a.jpg'],
  [true, 'boolean', false, 'true'],
  ['false', 'boolean', false, 'false'],
  [5, 'number', false, '5'],
  ['5', 'number', false, '5'],
  [5, 'any', false, '5'],
  [{ mode: 2 }, 'any', false, '{"mode":2}'],
  [['a.jpg', 'b.jpg'], 'file', true, ['a.jpg', 'b.jpg']],
] as const)('a cell with %j in a column of type %s (several: %s) gives the value of the flag', (value, holds, many, held) => {
  expect(cellValue(value, { holds, many })).toEqual(held);
});

it.each([
  [5, 'boolean', false],
  [true, 'number', false],
  [{}, 'number', false],
  [null, 'any', false],
  [['a'], 'any', false],
  [['a.jpg', true], 'file', true],
  [[['a']], 'any', true],
] as const)('a cell with %j in a column of type %s (several: %s) is refused', (value, holds, many) => {
  expect(cellValue(value, { holds, many })).toMatchObject({ problem: expect.stringMatching(/^holds .+ expected$/) });
});
