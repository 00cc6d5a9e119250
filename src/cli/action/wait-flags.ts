import { type Problem, usageProblem } from '../../core/errors.ts';

/** What a command that can wait for a result takes beside its own flags. */
export interface WaitFlags {
  wait?: true;
  /** As typed. */
  waitTimeout?: string;
  open?: true;
  qr?: true;
}

/** Undefined where nothing was said, or nothing that `waitProblems` lets through. */
export const waitTimeoutS = ({ waitTimeout }: WaitFlags): number | undefined =>
  waitTimeout === undefined || waitTimeout.trim() === '' ? undefined : Number(waitTimeout);

export function waitProblems(flags: WaitFlags): Problem[] {
  const { wait, waitTimeout } = flags;
  if (waitTimeout === undefined) return [];
  const seconds = waitTimeoutS(flags) ?? Number.NaN;
  if (!Number.isFinite(seconds) || seconds <= 0)
    return [usageProblem('--wait-timeout', `does not take '${waitTimeout}'`, 'give a number of seconds above 0')];
  return wait ? [] : [usageProblem('--wait-timeout', 'says how long --wait waits, and nothing waits here', 'add --wait, or leave it out')];
}
