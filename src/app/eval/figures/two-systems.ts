import type { Row } from '../input/row.ts';
import { buildSample } from '../strata/sample.ts';
import { countUnder } from '../strata/sort-by-score.ts';
import type { Stratum, Weighed } from '../strata/stratum.ts';
import { answerQuestions, type IntervalSettings } from './answer-questions.ts';
import { atMost, clopperPearson, type Interval } from './exact.ts';
import { type Answered, type Measure, type Proportion, weighedOf } from './question.ts';

/** The same pair, scored by two systems or two runs. */
export interface Pair {
  row: Row;
  /** Whether this run decided it wrongly, and whether the baseline did. */
  wrong: boolean;
  baselineWrong: boolean;
}

/** Pairs of one class. */
export interface Discordance {
  pairs: number;
  onlyAWrong: number;
  onlyBWrong: number;
  bothWrong: number;
  /** Share of errors of this run minus that of the baseline. */
  difference: number;
  interval: Interval | null;
  method: string | null;
  /** Exact and two-sided, with rows treated as independent: the probability that chance alone makes a difference this large. */
  mcnemarExactP: number;
}

/** The result of a pair as a sortable number: neither is wrong, only the baseline, only this run, both. */
const codeOf = ({ wrong, baselineWrong }: Pair): number => (wrong ? 2 : 0) + (baselineWrong ? 1 : 0);

const between = (of: Stratum, { sums }: Weighed, code: number): number =>
  (sums[countUnder(of.scores, code + 1)] as number) - (sums[countUnder(of.scores, code)] as number);

const countOf = (of: Stratum, code: number): Proportion => ({
  ask: 'proportion',
  of,
  k: (weighed) => between(of, weighed, code),
  n: ({ sums }) => sums[of.size] as number,
});

function questions(of: Stratum) {
  const difference: Measure = {
    ask: 'measure',
    of: [of],
    value: (weighedStrata) => {
      const weighed = weighedOf(weighedStrata, of);
      return (between(of, weighed, 2) - between(of, weighed, 1)) / (weighed.sums[of.size] as number);
    },
  };
  return { onlyB: countOf(of, 1), onlyA: countOf(of, 2), both: countOf(of, 3), difference };
}

function discordance(of: Stratum, counted: Answered<ReturnType<typeof questions>>, confidence: number): Discordance | null {
  const { onlyA, onlyB, both, difference } = counted;
  if (!onlyA || !onlyB || !both || !difference) return null;
  const apart = onlyA.k + onlyB.k;
  const bound = clopperPearson(0, of.repeated ? Math.min(of.people, of.size) : of.size, confidence)[1];
  return {
    pairs: of.size,
    onlyAWrong: onlyA.k,
    onlyBWrong: onlyB.k,
    bothWrong: both.k,
    difference: difference.value,
    // If all pairs agree, they also agree in every resample.
    interval: apart === 0 ? [-bound, bound] : difference.interval,
    method: apart === 0 ? 'Clopper-Pearson: the two differ on no pair' : difference.method,
    mcnemarExactP: apart === 0 ? 1 : Math.min(1, 2 * atMost(Math.min(onlyA.k, onlyB.k), apart, 0.5)),
  };
}

/** McNemar's test for both classes; the interval of the difference is by subject. Null for a class without pairs. */
export async function comparePairs(
  pairs: readonly Pair[],
  intervalSettings: IntervalSettings,
): Promise<{ fnmr: Discordance | null; fmr: Discordance | null }> {
  const rows = pairs.map((pair): Row => ({ ...pair.row, verdict: undefined, score: codeOf(pair) }));
  const { genuine, impostor, ...rest } = buildSample(rows, false);
  const sample = { genuine, impostor, ...rest };
  const asked = { fnmr: questions(genuine), fmr: questions(impostor) };
  const counted = await answerQuestions(sample, asked, { ...intervalSettings, always: true });
  return {
    fnmr: discordance(genuine, counted.fnmr, intervalSettings.confidence),
    fmr: discordance(impostor, counted.fmr, intervalSettings.confidence),
  };
}
