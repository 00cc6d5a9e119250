import { type Problem, usageProblem } from '../../core/errors.ts';
import { decimalIn } from '../../core/setting-shape.ts';
import { runFlags } from './batch-flags.ts';

/** The flags of a command line, as the parser returns them. */
export type RawFlags = Readonly<Record<string, unknown>>;

const nameOf = (flags: string): string => flags.split(' ')[0] ?? '';
const attributeOf = (flag: string): string => flag.slice(2).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
const longFlag = (attribute: string): string => `--${attribute.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** The flags of `idv batch` and `idv worker` that have a number, each checked against its limits. */
export function numbersOf(raw: RawFlags, problems: Problem[]): Record<string, number | undefined> {
  return Object.fromEntries(
    runFlags.flatMap(({ flags, number }) => {
      const flag = nameOf(flags);
      const attribute = attributeOf(flag);
      const text = raw[attribute];
      if (!number || text === undefined) return [];
      const { kind, minimum, maximum } = number;
      const value = decimalIn(String(text));
      if (value >= minimum && value <= maximum && (kind === 'float' || Number.isInteger(value))) return [[attribute, value] as const];
      const hint = `give a ${kind === 'integer' ? 'whole ' : ''}number from ${minimum} to ${maximum}`;
      problems.push(usageProblem(flag, `'${String(text).slice(0, 40)}' is not valid`, hint));
      return [];
    }),
  );
}

/** The text of a flag; an empty one is a problem. */
export function flagText(raw: RawFlags, attribute: string, problems: Problem[]): string | undefined {
  const value = raw[attribute];
  if (value === '') problems.push(usageProblem(longFlag(attribute), 'is empty', 'give a value, or leave it out'));
  return typeof value === 'string' && value !== '' ? value : undefined;
}
