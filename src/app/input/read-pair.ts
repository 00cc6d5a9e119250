import { isEntries, isList, isMedia, isNumber, isObject, type ListParam, type Param, type WireValue } from '../../core/declare/params.ts';
import { type Problem, usageProblem } from '../../core/errors.ts';
import { keepsDigits } from '../../core/exact-number.ts';
import type { BodyValue } from '../../core/http.ts';
import { isRecord } from '../../core/json.ts';
import { loadMedia, type MediaIo } from '../../media/read/load.ts';
import { lostDigitsProblem, paramsIn, readJson, readTextSource } from './read-json.ts';

/** `Name=text` or `Name:=json`. In both, `@path` stands for the content of a file. */
export interface ParamPair {
  name: string;
  isJson: boolean;
  text: string;
}

/** Parses a pair. Undefined if the name or the sign after it is missing. */
export function parsePair(given: string): ParamPair | undefined {
  const [, name, sign, text] = /^([^=:]+)(:?=)(.*)$/s.exec(given) ?? [];
  return name === undefined || text === undefined ? undefined : { name, isJson: sign === ':=', text };
}

type Read = { value: BodyValue } | { problem: Problem };

const refuse = (flag: string, message: string, hint: string): Read => ({ problem: usageProblem(flag, message, hint) });

const asNumber = (flag: string, text: string, param: Param): Read => {
  if (!/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return refuse(flag, `'${text.slice(0, 40)}' is not a number`, 'give a number');
  return keepsDigits(text) ? { value: Number(text) } : { problem: lostDigitsProblem(flag, { path: '', number: text }, param) };
};

const asBoolean = (flag: string, text: string): Read =>
  text === 'true' || text === 'false'
    ? { value: text === 'true' }
    : refuse(flag, `'${text.slice(0, 40)}' is not valid`, 'use true or false');

/** A list: separated by commas as in the action's own flag, or JSON. */
function asList(flag: string, text: string, param: ListParam): Read {
  if (text.trimStart().startsWith('[')) return readJson(flag, text, paramsIn(param)) as Read;
  const items = text.split(',').map((item) => item.trim());
  if (param.type !== 'Array of Integer') return { value: items };
  const numbers = items.map((item) => asNumber(flag, item, param));
  return numbers.find((number) => 'problem' in number) ?? { value: numbers.flatMap((number) => ('value' in number ? [number.value] : [])) };
}

function asJson(flag: string, text: string, param: Param, isExpected: (value: unknown) => boolean, hint: string): Read {
  const read = readJson(flag, text, paramsIn(param));
  if ('problem' in read) return read;
  return isExpected(read.value) ? { value: read.value as WireValue } : refuse(flag, 'has another type', hint);
}

/** Converts text to the declared type. Without a declaration, the value is the text. */
function converted(flag: string, text: string, param: Param | undefined): Read {
  if (!param) return { value: text };
  if (isObject(param)) return asJson(flag, text, param, isRecord, 'give a JSON object');
  if (isEntries(param)) return asJson(flag, text, param, Array.isArray, 'give a JSON list of objects');
  if (isNumber(param)) return asNumber(flag, text, param);
  if (param.type === 'Boolean') return asBoolean(flag, text);
  return isList(param) ? asList(flag, text, param) : { value: text };
}

/** Reads a file for a parameter that is sent as base64. The file may contain the bytes, or their base64. */
export async function readFileValue(flag: string, path: string, io: MediaIo): Promise<Read> {
  const loaded = await loadMedia(path, io);
  return 'problem' in loaded
    ? { problem: { category: 'media', flag, ...loaded.problem } }
    : { value: { bytes: loaded.bytes, mediaType: loaded.probe.mediaType } };
}

/** The text of a file, without the line break that an editor adds at its end. */
async function fileText(flag: string, { name, text }: ParamPair, io: MediaIo): Promise<string | Problem> {
  const read = await readTextSource(flag, text.slice(1), io);
  if (typeof read !== 'string') return { ...read, hint: `${read.hint}; write a text that begins with @ as ${name}:='"@…"'` };
  if (read.includes('\uFFFD') || read.includes('\0'))
    return usageProblem(flag, 'the file does not contain text', `to send its content as base64, use --file ${name}=${text.slice(1)}`);
  return read.replace(/\r?\n$/, '');
}

/** The value of a pair, or the problem. `param` is the declaration of the parameter; undefined if it is not declared. */
export async function readPair(pair: ParamPair, param: Param | undefined, io: MediaIo): Promise<Read> {
  const flag = `--param ${pair.name}`;
  const isFile = pair.text.startsWith('@');
  if (isFile && param && isMedia(param)) return readFileValue(flag, pair.text.slice(1), io);
  const text = isFile ? await fileText(flag, pair, io) : pair.text;
  if (typeof text !== 'string') return { problem: text };
  return pair.isJson ? (readJson(flag, text, paramsIn(param)) as Read) : converted(flag, text, param);
}
