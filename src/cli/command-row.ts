import type { Option } from './commander.ts';
import type { Handler } from './handler.ts';

/** A word after the command: `<code>` must be given, `[topic...]` need not. */
interface CommandArgument {
  name: string;
  help: string;
  fallback?: string;
}

/** A command as data. Parser, help and tests all read the rows. */
export interface CommandRow {
  /** After `idv`. */
  words: readonly string[];
  summary: string;
  args?: readonly CommandArgument[] | undefined;
  /** Built only for the commands that a line can mean. */
  options?(): readonly Option[];
  examples?: readonly string[];
  /** Long names of global flags that the command has a flag of its own in place of. */
  replaces?: readonly string[];
  /** At a signal it ends what is under way, which may take a while; a second one ends it at once. */
  drains?: true;
  /** The vendor that it calls, by name: only for commands that make a signed call, which `idv sign` can look at. */
  vendor?(args: readonly string[]): string;
  /** After its own, the command takes the words and flags of any other. */
  takesCommand?: true;
  /** Long names of further global flags that have a meaning here, without dashes: help lists those of its kind anyway. */
  globals?: readonly string[];
  /** What help says after the flags: a paragraph on each line. */
  epilogue?(): string;
  load(): Promise<Handler>;
}
