import type { OutputFormat } from '../core/setting-shape.ts';
import type { Runtime } from '../runtime.ts';
import type { Call } from '../vendors/vendor.ts';
import type { Session } from './flags/session.ts';

/** What to do with a call that is prepared but not sent. Returns the exit code. */
export type InsteadOfSending = (session: Session, call: Call) => Promise<number>;

/** How far a command that calls a service has got, for failures that do not know it: a signal, or a bug in idv. */
export interface CommandProgress {
  /** True once a request may have left. */
  sent: boolean;
  /** What was answered or issued, and the command that continues. */
  hint?: string;
  requestId?: string | undefined;
  billed?: boolean | null;
}

/** One run of one command. */
export interface Invocation {
  runtime: Runtime;
  /** What the parser read; `flagProblems` has those of flags that are given too often, or that the command does not read. */
  options: Readonly<Record<string, unknown>>;
  args: readonly string[];
  /** The command line without `idv`, and the version of idv. */
  argv: readonly string[];
  version: string;
  /** The format of results, as soon as it is known; later failures use it too. */
  output?: OutputFormat;
  progress?: CommandProgress;
  /** Gets the call instead of the service; needs no key. */
  insteadOfSending?: InsteadOfSending;
}

/** A command's work, loaded only when the command runs. Returns the exit code. */
export type Handler = (invocation: Invocation) => Promise<number>;
