import { readInputFile } from '../../app/input/input-file.ts';
import { inputKey } from '../../app/input/raw-input.ts';
import { stdinTwiceProblems } from '../../app/input/read-json.ts';
import { parsePair, readFileValue, readPair } from '../../app/input/read-pair.ts';
import { declaredAt } from '../../core/declare/declared-at.ts';
import { isMedia, isObject, type Param } from '../../core/declare/params.ts';
import { type Problem, usageProblem } from '../../core/errors.ts';
import type { BodyValue } from '../../core/http.ts';
import { isRecord } from '../../core/json.ts';
import type { MediaIo } from '../../media/read/load.ts';
import type { Vendor } from '../../vendors/vendor.ts';

export interface CallOptions {
  param?: readonly string[];
  file?: readonly string[];
  input?: string;
  body?: string;
  apiVersion?: string;
}

type Values = Record<string, BodyValue>;

export interface Parsed {
  values: Values;
  problems: Problem[];
}

function nameFault(flag: string, name: string, { values }: Parsed): Problem | undefined {
  if (!/^[A-Za-z][\w.-]*$/.test(name))
    return usageProblem(flag, `'${name.slice(0, 40)}' is not a valid name of a parameter`, 'use letters, digits, dots and underscores');
  if (Object.hasOwn(values, name)) return usageProblem(flag, `${name} is given twice`, 'give it once');
  const whole = Object.keys(values).find((other) => other.startsWith(`${name}.`) || name.startsWith(`${other}.`));
  return whole === undefined
    ? undefined
    : usageProblem(flag, `${name} is given along with ${whole}`, 'give the complete value, or each member by its dotted name');
}

const stdinProblems = ({ param = [], file = [], input, body }: CallOptions): Problem[] =>
  stdinTwiceProblems([
    ...(input === '-' ? [inputKey] : []),
    ...param.filter((text) => parsePair(text)?.text === '@-').map(() => '--param'),
    ...file.filter((text) => text.endsWith('=-')).map(() => '--file'),
    ...(body === '-' ? ['--body'] : []),
  ]);

/** Puts a dotted name into its object, if the object is declared, because JSON has no dotted names. */
function nested(values: Values, params: readonly Param[]): Values {
  const all: Values = {};
  for (const [name, value] of Object.entries(values)) {
    const [first = '', ...rest] = name.split('.');
    const holder = params.find((param) => param.name === first);
    if (!holder || !isObject(holder) || rest.length === 0) all[name] = value;
    else all[first] = { ...(all[first] as Values | undefined), ...nested({ [rest.join('.')]: value }, holder.members) };
  }
  return all;
}

/** Reads files that the JSON names in place of a picture's base64, as `--skeleton` writes it. */
async function withFiles(
  values: Record<string, unknown>,
  params: readonly Param[],
  parsed: Parsed,
  io: MediaIo,
  path = '',
): Promise<Values> {
  const read: Values = {};
  for (const [name, value] of Object.entries(values)) {
    const param = params.find((candidate) => candidate.name === name);
    const place = `${inputKey} ${path}${name}`;
    if (param && isMedia(param) && typeof value === 'string' && value.startsWith('@')) {
      const file = await readFileValue(place, value.slice(1), io);
      if ('problem' in file) parsed.problems.push(file.problem);
      else read[name] = file.value;
    } else if (param && isObject(param) && isRecord(value))
      read[name] = await withFiles(value, param.members, parsed, io, `${path}${name}.`);
    else read[name] = value as BodyValue;
  }
  return read;
}

async function readParams({ param = [] }: CallOptions, params: readonly Param[], parsed: Parsed, io: MediaIo): Promise<void> {
  for (const given of param) {
    const pair = parsePair(given);
    const fault = pair
      ? nameFault('--param', pair.name, parsed)
      : usageProblem(
          '--param',
          `'${given.split(/[=:]/)[0]?.slice(0, 40)}' is not Name=value`,
          'for example -p SdkToken=abc, or -p Limit:=5 for JSON',
        );
    const read = pair && !fault ? await readPair(pair, declaredAt(pair.name, params), io) : undefined;
    if (fault) parsed.problems.push(fault);
    else if (pair && read && 'value' in read) parsed.values[pair.name] = read.value;
    else if (read && 'problem' in read) parsed.problems.push(read.problem);
  }
}

async function readFiles({ file = [] }: CallOptions, parsed: Parsed, io: MediaIo): Promise<void> {
  for (const given of file) {
    const [, name, path] = /^([^=]+)=(.*)$/s.exec(given) ?? [];
    const fault =
      name === undefined
        ? usageProblem('--file', `'${given.slice(0, 40)}' is not Name=path`, 'for example --file ImageBase64=photo.jpg')
        : nameFault('--file', name, parsed);
    const read = fault ? undefined : await readFileValue(`--file ${name}`, path ?? '', io);
    if (fault) parsed.problems.push(fault);
    else if (name !== undefined && read && 'value' in read) parsed.values[name] = read.value;
    else if (read && 'problem' in read) parsed.problems.push(read.problem);
  }
}

/** The values of `--input`, without those that the command line gives. */
async function readInput(path: string, params: readonly Param[], parsed: Parsed, io: MediaIo): Promise<Values> {
  const read = await readInputFile(path, params, io);
  if ('problem' in read) {
    parsed.problems.push(read.problem);
    return {};
  }
  const all = await withFiles(read.value, params, parsed, io);
  const free = Object.entries(all).filter(([name]) => !Object.hasOwn(parsed.values, name));
  const base: Parsed = { values: Object.fromEntries(free), problems: [] };
  for (const name of Object.keys(parsed.values)) {
    const fault = nameFault('--param', name, base);
    if (fault) parsed.problems.push(fault);
  }
  return base.values;
}

/** The values of `-p`, `--file` and `--input`, with all problems. The command line takes precedence over the file. */
export async function readValues(vendor: Vendor, actionName: string, options: CallOptions, io: MediaIo): Promise<Parsed> {
  const parsed: Parsed = { values: {}, problems: stdinProblems(options) };
  if (parsed.problems.length > 0) return parsed;
  const { params = [] } = vendor.actions.find((action) => action.name === actionName) ?? {};
  await readParams(options, params, parsed, io);
  await readFiles(options, parsed, io);
  const base = options.input === undefined ? {} : await readInput(options.input, params, parsed, io);
  return { values: { ...base, ...nested(parsed.values, params) }, problems: parsed.problems };
}
