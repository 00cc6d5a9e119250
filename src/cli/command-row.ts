import type { Option } from './commander.ts';
import type { Handler } from './handler.ts';

/** A word after the command: `<code>` is required, `[topic...]` is optional. */
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
  /** Created only for the commands that a command line can mean. */
  options?(): readonly Option[];
  examples?: readonly string[];
  /** Long names of global flags that the command replaces with its own. */
  replaces?: readonly string[];
  /** At a signal it finishes what is in progress, which may take a while; a second signal ends it at once. */
  finishesAtSignal?: true;
  /** The name of the vendor that it calls; only for commands with a signed call, which `idv sign` can explain. */
  vendor?(args: readonly string[]): string;
  /** After its own words and flags, the command accepts those of any other command. */
  takesCommand?: true;
  /** Long names, without dashes, of additional global flags that make sense here; help lists the usual ones anyway. */
  globals?: readonly string[];
  /** It prints one JSON object per line, so it refuses the flags for one result, and help leaves them out. */
  printsLines?: true;
  /** Long names of more global flags that it reads. Help does not list them. */
  reads?: readonly string[];
  /** It reads every setting of a call, as the commands of a vendor do. */
  opensSession?: true;
  /** It prints one line or nothing: `--query` and another `--output` are refused, and help leaves them out. */
  hasOneFormat?: true;
  /** The text of help after the flags, with one paragraph per line. */
  epilogue?(): string;
  load(): Promise<Handler>;
}
