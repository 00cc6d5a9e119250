import { type Problem, usageProblem } from '../core/errors.ts';
import type { Command, Option } from './commander.ts';

/** A flag with one value, given as many times as it stands on the line, under each of its names. */
export type Givens = Map<string, Option[]>;

/** Options of one parameter share this name, whatever they are called. */
const keyOf = (option: Option): string => option.attributeName();

const takesValue = ({ required, optional }: Option): boolean => required || optional;

/** Flags that gather their values may stand there several times; commander reads one of fixed choices with a parser as well. */
const gathers = ({ parseArg, argChoices, variadic }: Option): boolean => variadic || (parseArg !== undefined && argChoices === undefined);

/** Adds a flag to a command, and notes each time that it stands on the line. */
export function addNoted(command: Command, option: Option, givens: Givens): void {
  command.addOption(option);
  if (gathers(option)) return;
  command.on(`option:${option.name()}`, () => {
    givens.set(keyOf(option), [...(givens.get(keyOf(option)) ?? []), option]);
  });
}

/** Every name of a flag, the first one first. */
const namesOf = ({ long, short }: Option): string[] => [short, long].filter((name) => name !== undefined);

function twice(given: readonly Option[]): Problem[] {
  const [first, ...others] = given;
  const names = [...new Set(given.flatMap(namesOf))];
  const [name = '', other] = names.filter((each) => each.startsWith('--'));
  if (!first || others.length === 0) return [];
  if (takesValue(first)) {
    const hint = names.length === 1 ? 'give it once' : `${names.join(' and ')} are one flag: give it once`;
    return [usageProblem(name, 'is given twice', `${hint}; no value is dropped without a word`)];
  }
  return others.some((option) => option !== first)
    ? [usageProblem(name, `and ${other} are both given`, 'they say the opposite of each other: give one')]
    : [];
}

/** A value must never be dropped: the last of two pictures would be compared, and the first one not even looked at. */
export const givenTwice = (givens: Givens): Problem[] => [...givens.values()].flatMap(twice);
