import { describe, expect, it } from 'vitest';
import { structured, wantsColour } from '../../../src/cli/show/format.ts';

const cells = async (value: unknown): Promise<string[][]> =>
  (await structured(value, 'table'))
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/ {2,}/));

describe('a table', () => {
  it('has a column for each member of the records in a list', async () => {
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

  it('shows a record as names and values, and numbers the entries of other lists', async () => {
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

describe('wantsColour', () => {
  const terminal = { isTTY: true };
  const pipe = { isTTY: false };

  it.each([
    [terminal, {}, true, true],
    [pipe, {}, true, false],
    [terminal, { NO_COLOR: '1' }, true, false],
    [terminal, { NO_COLOR: '' }, true, true],
    [terminal, { TERM: 'dumb' }, true, false],
    [pipe, { FORCE_COLOR: '1' }, true, true],
    [pipe, { FORCE_COLOR: 'true', NO_COLOR: '1', TERM: 'dumb' }, true, true],
    [terminal, { FORCE_COLOR: '0' }, true, false],
    [terminal, { FORCE_COLOR: 'false' }, true, false],
    [pipe, { FORCE_COLOR: '' }, true, false],
    [terminal, { FORCE_COLOR: '1' }, false, false],
  ])('is decided for %j with %j and the flag %s', (stream, env, flag, wanted) => {
    expect(wantsColour(stream, env, flag)).toBe(wanted);
  });
});
