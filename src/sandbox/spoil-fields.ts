import type { Judgement, Signal } from '../core/judge/judgement.ts';
import { allWitnesses } from '../core/judge/signal.ts';
import { readPath, writePath } from '../core/path.ts';
import type { FaultName } from './faults.ts';

/** A score that no vendor calls alike. */
const hopelessScore = 12;

/** Under a bar a success contradicts itself, unless the score itself decides or the vendor calls it undecided. */
const hasBar = ({ score, decision }: Judgement): boolean =>
  typeof score?.threshold === 'number' && score.below === undefined && decision.type !== 'Score';

/** One that has another documented value speaks against a success; another one might only make the answer a stranger's. */
const witnessOf = (judgement: Judgement): Signal | undefined => {
  const witnesses = allWitnesses(judgement);
  return witnesses.find(({ results }) => results.length > 0) ?? witnesses[0];
};

/** Whether the fault can be made of this action's result at all. */
export const canSpoil = (fault: FaultName, judgement: Judgement | undefined): judgement is Judgement =>
  judgement !== undefined && (fault !== 'contradiction' || hasBar(judgement) || witnessOf(judgement) !== undefined);

/** A value of the signal's own type that does not go with a pass. */
const badValue = ({ type, success }: Signal): string | number | boolean =>
  type === 'Boolean' ? !success : type === 'Integer' ? Number(success) + 1 : `not ${success}`;

function contradict(spoilt: Record<string, unknown>, judgement: Judgement): void {
  const witness = witnessOf(judgement);
  if (judgement.score && hasBar(judgement)) writePath(spoilt, judgement.score.path, hopelessScore);
  else if (witness) writePath(spoilt, witness.path, badValue(witness));
}

/** A successful result with its deciding member spoilt: nothing that may pass. */
export function spoilFields(fault: FaultName, fields: Readonly<Record<string, unknown>>, judgement: Judgement): Record<string, unknown> {
  const { decision } = judgement;
  const spoilt = structuredClone(fields);
  switch (fault) {
    case 'absent':
      writePath(spoilt, decision.path, undefined);
      break;
    case 'unknown-result':
      writePath(spoilt, decision.path, typeof readPath(fields, decision.path) === 'number' ? -987_654 : 'FailedOperation.NeverHeardOf');
      break;
    case 'wrong-type':
      writePath(spoilt, decision.path, decision.type === 'Boolean' ? 'yes' : true);
      break;
    case 'contradiction':
      contradict(spoilt, judgement);
      break;
    default:
      writePath(spoilt, decision.path, null);
  }
  return spoilt;
}
