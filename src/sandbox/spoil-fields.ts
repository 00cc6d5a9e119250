import type { Judgement, Signal } from '../core/action.ts';
import { readPath, writePath } from '../core/path.ts';
import type { FaultName } from './faults.ts';

/** A score that no vendor calls alike. */
const hopelessScore = 12;

const hasBar = ({ score }: Judgement): boolean => typeof score?.threshold === 'number';

/** Whether the fault can be made of this action's result at all. */
export const canSpoil = (fault: FaultName, judgement: Judgement | undefined): judgement is Judgement =>
  judgement !== undefined && (fault !== 'contradiction' || hasBar(judgement) || (judgement.witnesses ?? []).length > 0);

/** A value of the signal's own type that does not go with a pass. */
const badValue = ({ type, success }: Signal): string | number | boolean =>
  type === 'Boolean' ? !success : type === 'Integer' ? Number(success) + 1 : `not ${success}`;

function contradict(spoilt: Record<string, unknown>, judgement: Judgement): void {
  const [witness] = judgement.witnesses ?? [];
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
