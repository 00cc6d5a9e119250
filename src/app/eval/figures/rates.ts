import type { Sample } from '../strata/sample.ts';
import { countUnder } from '../strata/sort-by-score.ts';
import { type Stratum, type Tally, tallies, type Weighed } from '../strata/stratum.ts';
import { acceptedAt, measuredWeight, refusedAt, totalWeight, weightOf } from '../strata/weight.ts';
import type { Proportion } from './question.ts';

/** The figures of people at one operating point. */
export interface Rates {
  /** Strangers accepted: of those with a score, and of all finished rows. */
  fmr: Proportion | null;
  far: Proportion | null;
  /** Genuine people refused, of those with a score; and not accepted, of all finished rows. */
  fnmr: Proportion | null;
  frr: Proportion | null;
  /** How genuine people who are not accepted end. */
  turnedAway: Proportion | null;
  mustRetake: Proportion;
  toAPerson: Proportion;
}

const tallied = ({ byTally }: Weighed, indices: readonly number[]): number =>
  indices.reduce((sum, index) => sum + (byTally[index] as number), 0);

const indexOf = (tally: Tally): number => tallies.indexOf(tally);

/** A share by verdict: rows with some verdicts, out of the rows with others or out of all. */
export function byVerdict(of: Stratum, errors: readonly Tally[], among?: readonly Tally[]): Proportion {
  const [counted, all] = [errors.map(indexOf), among?.map(indexOf)];
  return {
    ask: 'proportion',
    of,
    k: (weighed) => tallied(weighed, counted),
    n: (weighed) => (all ? tallied(weighed, all) : totalWeight(of, weighed)),
  };
}

export const passes: readonly Tally[] = ['pass', 'uncheckedPass'];
export const mismatches: readonly Tally[] = ['mismatch', 'uncheckedMismatch'];

/** Rates at a threshold, by score. Rows that the service refused for another reason stay refused. */
export function ratesAt({ genuine, impostor }: Sample, threshold: number, known: boolean): Rates {
  const [genuineUnder, impostorUnder] = [countUnder(genuine.scores, threshold), countUnder(impostor.scores, threshold)];
  const share = (of: Stratum, k: Proportion['k'], n: Proportion['n']): Proportion => ({ ask: 'proportion', of, k, n });
  const accepted = (weighed: Weighed): number => acceptedAt(genuine, weighed, genuineUnder);
  const refused = (weighed: Weighed): number => refusedAt(genuine, weighed, genuineUnder);
  const strangers = (weighed: Weighed): number => acceptedAt(impostor, weighed, impostorUnder);
  const [people, tries] = [(weighed: Weighed) => totalWeight(genuine, weighed), (weighed: Weighed) => totalWeight(impostor, weighed)];
  const only = (question: Proportion): Proportion | null => (known ? question : null);
  return {
    fmr: only(share(impostor, strangers, (weighed) => measuredWeight(impostor, weighed))),
    far: only(share(impostor, strangers, tries)),
    fnmr: only(share(genuine, refused, (weighed) => measuredWeight(genuine, weighed))),
    frr: only(share(genuine, (weighed) => people(weighed) - accepted(weighed), people)),
    turnedAway: only(share(genuine, (weighed) => refused(weighed) + weightOf(genuine, weighed, 'spoof'), people)),
    mustRetake: share(genuine, (weighed) => weightOf(genuine, weighed, 'retake'), people),
    toAPerson: share(genuine, (weighed) => weightOf(genuine, weighed, 'review'), people),
  };
}
