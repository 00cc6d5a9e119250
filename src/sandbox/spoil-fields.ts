import type { Judgement } from '../core/action.ts';
import { readPath, writePath } from '../core/path.ts';
import type { FaultName } from './faults.ts';

/** A score that no vendor calls alike. */
const hopelessScore = 12;

/** Whether the fault can be made of this action's result at all. */
export const canSpoil = (fault: FaultName, judgement: Judgement | undefined): judgement is Judgement =>
  judgement !== undefined && (fault !== 'contradiction' || judgement.score !== undefined);

/** A successful result with its deciding member spoilt: nothing that may pass. */
export function spoilFields(
  fault: FaultName,
  fields: Readonly<Record<string, unknown>>,
  { decision, score }: Judgement,
): Record<string, unknown> {
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
      if (score) writePath(spoilt, score.path, hopelessScore);
      break;
    default:
      writePath(spoilt, decision.path, null);
  }
  return spoilt;
}
