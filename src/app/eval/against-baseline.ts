import type { IntervalSettings } from './figures/answer-questions.ts';
import { comparePairs } from './figures/two-systems.ts';
import type { InputRows } from './input/read-inputs.ts';
import { isFinished } from './input/row.ts';
import { finishPoint } from './operating-point.ts';
import { decidedPairs, type Pairing, pairAcross, pairWithin } from './rows/pairing.ts';
import { serviceThreshold } from './rows/service-threshold.ts';
import type { EvalSettings } from './settings.ts';
import { figuresOf, openStudy, pointAt, pointOfVerdicts, type Study } from './study.ts';

/** The rows of the other system or the earlier run. */
function baselineStudy(pairing: Pairing, baseline: InputRows | undefined, { kind, sign }: Study): Study {
  const rows = (baseline ? baseline.rows : pairing.pairs.map(([, other]) => other)).filter(isFinished);
  const judged = rows.every(({ verdict }) => verdict !== undefined);
  return openStudy(rows, kind, sign === -1, judged ? serviceThreshold(rows, sign === -1) : undefined);
}

/** Compares this run with a baseline, on the pairs that both have. Null if there is no baseline. */
export async function againstBaseline(
  inputRows: InputRows,
  baseline: InputRows | undefined,
  study: Study,
  threshold: number | null,
  settings: EvalSettings,
  intervalSettings: IntervalSettings,
) {
  if (!baseline && !inputRows.columns.has('baseline')) return null;
  const pairing = baseline ? pairAcross(inputRows, baseline) : pairWithin(inputRows.rows);
  const other = baselineStudy(pairing, baseline, study);
  const otherThreshold = settings.baselineThreshold ?? threshold;
  const pairs = decidedPairs(pairing, [threshold ?? undefined, otherThreshold ?? undefined], settings.distances);
  const point = otherThreshold === null ? (other.judged ? pointOfVerdicts(other) : null) : pointAt(other, otherThreshold);
  return {
    study: other,
    facts: {
      thresholds: { score: threshold, baseline: otherThreshold },
      joinedBy: pairing.joinedBy,
      withoutPartner: { score: pairing.alone.here, baseline: pairing.alone.baseline },
      undecided: pairing.pairs.length - pairs.length,
      baseline:
        point &&
        finishPoint(await figuresOf(other, point, intervalSettings), settings.baselineThreshold === undefined ? 'picked' : 'flag', false),
      ...(await comparePairs(pairs, intervalSettings)),
    },
  };
}
