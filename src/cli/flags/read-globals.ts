import { type Problem, usageProblem } from '../../core/errors.ts';
import { isOwnHost } from '../../core/http.ts';
import { decimalIn, withScheme } from '../../core/setting-shape.ts';
import type { Command, Option } from '../commander.ts';
import { type GlobalFlag, type GlobalOptions, globalFlags } from './global-flags.ts';

export const longNameOf = (flag: Pick<GlobalFlag, 'flags'>): string => /--([a-z-]+)/.exec(flag.flags)?.[1] ?? '';

/** The name under which the parser stores the value of a flag. */
export const optionNameOf = (name: string): string =>
  name.replace(/^no-/, '').replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

function problemOfValue(flag: GlobalFlag, text: string): { message: string; hint: string } | undefined {
  if (flag.choices && !flag.choices.includes(text)) return { message: `'${text}' is not valid`, hint: `one of ${flag.choices.join(', ')}` };
  if (flag.shape && !flag.shape.fits(text)) return { message: 'does not have a valid form', hint: flag.shape.hint };
  const unknownItem = flag.list && itemsIn(text).find((item) => !flag.list?.includes(item));
  if (unknownItem !== undefined)
    return { message: `'${unknownItem}' is not valid`, hint: `use ${flag.list?.join(', ')}, separated by commas` };
  if (!flag.number) return undefined;
  const { kind, minimum, maximum } = flag.number;
  const value = decimalIn(text);
  if (!Number.isFinite(value) || (kind === 'integer' && !Number.isInteger(value))) {
    return { message: `'${text}' is not valid`, hint: kind === 'integer' ? 'give a whole number' : 'give a number' };
  }
  return value < minimum || value > maximum ? { message: `${text} is not valid`, hint: `from ${minimum} to ${maximum}` } : undefined;
}

const itemsIn = (text: string): string[] => text.split(',').map((item) => item.trim());

/** A checked value in the type that the options have. */
const checkedValue = (flag: GlobalFlag, value: unknown): unknown =>
  flag.number ? Number(value) : flag.list ? [...new Set(itemsIn(String(value)))] : value;

type ReadOptions = Readonly<Record<string, unknown>>;

/** Flags about what is printed that contradict each other. */
function printingProblems(options: ReadOptions): Problem[] {
  const problems: Problem[] = [];
  if (options.json && options.output !== undefined && options.output !== 'json') {
    problems.push(usageProblem('--json', `contradicts --output ${options.output}`, 'give one of them'));
  }
  const unmaskedFlag = options.raw
    ? '--raw'
    : options.showPii
      ? '--show-pii'
      : ['curl', 'http'].includes(String(options.dryRun))
        ? `--dry-run=${options.dryRun}`
        : '';
  if (options.redact && unmaskedFlag !== '')
    problems.push(usageProblem('--redact', `contradicts ${unmaskedFlag}, which shows everything`, 'give one of them'));
  if (options.trace !== undefined && options.dryRun !== undefined)
    problems.push(usageProblem('--trace', 'has nothing to write in a dry run', 'leave it out'));
  if (options.raw && options.query !== undefined) {
    problems.push(usageProblem('--raw', 'cannot be queried', 'leave out --raw or --query'));
  }
  if ((options.dryRun === 'curl' || options.dryRun === 'http') && options.query !== undefined) {
    problems.push(usageProblem('--query', `has nothing to read in --dry-run=${options.dryRun}`, 'use --dry-run=json'));
  }
  return problems;
}

function sandboxProblems(options: ReadOptions): Problem[] {
  const problems: Problem[] = [];
  if (options.sandbox && typeof options.endpoint === 'string' && !isOwnHost(new URL(withScheme(options.endpoint)))) {
    const hint = 'leave out --sandbox, or give the URL that idv sandbox printed';
    problems.push(usageProblem('--endpoint', 'is not on this machine, but a sandbox is always local', hint));
  }
  if (options.outcome !== undefined && options.sandbox && options.endpoint !== undefined) {
    const hint = 'choose it there: POST /_sandbox/outcomes, or idv sandbox --outcome';
    problems.push(usageProblem('--outcome', 'is for the sandbox of this command, not for one that is already running', hint));
  }
  if (options.outcome !== undefined && !options.sandbox) {
    problems.push(usageProblem('--outcome', 'is only for the sandbox', 'add --sandbox'));
  }
  return problems;
}

/**
 * Checks all texts that the parser accepted, so that one run names every problem. An invalid flag is left out of the options.
 * `raw.flagProblems` has the problems that the parser found: flags that were given too often, or that the command does not read.
 */
export function readGlobals(raw: Readonly<Record<string, unknown>>): { options: GlobalOptions; problems: Problem[] } {
  const options: Record<string, unknown> = {};
  const problems: Problem[] = [...((raw.flagProblems as readonly Problem[] | undefined) ?? [])];
  for (const flag of globalFlags) {
    const name = optionNameOf(longNameOf(flag));
    const value = raw[name];
    if (value === undefined) continue;
    const wrong =
      value === ''
        ? { message: 'is empty', hint: 'give a value, or leave the flag out' }
        : typeof value === 'string'
          ? problemOfValue(flag, value)
          : undefined;
    if (wrong) problems.push({ category: 'usage', flag: `--${longNameOf(flag)}`, ...wrong });
    else options[name] = checkedValue(flag, value);
  }
  problems.push(...printingProblems(options), ...sandboxProblems(options));
  return { options: options as unknown as GlobalOptions, problems };
}

/** How often each flag with one value is on the command line: one option for each time, in any of its names. */
export type OptionUses = Map<string, Option[]>;

/** All names of a flag share this key. */
const keyOf = (option: Option): string => option.attributeName();

const takesValue = ({ required, optional }: Option): boolean => required || optional;

/** True for a flag that collects several values. A flag with fixed choices does not, although commander gives it a parser too. */
const collectsValues = ({ parseArg, argChoices, variadic }: Option): boolean =>
  variadic || (parseArg !== undefined && argChoices === undefined);

/** Adds a flag to a command, and notes each time that it is on the command line. */
export function addCountedOption(command: Command, option: Option, uses: OptionUses): void {
  command.addOption(option);
  if (collectsValues(option)) return;
  command.on(`option:${option.name()}`, () => {
    uses.set(keyOf(option), [...(uses.get(keyOf(option)) ?? []), option]);
  });
}

/** Every name of a flag, the first one first. */
const namesOf = ({ long, short }: Option): string[] => [short, long].filter((name) => name !== undefined);

function problemsOfUses(uses: readonly Option[]): Problem[] {
  const [first, ...others] = uses;
  const names = [...new Set(uses.flatMap(namesOf))];
  const [name = '', other] = names.filter((each) => each.startsWith('--'));
  if (!first || others.length === 0) return [];
  if (takesValue(first)) {
    const hint = names.length === 1 ? 'give it once' : `${names.join(' and ')} are one flag: give it once`;
    return [usageProblem(name, 'is given twice', `${hint}; idv never drops a value silently`)];
  }
  return others.some((option) => option !== first)
    ? [usageProblem(name, `and ${other} are both given`, 'they are opposites: give only one')]
    : [];
}

/** The problems of flags that are given twice. A value must never be dropped: of two pictures, only the last one would be compared. */
export const repeatedFlagProblems = (uses: OptionUses): Problem[] => [...uses.values()].flatMap(problemsOfUses);
