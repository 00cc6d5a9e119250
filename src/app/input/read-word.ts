import { type Problem, usageProblem } from '../../core/errors.ts';
import type { SourceIo } from '../../media/read/source.ts';
import { readTextSource } from './read-json.ts';

/** What is wrong with a word: another program may have printed it with quotes, or printed nothing. */
function wordFault(word: string): string | undefined {
  if (word === '') return 'is empty';
  if (word === 'null' || word === 'undefined') return `is '${word}', which a program prints if there is no value`;
  if (/^["'`]|["'`]$/.test(word)) return 'has quotes around it';
  return /[\r\n]/.test(word) ? 'has several lines' : undefined;
}

/** Reads a token or an id: an argument of the command, or `-` for standard input, into which another program writes it. */
export async function readWord(flag: string, given: string, io: SourceIo): Promise<string | Problem> {
  const text = given === '-' ? await readTextSource(flag, '-', io) : given;
  if (typeof text !== 'string') return text;
  const word = text.trim();
  const fault = wordFault(word);
  return fault === undefined ? word : usageProblem(flag, fault, 'give it without changes; with -r, jq prints it that way');
}
