import type { Judgement } from '../core/action.ts';
import type { FaultName } from './faults.ts';

/** A score that no vendor calls alike. */
const hopelessScore = 12;

/** Whether the fault can be made of this action's result at all. */
export const canSpoil = (fault: FaultName, judgement: Judgement | undefined): judgement is Judgement =>
  judgement !== undefined && (fault !== 'contradiction' || judgement.score !== undefined);

/** A successful result with its deciding member spoilt: nothing that may pass. */
export function spoilFields(fault: FaultName, fields: Readonly<Record<string, unknown>>, judgement: Judgement): Record<string, unknown> {
  const { decision, score } = judgement;
  switch (fault) {
    case 'absent':
      return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== decision));
    case 'unknown-result':
      return { ...fields, [decision]: typeof fields[decision] === 'number' ? -987_654 : 'FailedOperation.NeverHeardOf' };
    case 'wrong-type':
      return { ...fields, [decision]: true };
    case 'contradiction':
      return score ? { ...fields, [score.field]: hopelessScore } : { ...fields };
    default:
      return { ...fields, [decision]: null };
  }
}
