import type { Request } from '../app/target.ts';
import type { Runtime } from '../runtime.ts';
import type { Session } from './session.ts';

/** What becomes of a request that is made and not sent. Returns the exit code. */
export type Unsent = (session: Session, request: Request) => Promise<number>;

/** A command's work, loaded only when the command runs. Returns the exit code. */
export type Handler = (context: {
  runtime: Runtime;
  options: Readonly<Record<string, unknown>>;
  args: readonly string[];
  /** In place of sending; needs no key. */
  unsent?: Unsent;
}) => Promise<number>;
