import {
  characterCount,
  type EntriesParam,
  type ImageOrVideoParam,
  isList,
  isNumber,
  type ListParam,
  type MediaLimits,
  type MediaParam,
  maxInputBytes,
  type NumberParam,
  type ObjectParam,
  type Param,
  type TextParam,
  type WireValue,
} from '../../core/declare/params.ts';
import { type Problem, usageProblem } from '../../core/errors.ts';
import { keepsDigits, maxExactDigits } from '../../core/exact-number.ts';
import type { Media } from '../../core/http.ts';
import { decimalIn } from '../../core/setting-shape.ts';
import { shownLines } from '../../core/text/printable.ts';
import { checkMedia, type MediaProblem, noticesOf } from '../../media/check.ts';
import { type LoadedMedia, type LoadResult, loadBase64, loadMedia, type MediaIo } from '../../media/read/load.ts';
import { readBounded } from '../../media/read/source.ts';
import type { Runtime } from '../../runtime.ts';
import type { RawValue } from './raw-input.ts';

/** A wire value, with a notice if there is one; or what is wrong with the text. */
export type ReadValue = { value: WireValue; notice?: string } | { problem: Pick<Problem, 'message' | 'hint'> };

type Values = Readonly<Record<string, readonly string[]>>;
/** Parameters whose value is read from one text. */
export type ScalarParam = Exclude<Param, MediaParam | ImageOrVideoParam | ObjectParam | EntriesParam>;

const refuse = (message: string, hint: string): ReadValue => ({ problem: { message, hint } });

const allowed = (values: Values): string =>
  Object.entries(values)
    .map(([wire, [friendly]]) => (friendly && friendly !== wire ? `${friendly} (${wire})` : wire))
    .join(', ');

/** The wire value of a word. The word is the wire value itself, in upper or lower case, or one of its friendly names. */
function wireOf(values: Values, word: string): string | undefined {
  const wanted = word.trim().toLowerCase();
  return Object.entries(values).find(([wire, friendly]) => wire.toLowerCase() === wanted || friendly.includes(wanted))?.[0];
}

/** Words as wire values. An unknown word is a problem; but if the vendor adds values over time (`grows`), it is sent with a notice. */
function readWords(
  words: readonly string[],
  values: Values,
  grows: boolean | undefined,
  others = '',
): { wire: string[]; notice?: string } | { problem: Pick<Problem, 'message' | 'hint'> } {
  const wire = words.map((word) => wireOf(values, word) ?? (grows ? word.trim() : undefined));
  const unknown = words.find((word) => wireOf(values, word) === undefined);
  const known = wire.filter((word) => word !== undefined);
  if (unknown === undefined) return { wire: known };
  if (known.length < words.length)
    return { problem: { message: `'${unknown.trim()}' is not valid`, hint: `one of ${allowed(values)}${others}` } };
  return { wire: known, notice: `'${unknown.trim()}' is not a value that idv knows; sent anyway` };
}

function readText(param: TextParam, text: string): ReadValue {
  if (param.fixed !== undefined && text !== param.fixed) return refuse('cannot be changed', `it is always ${param.fixed}`);
  if (param.maxLength !== undefined && characterCount(text) > param.maxLength)
    return refuse(`has ${characterCount(text)} characters`, `give at most ${param.maxLength}`);
  if (param.pattern && !param.pattern.matches.test(text)) return refuse('does not have the right form', param.pattern.meaning);
  if (!param.values || param.orElse?.pattern.test(text)) return { value: text };
  const words = param.maxItems === undefined ? [text] : text.split(',');
  const read = readWords(words, param.values, param.valuesGrow, param.orElse ? `, or ${param.orElse.meaning}` : '');
  if ('problem' in read) return read;
  if (param.maxItems !== undefined && words.length > param.maxItems) {
    return refuse(`has ${words.length} values`, `give at most ${param.maxItems} of ${allowed(param.values)}`);
  }
  return { value: read.wire.join(','), ...(read.notice ? { notice: read.notice } : {}) };
}

function rangeOf({ minimum, maximum }: Pick<NumberParam, 'minimum' | 'maximum'>): string {
  if (minimum === undefined) return `at most ${maximum}`;
  return maximum === undefined ? `at least ${minimum}` : `from ${minimum} to ${maximum}`;
}

function readNumber(param: Pick<NumberParam, 'type' | 'minimum' | 'maximum' | 'values'>, text: string): ReadValue {
  const word = param.values ? wireOf(param.values, text) : text;
  const value = word === undefined ? Number.NaN : decimalIn(word);
  const digits = word?.trim() ?? '';
  if (/^-?\d+(\.\d+)?$/.test(digits) && !keepsDigits(digits))
    return refuse(`${digits.slice(0, 40)} would lose digits: it would become ${value}`, `give at most ${maxExactDigits} digits`);
  if (!Number.isFinite(value) || (param.type === 'Integer' && !Number.isSafeInteger(value))) {
    const hint = param.values ? `one of ${allowed(param.values)}` : param.type === 'Integer' ? 'give a whole number' : 'give a number';
    return refuse(`'${text}' is not valid`, hint);
  }
  const { minimum, maximum } = param;
  if (minimum !== undefined && value < minimum) return refuse(`${value} is not valid`, rangeOf(param));
  return maximum !== undefined && value > maximum ? refuse(`${value} is not valid`, rangeOf(param)) : { value };
}

