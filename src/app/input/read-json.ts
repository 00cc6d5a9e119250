import { type Problem, usageProblem } from '../../core/errors.ts';
import { hasDuplicateMembers } from '../../core/json.ts';
import { lostNumber } from '../../core/lost-digits.ts';
import { parseJson } from '../../core/parse-json.ts';
import { plainText } from '../../core/text/printable.ts';
import { parseSource, readSource, type SourceIo } from '../../media/read/source.ts';

/** Text of a file as it was meant: without a byte order mark, in UTF-8 or in the UTF-16 of PowerShell's `>`. */
export function textWithoutMark(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

/** What a flag names by `@path` or `file://path`; undefined for a value that is the text itself. */
export function pathIn(given: string): string | undefined {
  if (given.startsWith('@')) return given.slice(1);
  return /^file:\/\//i.test(given) ? given : undefined;
}

/** The text of a file, or what is wrong with it; `-` is standard input. */
export async function readTextSource(flag: string, path: string, io: SourceIo): Promise<string | Problem> {
  const source = parseSource(path);
  if ('problem' in source) return { category: 'media', flag, ...source.problem };
  if (source.from === 'data-uri') return usageProblem(flag, 'a data URI is given in place of a path', 'give the path of a file');
  const bytes = await readSource(source, io);
  return 'problem' in bytes ? { category: 'media', flag, ...bytes.problem } : textWithoutMark(bytes);
}

const longestShown = 60;

/** Where the text stops being JSON. What arrived is shown where a shell took the quotes away, which the user cannot see. */
function notJson(flag: string, text: string, fault: string): Problem {
  if (/["']/.test(text) || !/^\s*[{[]/.test(text)) return usageProblem(flag, `is ${fault}`, 'give @file.json or a JSON object');
  const arrived = plainText(text.slice(0, longestShown));
  const hint = 'the shell took the quotes away, as PowerShell does: put it into a file, and give @file.json';
  return usageProblem(flag, `is ${fault}; what arrived is ${arrived}${text.length > longestShown ? '…' : ''}`, hint);
}

/** The value of JSON text, or what is wrong with it: nothing in it may be lost without a word. */
export function readJson(flag: string, text: string): { value: unknown } | { problem: Problem } {
  const parsed = parseJson(text);
  if ('fault' in parsed) return { problem: notJson(flag, text, parsed.fault) };
  const lost = lostNumber(text);
  if (lost) {
    const place = lost.path === '' ? 'is' : `${lost.path.slice(0, 80)} is`;
    return { problem: usageProblem(flag, `${place} a number that would lose digits`, 'write it in quotes') };
  }
  if (hasDuplicateMembers(text)) return { problem: usageProblem(flag, 'has a member twice', 'give each member once') };
  return parsed;
}

/** The value of JSON that is given itself, or in a file after `@`. */
export async function readJsonOrFile(flag: string, given: string, io: SourceIo): Promise<{ value: unknown } | { problem: Problem }> {
  const path = pathIn(given);
  const text = path === undefined ? given : await readTextSource(flag, path, io);
  return typeof text === 'string' ? readJson(flag, text) : { problem: text };
}
