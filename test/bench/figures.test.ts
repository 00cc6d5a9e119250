import { describe, expect, it } from 'vitest';
import { goalText, median, ratioOf, shownGoal, tableOf } from '../../bench/measure/figures.mjs';

describe('median', () => {
  it('returns the middle value, in any order', () => expect(median([9, 1, 4])).toBe(4));
  it('returns the mean of the middle two of an even count', () => expect(median([10, 1, 4, 2])).toBe(3));
  it('does not change the order of its values', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe('ratioOf', () => {
  it('compares each measurement with its own base, so that a machine that slows down changes nothing', () => {
    const pairs = [1, 5, 20].map((slow) => ({ base: 10 * slow, measured: 13 * slow }));
    expect(ratioOf(pairs)).toBeCloseTo(1.3);
  });

  it('returns the median of ratios, not the ratio of medians', () => {
    const pairs = [
      { base: 1, measured: 3 },
      { base: 10, measured: 20 },
      { base: 100, measured: 100 },
    ];
    expect(ratioOf(pairs)).toBe(2);
  });
});

describe('goalText', () => {
  it('says that a goal is met, also by exactly its value', () => {
    expect(goalText(1.3, { most: 1.3 })).toBe('met');
    expect(goalText(250, { least: 250 })).toBe('met');
  });

  it('says by how many percent a goal is missed, rounded up', () => {
    expect(goalText(1.501, { most: 1.2 })).toBe('missed by 26 %');
    expect(goalText(199, { least: 250 })).toBe('missed by 21 %');
  });

  it('returns an empty text if there is no goal', () => expect(goalText(1, {})).toBe(''));
});

describe('shownGoal', () => {
  it('shows the direction of the goal, and its unit', () => {
    expect([shownGoal({ most: 75 }), shownGoal({ least: 3.5 }), shownGoal({}), shownGoal({ most: 5 }, ' s')]).toEqual([
      '≤ 75',
      '≥ 3.5',
      '',
      '≤ 5 s',
    ]);
  });
});

describe('tableOf', () => {
  it('writes Markdown with the first column aligned left and the figures aligned right', () => {
    expect(
      tableOf(
        ['command', 'ratio'],
        [
          ['idv', '1.02'],
          ['a longer one', '10.5'],
        ],
      ),
    ).toEqual(['| command      | ratio |', '| ------------ | ----: |', '| idv          |  1.02 |', '| a longer one |  10.5 |']);
  });
});
