import { readTwice } from '../../app/input/given.ts';
import type { BodyValue } from '../../core/body.ts';
import type { WireValue } from '../../core/declare/params.ts';
import { type Problem, usageProblem } from '../../core/errors.ts';
import { loadMedia, type MediaIo } from '../../media/read/load.ts';
import type { Vendor } from '../../vendors/vendor.ts';

export interface CallOptions {
  param?: readonly string[];
  file?: readonly string[];
  body?: string;
  apiVersion?: string;
}

export interface Parsed {
  values: Record<string, BodyValue>;
  problems: Problem[];
}

/** Numbers in JSON text, outside its strings. */
const numbersIn = (text: string): string[] => text.replace(/"(?:[^"\\]|\\.)*"?/gs, '""').match(/-?\d[\d.eE+-]*/g) ?? [];

/** A number that would come back with other digits is none: the 18 digits of an identity number are text. */
const survives = (number: string): boolean => String(Number(number)) === number;

/** Numbers, booleans, objects and arrays as JSON reads them; all else is text, and `'"5"'` is the text 5. */
function wireValue(text: string, declared: string | undefined): WireValue | Problem {
  if (declared === 'String') return text;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text;
  }
  if (value === null || (typeof value === 'number' && !survives(text))) return text;
  const lost = typeof value === 'object' ? numbersIn(text).find((number) => !survives(number)) : undefined;
  if (lost !== undefined) return usageProblem('--param', 'holds a number that would lose digits', 'write it in quotes');
  return value as WireValue;
}

function pair(flag: string, text: string, example: string): { name: string; value: string } | Problem {
  const at = text.indexOf('=');
  return at > 0
    ? { name: text.slice(0, at), value: text.slice(at + 1) }
    : usageProblem(flag, `'${text.split('=')[0]}' is not Name=value`, `as in ${example}`);
}

const isProblem = (value: { name: string } | Problem): value is Problem => 'category' in value;

const isFault = (value: WireValue | Problem): value is Problem => typeof value === 'object' && 'hint' in value && 'category' in value;

function nameFault(flag: string, name: string, { values }: Parsed): Problem | undefined {
  if (!/^[A-Za-z][\w.-]*$/.test(name))
    return usageProblem(flag, `'${name.slice(0, 40)}' is no name of a parameter`, 'letters, digits, dots and underscores');
  if (Object.hasOwn(values, name)) return usageProblem(flag, `${name} is given twice`, 'give it once');
  const whole = Object.keys(values).find((other) => other.startsWith(`${name}.`) || name.startsWith(`${other}.`));
  return whole === undefined
    ? undefined
    : usageProblem(flag, `${name} is given beside ${whole}`, 'give it whole, or each part by its dotted name');
}

const stdinProblems = ({ file = [], body }: CallOptions): Problem[] =>
  readTwice([...file.filter((text) => text.endsWith('=-')).map(() => '--file'), ...(body === '-' ? ['--body'] : [])]);

/** The values of `-p` and `--file`, with every fault found. */
export async function readValues(vendor: Vendor, actionName: string, options: CallOptions, io: MediaIo): Promise<Parsed> {
  const parsed: Parsed = { values: {}, problems: stdinProblems(options) };
  if (parsed.problems.length > 0) return parsed;
  const declared = vendor.actions.find((action) => action.name === actionName);
  for (const text of options.param ?? []) {
    const given = pair('--param', text, '-p SdkToken=abc');
    const fault = isProblem(given) ? given : nameFault('--param', given.name, parsed);
    if (fault || isProblem(given)) {
      if (fault) parsed.problems.push(fault);
      continue;
    }
    const value = wireValue(given.value, declared?.params.find((param) => param.name === given.name)?.type);
    if (isFault(value)) parsed.problems.push(value);
    else parsed.values[given.name] = value;
  }
  for (const text of options.file ?? []) {
    const given = pair('--file', text, '--file ImageBase64=photo.jpg');
    const fault = isProblem(given) ? given : nameFault('--file', given.name, parsed);
    if (fault || isProblem(given)) {
      if (fault) parsed.problems.push(fault);
      continue;
    }
    const loaded = await loadMedia(given.value, io);
    if ('problem' in loaded) parsed.problems.push({ category: 'media', flag: '--file', ...loaded.problem });
    else parsed.values[given.name] = { bytes: loaded.bytes, mediaType: loaded.probe.mediaType };
  }
  return parsed;
}
