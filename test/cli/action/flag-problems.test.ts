import { describe, expect, it } from 'vitest';
import { thresholdProblems } from '../../../src/cli/action/flag-problems.ts';
import { allActions } from '../../../src/vendors/catalogue.ts';

const of = (name: string) => allActions.find((action) => action.name === name) ?? { name };

describe('--threshold', () => {
  it.each([
    ['CompareFaceLiveness', 70],
    ['CompareFace', 61],
    ['DetectLivingFace', 80],
    ['ExecuteRequest', 0],
  ])('for %s is accepted from %d upwards', (name, lowest) => {
    for (const threshold of [undefined, lowest, 100]) expect(thresholdProblems(of(name), threshold)).toEqual([]);
    for (const threshold of [lowest - 0.01, Number.NaN]) {
      expect(thresholdProblems(of(name), threshold)).toMatchObject([{ category: 'usage', flag: '--threshold' }]);
    }
  });

  it('that is too low gives an error with the possible thresholds and who passes them', () => {
    expect(thresholdProblems(of('CompareFace'), 50)).toEqual([
      {
        category: 'usage',
        flag: '--threshold',
        message: "50 is below the service's own threshold of 61",
        hint: 'give 61 to 100; 61 lets 1 stranger in 1,000 pass, 69 lets 1 stranger in 10,000 pass, 75 lets 1 stranger in 100,000 pass',
      },
    ]);
  });

  it.each(['DetectFace', 'RecognizeIdentityCard', 'GetAsyncJobResult', 'NobodyKnows'])(
    'for %s is refused, because the action has no score',
    (name) => {
      expect(thresholdProblems(of(name), 90)).toMatchObject([{ message: `${name} has no score`, hint: 'leave it out' }]);
      expect(thresholdProblems(of(name), undefined)).toEqual([]);
    },
  );
});
