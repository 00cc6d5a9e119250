import type { OutputFormat } from '../core/setting-shape.ts';
import type { Runtime } from '../runtime.ts';
import type { Call } from '../vendors/vendor.ts';
import type { Session } from './flags/session.ts';

/** What becomes of a call that is made and not sent. Returns the exit code. */
export type Unsent = (session: Session, call: Call) => Promise<number>;

/** How far a command that calls a service has come, for a failure that knows nothing of it: a signal, a fault of idv itself. */
export interface CommandProgress {
  /** True once a request may have left. */
  sent: boolean;
  /** What was answered or issued, and what goes on from there. */
  hint?: string;
  requestId?: string | undefined;
  billed?: boolean | null;
}

/** One run of one command. */
export interface Invocation {
  runtime: Runtime;
  /** What the parser read, and under `givenTwice` the problems of flags that stand on the line more often than they can. */
  options: Readonly<Record<string, unknown>>;
  args: readonly string[];
  /** The line as it was given, without `idv`, and the version that runs it. */
  argv: readonly string[];
  version: string;
  /** The format of results, as soon as the settings say it: a failure after that comes in it too. */
  output?: OutputFormat;
  progress?: CommandProgress;
  /** Takes the call in place of sending it; needs no key. */
  unsent?: Unsent;
}

/** A command's work, loaded only when the command runs. Returns the exit code. */
export type Handler = (invocation: Invocation) => Promise<number>;
