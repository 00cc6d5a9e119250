import type { Fault, FaultClass } from './fault-table.ts';
import type { Role } from './kinds.ts';

/** How a command ends: its exit code, whether it is safe to repeat, and whether it is billed. Null means that this is not known. */
export interface Ending {
  exitCode: number;
  retryable: boolean;
  billed: boolean | null;
}

const end = (exitCode: number, retryable: boolean, billed: boolean | null): Ending => ({ exitCode, retryable, billed });
type Endings = Partial<Record<Role, Ending>> & { other: Ending };

/** How a command ends after a permanent fault, for each class of fault and each role. `other` is for roles without an entry. */
const lasting: Record<Exclude<FaultClass, 'harmless' | 'stopped'>, Endings> = {
  unsent: {
    other: end(30, true, false),
    upload: end(30, true, false),
    'poll after issue': end(32, false, null),
    'file of a read': end(24, false, null),
    'file of a paid call': end(24, false, null),
  },
  cut: {
    other: end(32, false, null),
    read: end(30, true, null),
    poll: end(30, true, null),
    upload: end(30, true, false),
    'file of a read': end(24, false, null),
    'file of a paid call': end(24, false, null),
  },
  stalled: {
    other: end(32, false, null),
    read: end(31, true, null),
    poll: end(31, true, null),
    upload: end(31, true, false),
    'file of a read': end(24, false, null),
    'file of a paid call': end(24, false, null),
  },
  'not HTTP': { other: end(23, false, null), upload: end(23, false, false) },
  'stray page': {
    other: end(23, false, null),
    // The status is all that a store answers.
    upload: end(0, false, null),
  },
  'stray page, not 200': {
    other: end(23, false, null),
    upload: end(22, false, false),
    'file of a read': end(24, false, null),
    'file of a paid call': end(24, false, null),
  },
  redirected: {
    other: end(23, false, null),
    upload: end(22, false, false),
    'file of a read': end(24, false, null),
    'file of a paid call': end(24, false, null),
  },
  'too large': {
    other: end(20, false, false),
    'poll after issue': end(20, false, null),
    upload: end(22, false, false),
    'file of a read': end(24, false, null),
    'file of a paid call': end(24, false, null),
  },
  throttled: {
    other: end(21, true, false),
    'poll after issue': end(22, false, null),
    upload: end(22, false, false),
    'file of a read': end(24, false, null),
    'file of a paid call': end(24, false, null),
  },
  'gateway down': {
    other: end(22, false, null),
    read: end(22, true, null),
    poll: end(22, true, null),
    upload: end(22, false, false),
    'file of a read': end(24, false, null),
    'file of a paid call': end(24, false, null),
  },
  'service failed': { other: end(22, false, null) },
  'service refused': { other: end(20, false, null) },
  'service throttled': { other: end(21, true, null), 'poll after issue': end(22, false, null) },
};

const signals: Readonly<Record<string, number>> = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

/** A stop during an upload comes before the verification, so nothing is billed. A file is saved after a success, which is billed. */
const billedWhenStopped: Partial<Record<Role, boolean>> = { upload: false, 'file of a paid call': true };

/** The end of a command that succeeds. */
export const well = end(0, false, null);

export function endingOf(fault: Pick<Fault, 'name' | 'is' | 'billed'>, role: Role): Ending {
  if (fault.is === 'harmless') return well;
  if (fault.is === 'stopped') return end(signals[fault.name] ?? 0, false, billedWhenStopped[role] ?? null);
  const endings = lasting[fault.is];
  const ending = endings[role] ?? endings.other;
  if (fault.billed !== undefined && role !== 'poll after issue') return { ...ending, billed: fault.billed };
  // Tencent Cloud documents that it charges for this success.
  return role === 'file of a paid call' ? { ...ending, billed: true } : ending;
}

/** Roles whose request idv sends again automatically. It succeeds if the fault has passed. */
export const repeated: readonly Role[] = ['read', 'poll', 'poll after issue', 'upload', 'file of a read', 'file of a paid call'];

/** Classes of faults that may have passed at the next request. */
export const passing: readonly FaultClass[] = ['cut', 'stalled', 'throttled', 'gateway down', 'service failed', 'service throttled'];
