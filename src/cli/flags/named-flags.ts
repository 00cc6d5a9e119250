import type { Option } from '../commander.ts';
import type { GlobalFlag } from './global-flags.ts';

/** A global flag, or one of a command. */
type AnyFlag = Pick<GlobalFlag, 'flags'> & Partial<Pick<Option, 'defaultValue' | 'mandatory'>>;

/** Of the program's flags, or of a command's, those that are to be parsed. */
export type NeededFlags = <Flag extends AnyFlag>(flags: readonly Flag[]) => readonly Flag[];

/** All there are, as an error needs that proposes one. */
export const allFlags: NeededFlags = (flags) => flags;

const yesOf = (flags: string): string => flags.replace('--no-', '--');

const speaksUnnamed = ({ flags, defaultValue, mandatory }: AnyFlag, all: readonly AnyFlag[]): boolean =>
  defaultValue !== undefined ||
  mandatory === true ||
  (flags.startsWith('--no-') && !all.some((other) => other.flags.split(/[ ,]+/).includes(yesOf(flags))));

/**
 * The flags that a line can name, and those that say something where they do not stand: one with a default, one that must be given, one that
 * says no and has no other that says yes. Most lines name four of sixty, and making the others costs a start a millisecond.
 */
export function namedIn(argv: readonly string[]): NeededFlags {
  const words = new Set(argv.filter((word) => word.startsWith('--')).map((word) => word.split('=')[0]));
  const hasShort = argv.some((word) => /^-[^-]/.test(word));
  const isNamed = (flags: string): boolean =>
    (hasShort && /^-[^-]/.test(flags)) || flags.split(/[ ,]+/).some((name) => words.has(name) || words.has(name.replace('--', '--no-')));
  return (all) => all.filter((flag) => isNamed(flag.flags) || speaksUnnamed(flag, all));
}
