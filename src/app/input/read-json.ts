import { declaredAt } from '../../core/declare/declared-at.ts';
import { isNumber, isObject, type Param } from '../../core/declare/params.ts';
import { suggestsPersonalData } from '../../core/declare/personal.ts';
import { type Problem, usageProblem } from '../../core/errors.ts';
import { lostNumber, maxExactDigits } from '../../core/exact-number.ts';
import { hasDuplicateMembers } from '../../core/json.ts';
import { parseJson } from '../../core/parse-json.ts';
import { plainText } from '../../core/text/printable.ts';
import { parseSource, readSource, type SourceIo } from '../../media/read/source.ts';

/** The text of a file without a byte order mark. It is UTF-8, or the UTF-16 that PowerShell writes with `>`. */
function textWithoutMark(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

/** The path in `@path` or `file://path`; undefined if the value is the text itself. */
function pathIn(given: string): string | undefined {
  if (given.startsWith('@')) return given.slice(1);
  return /^file:\/\//i.test(given) ? given : undefined;
}

/** A problem at the second flag that would read standard input, which can be read only once. */
export function stdinTwiceProblems([, second]: readonly string[]): Problem[] {
  return second === undefined ? [] : [usageProblem(second, 'standard input is read twice', "give '-' to one flag and a path to the other")];
}

/** Reads the text of a file, or returns the problem. `-` is standard input. */
export async function readTextSource(flag: string, path: string, io: SourceIo): Promise<string | Problem> {
  const source = parseSource(path);
  if ('problem' in source) return { category: 'media', flag, ...source.problem };
  if (source.from === 'data-uri') return usageProblem(flag, 'a data URI is given in place of a path', 'give the path of a file');
  const bytes = await readSource(source, io);
  return 'problem' in bytes ? { category: 'media', flag, ...bytes.problem } : textWithoutMark(bytes);
}

const longestShown = 60;

/** The problem for text that is not JSON. If a shell has removed the quotes, the message shows what arrived: the user cannot see it. */
function notJson(flag: string, text: string, fault: string): Problem {
  if (/["']/.test(text) || !/^\s*[{[]/.test(text)) return usageProblem(flag, `is ${fault}`, 'give @file.json or a JSON object');
  const arrived = plainText(text.slice(0, longestShown));
  const hint = 'the shell removed the quotes, as PowerShell does: put the JSON into a file, and give @file.json';
  return usageProblem(flag, `is ${fault}; what arrived is ${arrived}${text.length > longestShown ? '…' : ''}`, hint);
}

/** The declaration of the value at a path in JSON text; undefined if it is not declared. The empty path is the complete text. */
export type ParamAt = (path: string) => Param | undefined;

/** Finds declarations within the value of one parameter. */
export const paramsIn =
  (param: Param | undefined): ParamAt =>
  (path) =>
    path !== '' && param && isObject(param) ? (declaredAt(path, param.members) ?? (param.sensitive ? param : undefined)) : param;

/** The problem for a number that would lose digits. A number that may be personal is hidden: most of this length are document numbers. */
export function lostDigitsProblem(flag: string, { path, number }: { path: string; number: string }, param: Param | undefined): Problem {
  const name = `${flag.replace(/^--?\w+ /, '')}.${path}`.split('.').findLast((step) => /[A-Za-z]/.test(step)) ?? '';
  const isHidden = param ? param.sensitive === true : suggestsPersonalData(name);
  const digits = number.replace(/\D/g, '').length;
  const shown = isHidden ? `it has ${digits} digits` : `${plainText(number.slice(0, 40))} would become ${Number(number)}`;
  const place = path === '' ? 'is' : `${path.slice(0, 80)} is`;
  const quoted = `"${isHidden ? '…' : number.slice(0, 40)}"`;
  const hint = param && isNumber(param) ? `give at most ${maxExactDigits} digits` : `write it as text, in quotes: ${quoted}`;
  return usageProblem(flag, `${place} a number that would lose digits: ${shown}`, hint);
}

/** The value of JSON text, or the problem. A number that would lose digits or a duplicate member is a problem: nothing is lost silently. */
export function readJson(flag: string, text: string, paramAt: ParamAt): { value: unknown } | { problem: Problem } {
  const parsed = parseJson(text);
  if ('fault' in parsed) return { problem: notJson(flag, text, parsed.fault) };
  const lost = lostNumber(text);
  if (lost) return { problem: lostDigitsProblem(flag, lost, paramAt(lost.path)) };
  if (hasDuplicateMembers(text)) return { problem: usageProblem(flag, 'has the same member twice', 'give each member once') };
  return parsed;
}

/** The value of JSON that was given as text, or as a file after `@`. */
export async function readJsonOrFile(
  flag: string,
  given: string,
  paramAt: ParamAt,
  io: SourceIo,
): Promise<{ value: unknown } | { problem: Problem }> {
  const path = pathIn(given);
  const text = path === undefined ? given : await readTextSource(flag, path, io);
  return typeof text === 'string' ? readJson(flag, text, paramAt) : { problem: text };
}
