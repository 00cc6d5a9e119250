import { plural } from '../../../core/text/printable.ts';
import { type DataCheck, sentenceIf } from './check.ts';

/** How the flags affect the figures. */
export const settingChecks: readonly DataCheck[] = [
  {
    code: 'threshold-picked-here',
    says: ({ evaluation: { operatingPoint } }) =>
      sentenceIf(
        operatingPoint?.from === 'picked',
        () => 'the threshold was picked on the same rows, so its figures look too good: name it with --threshold, or use --choose',
      ),
  },
  {
    code: 'by-score-alone',
    says: ({ evaluation: { operatingPoint } }) =>
      sentenceIf(
        operatingPoint?.byScoreAlone,
        () => "the threshold is under the service's, which a call cannot lower: these figures use only the score",
      ),
  },
  {
    code: 'people-on-both-sides',
    says: ({ evaluation: { choices } }) => {
      const shared = choices?.halves.shared ?? 0;
      return sentenceIf(
        shared,
        () =>
          `${plural(shared, 'person is', 'people are')} on both sides of the split: the threshold was chosen and evaluated on the same people`,
      );
    },
  },
  {
    code: 'pairs-across-halves',
    says: ({ evaluation: { choices } }) => {
      const crossed = choices?.halves.crossed ?? 0;
      return sentenceIf(crossed, () => `${plural(crossed, 'row is', 'rows are')} about people of both halves and in neither`);
    },
  },
  {
    code: 'rule-not-kept',
    says: ({ evaluation: { choices } }) => {
      const unmet = choices?.choices.filter(({ threshold }) => threshold === null).map(({ rule }) => rule) ?? [];
      return sentenceIf(unmet.length, () => `no threshold keeps ${unmet.join(', ')} on the rows to choose on`);
    },
  },
  {
    code: 'long-transactions',
    says: ({ evaluation: { transactions } }) =>
      sentenceIf(
        transactions?.longer,
        () =>
          `${plural(transactions?.longer ?? 0, 'transaction has', 'transactions have')} more than three attempts: the first three count`,
      ),
  },
  {
    code: 'rows-without-partner',
    says: ({ evaluation: { againstBaseline } }) => {
      const { score, baseline } = againstBaseline?.withoutPartner ?? { score: 0, baseline: 0 };
      return sentenceIf(
        score + baseline,
        () => `${plural(score + baseline, 'row has', 'rows have')} no partner in the other run: not compared`,
      );
    },
  },
  {
    code: 'pairs-undecided',
    says: ({ evaluation: { againstBaseline } }) =>
      sentenceIf(
        againstBaseline?.undecided,
        () => `${plural(againstBaseline?.undecided ?? 0, 'pair')} could not be compared: one of the two runs has no score`,
      ),
  },
  {
    code: 'gate-by-rate',
    says: ({ settings: { gate, limits } }) =>
      sentenceIf(
        gate === 'rate' && limits.length > 0,
        () => 'only the rates are checked against limits, which says nothing about other rows',
      ),
  },
];
