import type { Runtime } from '../runtime.ts';
import { allActions } from '../vendors/catalogue.ts';
import { actionRow } from './action/action-rows.ts';
import type { CommandRow } from './command-row.ts';
import { Command, Option } from './commander.ts';
import { completionRow } from './completion/completion-row.ts';
import { type GlobalFlag, globalFlags } from './flags/global-flags.ts';
import { ignoredFlagProblems } from './flags/ignored-flags.ts';
import { addCountedOption, type OptionUses, repeatedFlagProblems } from './flags/read-globals.ts';
import type { Invocation } from './handler.ts';
import { HelpRequested } from './help/help-requested.ts';
import { helpRow } from './help/help-row.ts';
import { toolRows } from './tool-rows.ts';

/** A global flag, or one of a command. */
type AnyFlag = Pick<GlobalFlag, 'flags'> & Partial<Pick<Option, 'defaultValue' | 'mandatory'>>;

/** The flags of the program or of a command that must be parsed. */
type NeededFlags = <Flag extends AnyFlag>(flags: readonly Flag[]) => readonly Flag[];

/** All flags, for an error that proposes one. */
const allFlags: NeededFlags = (flags) => flags;

const withoutNo = (flags: string): string => flags.replace('--no-', '--');

const hasMeaningIfAbsent = ({ flags, defaultValue, mandatory }: AnyFlag, all: readonly AnyFlag[]): boolean =>
  defaultValue !== undefined ||
  mandatory === true ||
  (flags.startsWith('--no-') && !all.some((other) => other.flags.split(/[ ,]+/).includes(withoutNo(flags))));

/**
 * The flags that a command line can name, and those with a meaning if they are absent: a flag with a default, a required flag, and a
 * negated flag without its opposite. Most lines name four of sixty, and creating the others would take a millisecond.
 */
function namedIn(argv: readonly string[]): NeededFlags {
  const words = new Set(argv.filter((word) => word.startsWith('--')).map((word) => word.split('=')[0]));
  const hasShort = argv.some((word) => /^-[^-]/.test(word));
  const isNamed = (flags: string): boolean =>
    (hasShort && /^-[^-]/.test(flags)) || flags.split(/[ ,]+/).some((name) => words.has(name) || words.has(name.replace('--', '--no-')));
  return (all) => all.filter((flag) => isNamed(flag.flags) || hasMeaningIfAbsent(flag, all));
}

/** The command of a command line, and how to run it. */
export interface ChosenCommand {
  row: CommandRow;
  invocation: Invocation;
}

const startsWith = (row: CommandRow, words: readonly string[]): boolean => row.words.every((word, index) => word === words[index]);

/** Commands that do one thing each. */
const ownRows = (): readonly CommandRow[] => [...allActions.map(actionRow), ...toolRows];

/** The commands that need the list of all commands. */
const rowsAboutAll = (): readonly CommandRow[] => [completionRow(allRows), helpRow(allRows)];

/** Every command. */
export const allRows = (): readonly CommandRow[] => [...ownRows(), ...rowsAboutAll()];

/**
 * The commands that a command line can mean: the one named by its first words, else those that begin with its first word, else all.
 * Creating a command takes longer than looking for its name. The main page of help comes from the rows, so it needs no command.
 */
function rowsFor(words: readonly string[]): readonly CommandRow[] {
  if (words.length > 0 && words.every((word) => word === '-h' || word === '--help')) return [];
  const withFirstWord = (rows: readonly CommandRow[]) => rows.filter((row) => row.words[0] === words[0]);
  const own = withFirstWord(ownRows());
  const candidates = own.length > 0 ? own : withFirstWord(rowsAboutAll());
  const named = candidates.filter((row) => startsWith(row, words));
  if (named.some((row) => row.words.length > 1)) return named;
  return candidates.length > 0 ? candidates : allRows();
}

const commandIn = (command: Command, word: string): Command | undefined => command.commands.find((candidate) => candidate.name() === word);

/** The words from the program to the command. The program itself has no word. */
const wordsOf = (command: Command): string[] => (command.parent ? [...wordsOf(command.parent), command.name()] : []);

