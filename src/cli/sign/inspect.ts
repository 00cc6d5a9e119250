import { IdvError } from '../../core/errors.ts';
import type { Runtime } from '../../runtime.ts';
import { requireVendor } from '../../vendors/registry.ts';
import type { Vendor } from '../../vendors/vendor.ts';
import type { CommandRow } from '../command-row.ts';
import { CommanderError } from '../commander.ts';
import type { Handler, InsteadOfSending, Invocation } from '../handler.ts';
import { buildProgram, type ChosenCommand, takesValue } from '../program.ts';
import { withKeysMasked } from '../show/mask-keys.ts';
import { usageError } from '../usage-error.ts';

/** What to do with the call of another command, and the options of that command. */
interface Inspection {
  options: Invocation['options'];
  insteadOfSending: InsteadOfSending;
}

/** Runs before the other command reads its flags, because another party's text decides some of them. */
export type Inspect = (vendor: Vendor, options: Invocation['options'], runtime: Runtime) => Promise<Inspection>;

/** The words of the other command: the command line without `sign explain` or `sign diff` and their own flags. */
function otherWords(argv: readonly string[], [first = '', second = '']: CommandRow['words']): string[] {
  const own = [first, second];
  const rest: string[] = [];
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] as string;
    if (word === '--theirs') at += 1;
    else if (word === own[0] && !takesValue(argv[at - 1] ?? '')) own.shift();
    else if (!/^--(theirs=|dry-run(=|$))/.test(word)) rest.push(word);
  }
  return rest;
}

const noCommandError = (row: CommandRow): IdvError =>
  new IdvError('usage', `${row.words.join(' ')} needs a command that calls a service`, {
    code: 'invalid-usage',
    hint: `for example ${row.examples?.[0] ?? ''}`,
  });

/** The command that the words name. If a word is missing, the parser prints help. The user did not ask for help, so it is discarded. */
function chosenBy(words: readonly string[], row: CommandRow, { runtime, version }: Invocation): ChosenCommand {
  const silentRuntime: Runtime = Object.assign(Object.create(runtime), { stdout: { ...runtime.stdout, write: () => undefined } });
  let chosen: ChosenCommand | undefined;
  const program = buildProgram(words, { runtime: silentRuntime, version, everyFlag: true }, (found) => {
    chosen = found;
  });
  try {
    program.parse(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    throw error.exitCode === 0 || error.code === 'commander.help' ? noCommandError(row) : usageError(error, program, words);
  }
  if (!chosen) throw noCommandError(row);
  return chosen;
}

/** Runs another command up to the point at which it would send. */
export const inspectCommand =
  (row: CommandRow, inspect: Inspect): Handler =>
  (invocation) =>
    withKeysMasked(invocation.runtime, async (runtime) => {
      const chosen = chosenBy(otherWords(invocation.argv, row.words), row, invocation);
      const { args } = chosen.invocation;
      if (!chosen.row.vendor) throw noCommandError(row);
      const given = {
        ...chosen.invocation.options,
        ...(invocation.options.theirs === undefined ? {} : { theirs: invocation.options.theirs }),
      };
      const { options, insteadOfSending } = await inspect(requireVendor(chosen.row.vendor(args)), given, runtime);
      const other: Invocation = {
        ...chosen.invocation,
        runtime,
        options: { ...options, dryRun: 'text' },
        insteadOfSending: insteadOfSending,
      };
      const exitCode = await (await chosen.row.load())(other);
      if (other.output !== undefined) invocation.output = other.output;
      return exitCode;
    });