function readList(param: ListParam, text: string): ReadValue {
  const words = text.split(',').map((word) => word.trim());
  const read = param.values ? readWords(words, param.values, param.valuesGrow) : { wire: words };
  if ('problem' in read) return read;
  const notice = 'notice' in read && read.notice ? { notice: read.notice } : {};
  if (param.type === 'Array of String') return { value: read.wire, ...notice };
  const numbers = read.wire.map((word) => readNumber({ type: 'Integer' }, word));
  const wrong = numbers.find((number) => 'problem' in number);
  return wrong ?? { value: numbers.flatMap((number) => ('value' in number ? [number.value] : [])), ...notice };
}

/** The wire value of a flag. */
export function readValue(param: ScalarParam, raw: RawValue): ReadValue {
  const text = String(raw);
  if (param.type === 'Boolean')
    return text === 'true' || text === 'false' ? { value: text === 'true' } : refuse(`'${text}' is not valid`, 'true or false');
  if (isList(param)) return readList(param, text);
  return isNumber(param) ? readNumber(param, text) : readText(param as TextParam, text);
}

/** The value of a member in JSON, checked like the value of a flag. */
export function readJsonMember(param: ScalarParam, value: unknown): ReadValue {
  if (isList(param) && Array.isArray(value)) return readValue(param, value.join(','));
  const type = param.type === 'Boolean' ? 'boolean' : isNumber(param) ? 'number' : 'string';
  if (typeof value !== type)
    return refuse(`is not of type ${param.type}`, `give ${param.type === 'String' ? 'text in quotes' : `a ${type}`}`);
  return readValue(param, typeof value === 'boolean' ? value : String(value));
}

/** What values are read with, and the lists to which their problems and notices are added. */
export interface Reading {
  io: MediaIo;
  /** False skips all checks of the contents of files. */
  preflight: boolean;
  problems: Problem[];
  notices: string[];
  /** Clips without sound. Another parameter may say that the clip needs sound. */
  silent: { flag: string; limits: MediaLimits }[];
}

/** Adds the problem or notice of a value to `reading`, and returns the value. */
export function acceptValue(flag: string, read: ReadValue, { problems, notices }: Reading): WireValue | undefined {
  if ('problem' in read) {
    const { message, hint } = read.problem;
    problems.push(usageProblem(flag, message, hint ?? ''));
    return undefined;
  }
  if (read.notice) notices.push(`${flag}: ${read.notice}`);
  return read.value;
}

/** How a command reads its files. With `describe`, a line about each file is printed on standard error; nothing about its content. */
export const mediaIo = ({ fs, readStdin, stderr }: Runtime, describe?: (media: LoadedMedia) => string): MediaIo => ({
  readFile: (path) => readBounded(path, maxInputBytes, fs),
  stat: fs.stat,
  readStdin,
  ...(describe ? { loaded: (media) => stderr.write(`${shownLines(describe(media))}\n`) } : {}),
});

/** The limits of a parameter. If it can be an image or a video, they depend on the kind of the file. */
export type MediaRange = MediaLimits | ((kind: string) => MediaLimits);

/** The limits for reading a file. Those of a video are wider. */
const widest = (range: MediaRange): MediaLimits => (typeof range === 'function' ? range('video') : range);

/** Reads the content of a file. If it cannot be read, adds a problem and resolves to undefined. */
export async function readMedia(flag: string, source: string, range: MediaRange | undefined, reading: Reading): Promise<Media | undefined> {
  const limits = reading.preflight && range ? widest(range) : undefined;
  return checked(flag, await loadMedia(source, reading.io, limits), range, reading);
}

/** Reads media from a JSON value: the path of a file after `@`, or base64 text as it is sent. */
export async function readJsonMedia(flag: string, value: unknown, range: MediaRange, reading: Reading): Promise<Media | undefined> {
  if (typeof value !== 'string') {
    reading.problems.push(usageProblem(flag, 'is not text', 'give "@photo.jpg", or base64 text'));
    return undefined;
  }
  const path = value.startsWith('@') ? value.slice(1) : /^(file|data):/i.test(value) ? value : undefined;
  if (path === '-') {
    reading.problems.push(usageProblem(flag, 'standard input cannot be read here', 'give the path of a file'));
    return undefined;
  }
  if (path !== undefined) return readMedia(flag, path, range, reading);
  return checked(flag, loadBase64(value, 'it', reading.preflight ? widest(range) : undefined), range, reading);
}

function checked(
  flag: string,
  loaded: LoadResult,
  range: MediaRange | undefined,
  { preflight, problems, notices, silent }: Reading,
): Media | undefined {
  if ('problem' in loaded) {
    problems.push({ category: 'media', flag, ...shown(loaded.problem) });
    return undefined;
  }
  const limits = typeof range === 'function' ? range(loaded.probe.kind) : range;
  notices.push(...loaded.notices.map((notice) => `${flag}: ${notice}`));
  if (preflight && limits) {
    problems.push(...checkMedia(loaded, limits).map((fault) => ({ category: 'media' as const, flag, ...shown(fault, sendUnchanged) })));
    notices.push(...noticesOf(loaded, limits).map((notice) => `${flag}: ${notice}`));
    if (loaded.probe.audioCodec === null) silent.push({ flag, limits });
  }
  return { bytes: loaded.bytes, mediaType: loaded.probe.mediaType };
}

/** The alternative for a file that the checks refuse. A file that cannot be read has no alternative. */
const sendUnchanged = 'send it unchanged with --no-preflight';

/** Message and hint of a media problem. The command is last, so that it is easy to copy. It fixes the file, and is not the alternative. */
function shown({ message, hint, command }: MediaProblem, alternative?: string): Pick<Problem, 'message' | 'hint'> {
  if (alternative === undefined) return { message, hint: command === undefined ? hint : `${hint}: ${command}` };
  return { message, hint: `${hint}, or ${alternative}${command === undefined ? '' : `; this command fixes the file: ${command}`}` };
}
