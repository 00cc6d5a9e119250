import { shownName } from '../config/shown-name.ts';
import { IdvError } from '../core/errors.ts';
import { suggest } from '../core/near.ts';
import type { Command, CommanderError } from './commander.ts';

/** Commander's `commander.unknownOption` as `unknown-option`: which parser it is may change. */
const codeOf = ({ code }: CommanderError): string => code.replace(/^\w+\./, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The command that the words lead to, as far as they do; `help` is about the ones behind it. */
function commandOf(program: Command, words: readonly string[]): Command {
  let command = program;
  for (const word of words.filter((each) => each !== 'help')) {
    command = command.commands.find((candidate) => candidate.name() === word) ?? command;
  }
  return command;
}

/** From the program down to the command. */
const lineage = (command: Command): Command[] => (command.parent ? [...lineage(command.parent), command] : [command]);

const pathOf = (command: Command): string =>
  lineage(command)
    .map((each) => each.name())
    .join(' ');

const seeHelp = (command: Command): string => `see ${pathOf(command).replace(/^idv/, 'idv help')}`;

const nameOf = (flag: string): string => flag.split('=')[0] ?? '';

/** A flag's name without what was given to it: behind a mistyped flag may stand a key, and a token may look like a flag. */
function shownFlag(flag: string): string {
  const name = nameOf(flag);
  return name.startsWith('--') ? `--${shownName(name.slice(2))}` : `${name.slice(0, 2)}${name.length > 2 ? '…' : ''}`;
}

function cureOf(flag: string, command: Command): string {
  const name = nameOf(flag);
  if (/^--.*(secret|access-?key|password)/i.test(name)) {
    return 'no key is taken from a flag, where others could read it: set the variables that idv config explain names, or put a profile into ~/.faceidrc';
  }
  const known = lineage(command).flatMap(({ options }) => options.flatMap(({ long }) => long ?? []));
  const meant = name.startsWith('--') ? suggest(name, known) : undefined;
  if (meant !== undefined) return `did you mean ${meant}?`;
  return command.registeredArguments.length > 0 ? `${seeHelp(command)}; a value that begins with - goes behind --` : seeHelp(command);
}

/** What commander found wrong with these words, in idv's words and with idv's exit code. `meant` is a cure that is known already. */
export function usageError(error: CommanderError, program: Command, words: readonly string[], meant?: string): IdvError {
  const [, sentence = '', suggestion] = /^(?:error: )?(.*?)(?:\n\(Did you mean (.+)\?\))?$/s.exec(error.message) ?? [];
  const command = commandOf(program, words);
  const flag = /^unknown option '(.*)'$/s.exec(sentence)?.[1];
  const proposed = suggestion === undefined ? undefined : `did you mean ${suggestion}?`;
  const cure = flag === undefined ? seeHelp(command) : cureOf(flag, command);
  return new IdvError('usage', flag === undefined ? sentence : `unknown option '${shownFlag(flag)}'`, {
    code: codeOf(error),
    hint: meant ?? proposed ?? cure,
  });
}