/** Always throws: help without the name of a command would exit 0, which means pass for a script. */
function throwHelp(command: Command, isAsked: boolean, argv: readonly string[]): never {
  const [word = '-'] = command.args;
  const isGroup = command.commands.length > 0 && command.registeredArguments.length === 0;
  if (isGroup && !word.startsWith('-') && !commandIn(command, word))
    command.error(`unknown command '${word}'`, { code: 'idv.unknownCommand' });
  if (isAsked || argv.length === 0) throw new HelpRequested(wordsOf(command));
  const names = command.commands.map((each) => each.name()).join(', ');
  return command.error(command.parent ? `idv ${command.name()} needs a command: ${names}` : 'no command is given', {
    code: 'idv.missingCommand',
  });
}

/** The command for a first word; created if it is missing. */
function parentOf(program: Command, { words }: CommandRow): Command {
  const [name = ''] = words;
  if (words.length === 1) return program;
  const found = commandIn(program, name);
  if (found) return found;
  const group = new Command(name).copyInheritedSettings(program);
  program.addCommand(group);
  return group;
}

/** What every run of this program has in common. */
interface LineContext extends Pick<Invocation, 'runtime' | 'argv' | 'version'> {
  uses: OptionUses;
  needed: NeededFlags;
}

function addRow(program: Command, row: CommandRow, line: LineContext, choose: (chosen: ChosenCommand) => void): void {
  const { words, args = [], options, takesCommand } = row;
  const command = new Command(words.at(-1)).copyInheritedSettings(program);
  for (const { name, help, fallback } of args) command.argument(name, help, fallback);
  for (const option of line.needed(options?.() ?? [])) addCountedOption(command, option, line.uses);
  if (takesCommand) command.allowUnknownOption().allowExcessArguments();
  command.action(() => {
    const given = command.processedArgs.flat().filter((arg) => typeof arg === 'string');
    const { uses, ...rest } = line;
    const read = command.optsWithGlobals();
    // The command of an action checks itself which flags it reads.
    const ignored = row.vendor === undefined ? ignoredFlagProblems(row, read) : [];
    const flagProblems = [...repeatedFlagProblems(uses), ...ignored];
    choose({ row, invocation: { ...rest, options: { ...read, flagProblems }, args: given } });
  });
  parentOf(program, row).addCommand(command);
}

/** True for a global flag whose value is the next word. */
export const takesValue = (word: string): boolean =>
  word.startsWith('-') && globalFlags.some(({ flags }) => flags.includes('<') && flags.split(/[ ,]+/).includes(word));

/** The first word that is neither a global flag nor the value of one. */
function firstWord(argv: readonly string[]): string | undefined {
  return argv.find((word, index) => !word.startsWith('-') && !takesValue(argv[index - 1] ?? ''));
}

/** The global flags, without those that the command of the line replaces. */
function flagsFor(argv: readonly string[]): readonly GlobalFlag[] {
  const replaced = toolRows.find(({ words }) => words[0] === firstWord(argv))?.replaces ?? [];
  return globalFlags.filter(({ flags }) => !replaced.some((name) => flags.split(/[ ,]+/).includes(name)));
}

function newProgram({ runtime: { stdout }, argv, version, uses, needed }: LineContext): Command {
  const program = new Command('idv')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'help for a command')
    .helpCommand(false)
    .exitOverride()
    // Commander prints only the version. main() prints help and failures itself, as text or JSON.
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: () => undefined,
      outputError: () => undefined,
      // Without these, commander would open the streams of the process, and so load Node's network module.
      getOutHelpWidth: () => 80,
      getErrHelpWidth: () => 80,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  for (const flag of needed(flagsFor(argv))) addCountedOption(program, new Option(flag.flags, flag.help).hideHelp(), uses);
  return program.addHelpText('beforeAll', ({ command, error }) => throwHelp(command, !error, argv));
}

/**
 * The parser of a command line, from the rows of the commands. It calls `choose` with the command that the line means. It knows only the
 * flags that are on the line. With `everyFlag` it knows all flags, for an error that proposes a flag.
 */
export function buildProgram(
  argv: readonly string[],
  { runtime, version, everyFlag = false }: { runtime: Runtime; version: string; everyFlag?: boolean },
  choose: (chosen: ChosenCommand) => void,
): Command {
  const line = { runtime, argv, version, uses: new Map(), needed: everyFlag ? allFlags : namedIn(argv) };
  const program = newProgram(line);
  for (const row of rowsFor(argv)) addRow(program, row, line, choose);
  return program;
}
