import { declaredAt } from '../../core/declare/declared-at.ts';
import { isNumber, isObject, type Param } from '../../core/declare/params.ts';
import { soundsPersonal } from '../../core/declare/personal.ts';
import { type Problem, usageProblem } from '../../core/errors.ts';
import { heldDigits, lostNumber } from '../../core/exact-number.ts';
import { hasDuplicateMembers } from '../../core/json.ts';
import { parseJson } from '../../core/parse-json.ts';
import { plainText } from '../../core/text/printable.ts';
import { parseSource, readSource, type SourceIo } from '../../media/read/source.ts';

/** Text of a file as it was meant: without a byte order mark, in UTF-8 or in the UTF-16 of PowerShell's `>`. */
function textWithoutMark(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

/** What a flag names by `@path` or `file://path`; undefined for a value that is the text itself. */
function pathIn(given: string): string | undefined {
  if (given.startsWith('@')) return given.slice(1);
  return /^file:\/\//i.test(given) ? given : undefined;
}

/** Standard input can be read once: a problem at the second of the flags that would. */
export function readTwice([, second]: readonly string[]): Problem[] {
  return second === undefined ? [] : [usageProblem(second, 'standard input is read twice', "give '-' to one flag and a path to the other")];
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
  const hint = 'the shell removed the quotes, as PowerShell does: put the JSON into a file, and give @file.json';
  return usageProblem(flag, `is ${fault}; what arrived is ${arrived}${text.length > longestShown ? '…' : ''}`, hint);
}

/** The declaration of what stands at a path in JSON text, the empty path for all of it; undefined where nothing is declared. */
export type ParamAt = (path: string) => Param | undefined;

/** The declarations in the value of one parameter. */
export const paramsIn =
  (param: Param | undefined): ParamAt =>
  (path) =>
    path !== '' && param && isObject(param) ? (declaredAt(path, param.members) ?? (param.sensitive ? param : undefined)) : param;

/** What cannot be sent as it was written. It is shown unless it may be personal: most numbers of this length are of documents. */
export function lostDigitsProblem(flag: string, { path, number }: { path: string; number: string }, param: Param | undefined): Problem {
  const name = `${flag.replace(/^--?\w+ /, '')}.${path}`.split('.').findLast((step) => /[A-Za-z]/.test(step)) ?? '';
  const isHidden = param ? param.sensitive === true : soundsPersonal(name);
  const digits = number.replace(/\D/g, '').length;
  const shown = isHidden ? `it has ${digits} digits` : `${plainText(number.slice(0, 40))} would become ${Number(number)}`;
  const place = path === '' ? 'is' : `${path.slice(0, 80)} is`;
  const quoted = `"${isHidden ? '…' : number.slice(0, 40)}"`;
  const hint = param && isNumber(param) ? `give at most ${heldDigits} digits` : `write it as text, in quotes: ${quoted}`;
  return usageProblem(flag, `${place} a number that would lose digits: ${shown}`, hint);
}

/** The value of JSON text, or what is wrong with it: nothing in it may be lost without a word. */
export function readJson(flag: string, text: string, paramAt: ParamAt): { value: unknown } | { problem: Problem } {
  const parsed = parseJson(text);
  if ('fault' in parsed) return { problem: notJson(flag, text, parsed.fault) };
  const lost = lostNumber(text);
  if (lost) return { problem: lostDigitsProblem(flag, lost, paramAt(lost.path)) };
  if (hasDuplicateMembers(text)) return { problem: usageProblem(flag, 'has the same member twice', 'give each member once') };
  return parsed;
}

/** The value of JSON that is given itself, or in a file after `@`. */
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
