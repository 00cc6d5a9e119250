import { describe, expect, it } from 'vitest';
import { structured } from '../../../src/cli/show/format.ts';

const cells = async (value: unknown): Promise<string[][]> =>
  (await structured(value, 'table'))
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/ {2,}/));

describe('a table', () => {
  it('has a column for each member of a list’s records', async () => {
    expect(
      await cells([
        { code: 'A', exit: 10 },
        { code: 'B', more: ['x'] },
      ]),
    ).toEqual([
      ['code', 'exit', 'more'],
      ['A', '10'],
      ['B', '["x"]'],
    ]);
  });

  it('has name and value of a record, and numbers a list of anything else', async () => {
    expect(await cells({ verdict: 'pass', checked: ['face'] })).toEqual([
      ['verdict', 'pass'],
      ['checked', '["face"]'],
    ]);
    expect(await cells(['a', 'b'])).toEqual([
      ['0', 'a'],
      ['1', 'b'],
    ]);
    expect(await cells('alone')).toEqual([['value', 'alone']]);
  });
});
