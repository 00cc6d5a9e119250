import type { Fault, FaultClass } from './fault-table.ts';
import type { Role } from './kinds.ts';

/** How a command ends: its exit code, whether a repeat is safe, and what is known of the bill; null is unknown. */
export interface Ending {
  exitCode: number;
  retryable: boolean;
  billed: boolean | null;
}

const end = (exitCode: number, retryable: boolean, billed: boolean | null): Ending => ({ exitCode, retryable, billed });
type Endings = Partial<Record<Role, Ending>> & { other: Ending };

/** A fault that stays: what each class of it comes to for each role of the request. `other` is a call of the service itself. */
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
    // A store says 200 and no more.
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

/** Nothing is verified before all files are uploaded, and a success is charged for. */
const billedWhenStopped: Partial<Record<Role, boolean>> = { upload: false, 'file of a paid call': true };

/** A command that ends well. */
export const well = end(0, false, null);

export function endingOf(fault: Pick<Fault, 'name' | 'is' | 'billed'>, role: Role): Ending {
  if (fault.is === 'harmless') return well;
  if (fault.is === 'stopped') return end(signals[fault.name] ?? 0, false, billedWhenStopped[role] ?? null);
  const endings = lasting[fault.is];
  const ending = endings[role] ?? endings.other;
  if (fault.billed !== undefined && role !== 'poll after issue') return { ...ending, billed: fault.billed };
  // Tencent Cloud publishes that it charges for this success.
  return role === 'file of a paid call' ? { ...ending, billed: true } : ending;
}

/** Roles whose request is simply made again where the fault is over by then. */
export const repeated: readonly Role[] = ['read', 'poll', 'poll after issue', 'upload', 'file of a read', 'file of a paid call'];

/** Classes that a later request may not meet again. */
export const passing: readonly FaultClass[] = ['cut', 'stalled', 'throttled', 'gateway down', 'service failed', 'service throttled'];
