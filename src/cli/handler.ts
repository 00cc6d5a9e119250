import type { Runtime } from '../runtime.ts';

/** A command's work, loaded only when the command runs. Returns the exit code. */
export type Handler = (context: {
  runtime: Runtime;
  options: Readonly<Record<string, unknown>>;
  args: readonly string[];
}) => Promise<number>;
