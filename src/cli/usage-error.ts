import { shownName } from '../config/shown.ts';
import { IdvError } from '../core/errors.ts';
import { suggest } from '../core/text/suggest.ts';
import type { Command, CommanderError, Option } from './commander.ts';

/** Commander's `commander.unknownOption` becomes `unknown-option`, because the parser may change. */
const codeOf = ({ code }: CommanderError): string => code.replace(/^\w+\./, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The command that the words name, as far as possible; `help` is about the words after it. */
function commandOf(program: Command, words: readonly string[]): Command {
  let command = program;
  for (const word of words.filter((each) => each !== 'help')) {
    command = command.commands.find((candidate) => candidate.name() === word) ?? command;
  }
  return command;
}

/** The program, its group and the command, in this order. */
const pathFromProgram = (command: Command): Command[] => (command.parent ? [...pathFromProgram(command.parent), command] : [command]);

const pathOf = (command: Command): string =>
  pathFromProgram(command)
    .map((each) => each.name())
    .join(' ');

const seeHelp = (command: Command): string => `see ${pathOf(command).replace(/^idv/, 'idv help')}`;

/** The name of a flag, without its value. */
const nameOf = (flag: string): string => flag.split('=')[0] ?? '';

/** There may be a key after a mistyped flag, and a token may look like a flag. */
function shownFlag(name: string): string {
  return name.startsWith('--') ? `--${shownName(name.slice(2))}` : `${name.slice(0, 2)}${name.length > 2 ? '…' : ''}`;
}

interface SentenceWithHint {
  sentence: string;
  hint: string;
}

/** The long names of a flag. If there are two, commander stores the first one as the short name. */
const longNames = ({ short, long }: Option): string[] => [short, long].filter((name) => name?.startsWith('--') === true) as string[];

/** The problem of a flag that commander does not know. */
function flagProblem(flag: string, command: Command): SentenceWithHint {
  const name = nameOf(flag);
  const known = ['--help', ...pathFromProgram(command).flatMap(({ options }) => options.flatMap(longNames))];
  if (known.includes(name)) return { sentence: `option '${name}' takes no value`, hint: 'give it without a value, or leave it out' };
  const sentence = `unknown option '${shownFlag(name)}'`;
  if (/^--.*(secret|access-?key|password)/i.test(name)) {
    const places = 'set the variables shown by idv config explain, or put a profile into ~/.faceidrc';
    return { sentence, hint: `a key is never taken from a flag, because others could read it: ${places}` };
  }
  const meant = name.startsWith('--') ? suggest(name, known) : undefined;
  if (meant !== undefined) return { sentence, hint: `did you mean ${meant}?` };
  const dashesHint = command.registeredArguments.length > 0 ? '; put -- before a value that begins with -' : '';
  return { sentence, hint: `${seeHelp(command)}${dashesHint}` };
}

/** Commander's message without its line that proposes another word. */
function withoutProposal(message: string): string {
  const at = message.lastIndexOf('\n(Did you mean ');
  return (at < 0 ? message : message.slice(0, at)).replace(/^error: /, '');
}

/** Words in place of flags: files are given with flags, so that their order does not matter. */
function extraWordsProblem(command: Command): SentenceWithHint {
  const takes = command.registeredArguments.length;
  if (takes > 0) {
    return {
      sentence: `${pathOf(command)} takes ${takes === 1 ? 'one word' : `${takes} words`}, but there are more`,
      hint: seeHelp(command),
    };
  }
  const files = command.options.filter(({ flags, hidden }) => flags.endsWith('<path>') && !hidden).slice(0, 2);
  const examples = files.flatMap((option) => longNames(option).slice(0, 1)).map((name) => `${name} FILE`);
  const flagHint = examples.length > 0 ? `give each file with its flag, for example ${examples.join(' ')}; ` : '';
  return { sentence: `${pathOf(command)} takes no bare words`, hint: `${flagHint}${seeHelp(command)}` };
}

/** The problem of a word, or of anything else. */
function wordProblem(sentence: string, command: Command): SentenceWithHint {
  if (sentence.startsWith('too many arguments')) return extraWordsProblem(command);
  const missing = command.registeredArguments.find((each) => sentence === `missing required argument '${each.name()}'`);
  if (missing) return { sentence: `<${missing.name()}> is missing`, hint: `${missing.description}; ${seeHelp(command)}` };
  const required = command.options.find(({ flags }) => sentence === `required option '${flags}' not specified`);
  if (required) return { sentence: `${required.long}: is missing`, hint: `${required.description}; ${seeHelp(command)}` };
  const word = /^unknown command '(.*)'$/s.exec(sentence)?.[1];
  const names = command.commands.map((each) => each.name());
  const meant = word === undefined ? undefined : suggest(word, names);
  return { sentence, hint: meant === undefined ? seeHelp(command) : `did you mean ${meant}?` };
}

/** What commander found wrong with these words, in idv's words and with idv's exit code. `meant` is a hint that is already known. */
export function usageError(error: CommanderError, program: Command, words: readonly string[], meant?: string): IdvError {
  const message = withoutProposal(error.message);
  const command = commandOf(program, words);
  const flag = /^unknown option '(.*)'$/s.exec(message)?.[1];
  const { sentence, hint } = flag === undefined ? wordProblem(message, command) : flagProblem(flag, command);
  return new IdvError('usage', sentence, { code: codeOf(error), hint: meant ?? hint });
}
