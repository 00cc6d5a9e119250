import type { Sample } from '../strata/sample.ts';
import type { Stratum, Tally } from '../strata/stratum.ts';
import type { Proportion } from './question.ts';
import { byVerdict, mismatches, passes, type Rates } from './rates.ts';

/** How the service decided the rows of one class. The four shares add up to 1. */
interface DecisionShares {
  accepted: Proportion;
  turnedAway: Proportion;
  mustRetake: Proportion;
  /** Passed on to a person: neither accepted nor an error. */
  toAPerson: Proportion;
}

export interface VerdictGroups {
  genuine: DecisionShares & { frr: Proportion; fnmr: Proportion; bpcer: Proportion; bpnrr: Proportion };
  impostor: DecisionShares & { far: Proportion; fmr: Proportion };
}

const compared: readonly Tally[] = [...passes, ...mismatches];

const decisionShares = (stratum: Stratum): DecisionShares => ({
  accepted: byVerdict(stratum, passes),
  turnedAway: byVerdict(stratum, [...mismatches, 'spoof']),
  mustRetake: byVerdict(stratum, ['retake']),
  toAPerson: byVerdict(stratum, ['review']),
});

export const groupsByVerdict = ({ genuine, impostor }: Sample): VerdictGroups => ({
  genuine: {
    ...decisionShares(genuine),
    frr: byVerdict(genuine, [...mismatches, 'spoof', 'retake']),
    fnmr: byVerdict(genuine, mismatches, compared),
    bpcer: byVerdict(genuine, ['spoof'], ['pass', 'mismatch', 'spoof']),
    bpnrr: byVerdict(genuine, ['retake']),
  },
  impostor: { ...decisionShares(impostor), far: byVerdict(impostor, passes), fmr: byVerdict(impostor, passes, compared) },
});

/** The same as the figures of an operating point. */
export const ratesOfGroups = ({ genuine, impostor }: VerdictGroups): Rates => ({
  fmr: impostor.fmr,
  far: impostor.far,
  fnmr: genuine.fnmr,
  frr: genuine.frr,
  turnedAway: genuine.turnedAway,
  mustRetake: genuine.mustRetake,
  toAPerson: genuine.toAPerson,
});
