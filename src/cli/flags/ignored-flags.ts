import { type Problem, usageProblem } from '../../core/errors.ts';
import type { CommandRow } from '../command-row.ts';
import { globalFlags } from './global-flags.ts';
import { longNameOf, optionNameOf } from './read-globals.ts';

/**
 * Global flags that decide what happens: whether anything is done, and what passes. Settings alone do not give a command these, so its row
 * must name them.
 */
const deciding: readonly string[] = ['dry-run', 'threshold', 'expect'];

/** Flags that every command reads: how it prints, whether it asks, and which file has its settings. */
const everywhere: readonly string[] = ['json', 'quiet', 'verbose', 'debug', 'no-color', 'no-prompt', 'config-file'];

/** Flags about the format of the output. */
const formatting: readonly string[] = ['output', 'query'];

/** True if the command reads the flag, or hands it to the command that it takes. */
function reads(row: CommandRow, name: string): boolean {
  const { globals = [], reads: more = [], replaces = [], takesCommand, opensSession, hasOneFormat, printsLines } = row;
  if (takesCommand || [...globals, ...more, ...everywhere].includes(name) || replaces.includes(`--${name}`)) return true;
  // A command that prints lines refuses these itself, and says what to do instead.
  if (printsLines && (formatting.includes(name) || name === 'raw')) return true;
  if (formatting.includes(name)) return !hasOneFormat;
  return opensSession === true && !deciding.includes(name);
}

/** True if the flag is on the command line. The output of every command can be JSON, at least that of its errors. */
function isGiven(name: string, options: Readonly<Record<string, unknown>>): boolean {
  const value = options[optionNameOf(name)];
  return name.startsWith('no-') ? value === false : value !== undefined && !(name === 'output' && value === 'json');
}

/**
 * The problems of global flags that a command does not read. Without them, a flag could be ignored silently. The command of an action
 * checks its flags itself.
 */
export const ignoredFlagProblems = (row: CommandRow, options: Readonly<Record<string, unknown>>): Problem[] =>
  globalFlags
    .map(longNameOf)
    .filter((name) => isGiven(name, options) && !reads(row, name))
    .map((name) => usageProblem(`--${name}`, `is not a flag of idv ${row.words.join(' ')}`, 'leave it out; nothing was done'));
