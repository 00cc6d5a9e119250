import { type Problem, usageProblem } from '../../core/errors.ts';
import type { CommandRow } from '../command-row.ts';
import type { GlobalOptions } from './global-flags.ts';

/** Global flags that decide what happens: whether anything is done, and what passes. A command that ignored one would do something else. */
const deciding = [
  ['--dry-run', 'dryRun'],
  ['--threshold', 'threshold'],
  ['--expect', 'expect'],
] as const satisfies readonly (readonly [string, keyof GlobalOptions])[];

/** True if the command reads the flag, or checks it itself because it calls a service. */
const reads = ({ vendor, globals = [], replaces = [], takesCommand }: CommandRow, flag: string): boolean =>
  vendor !== undefined || takesCommand === true || globals.includes(flag.slice(2)) || replaces.includes(flag);

/** The problems of deciding flags that the command does not read. */
export const ignoredFlagProblems = (row: CommandRow, options: Readonly<Record<string, unknown>>): Problem[] =>
  deciding
    .filter(([flag, name]) => options[name] !== undefined && !reads(row, flag))
    .map(([flag]) => usageProblem(flag, `is not a flag of idv ${row.words.join(' ')}`, 'leave it out; nothing was done'));
