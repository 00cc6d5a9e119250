import type { Verdict } from '../../core/exit.ts';
import type { Fault } from './faults.ts';

/** What the sandbox was asked to answer, before it is known for which action. */
export type Outcome = { name: string } & (
  | { kind: 'success' }
  /** The first of `codes` that the action knows, else its first result with this verdict. `asError` forces the form of an error answer. */
  | { kind: 'codes'; codes: readonly string[]; verdict?: Exclude<Verdict, 'pass'> | undefined; asError: boolean }
  | { kind: 'fault'; fault: Fault }
);

export const success: Outcome = { name: 'Success', kind: 'success' };
