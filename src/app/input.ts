import type { Action } from '../core/action.ts';
import type { BodyValue } from '../core/body.ts';
import type { Problem } from '../core/errors.ts';
import { isMedia, type MediaParam, type NumberParam, type Param, shownFlag, type TextParam, type WireValue } from '../core/params.ts';
import { checkMedia } from '../media/check.ts';
import { loadMedia, type MediaIo } from '../media/load.ts';

/** What the flags held, by wire name: text as typed, booleans from `--x` and `--no-x`. */
export type RawInput = Readonly<Record<string, string | boolean>>;

export interface Input {
  values: Record<string, BodyValue>;
  problems: Problem[];
  notices: string[];
}

const usage = (param: Param, message: string, cure: string): Problem => ({ category: 'usage', flag: shownFlag(param), message, cure });

const allowed = (values: NonNullable<TextParam['values']>): string =>
  Object.entries(values)
    .map(([wire, [friendly]]) => (friendly && friendly !== wire ? `${friendly} (${wire})` : wire))
    .join(', ');

/** The wire value of a word that is either it, in any case, or one of its friendly forms. */
function wireOf(values: NonNullable<TextParam['values']>, word: string): string | undefined {
  const wanted = word.trim().toLowerCase();
  return Object.entries(values).find(([wire, friendly]) => wire.toLowerCase() === wanted || friendly.includes(wanted))?.[0];
}

function readText(param: TextParam, text: string): string | Problem {
  if (param.maxLength !== undefined && text.length > param.maxLength) {
    return usage(param, `has ${text.length} characters`, `at most ${param.maxLength} are taken`);
  }
  if (!param.values || param.orElse?.pattern.test(text)) return text;
  const words = param.maxItems === undefined ? [text] : text.split(',');
  const wire = words.map((word) => wireOf(param.values ?? {}, word));
  const unknown = words.find((_, index) => wire[index] === undefined);
  const others = param.orElse ? `, or ${param.orElse.meaning}` : '';
  if (unknown !== undefined) return usage(param, `does not take '${unknown.trim()}'`, `one of ${allowed(param.values)}${others}`);
  if (param.maxItems !== undefined && words.length > param.maxItems) {
    return usage(param, `holds ${words.length} values`, `at most ${param.maxItems} of ${allowed(param.values)}`);
  }
  return wire.join(',');
}

function readNumber(param: NumberParam, text: string): number | Problem {
  const word = param.values ? wireOf(param.values, text) : text;
  const value = word === undefined || word.trim() === '' ? Number.NaN : Number(word);
  if (!Number.isFinite(value) || (param.type === 'Integer' && !Number.isSafeInteger(value))) {
    const cure = param.values ? `one of ${allowed(param.values)}` : param.type === 'Integer' ? 'give a whole number' : 'give a number';
    return usage(param, `does not take '${text}'`, cure);
  }
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = param;
  if (value < minimum || value > maximum) return usage(param, `does not take ${value}`, `from ${minimum} to ${maximum}`);
  return value;
}

function readScalar(param: Exclude<Param, MediaParam>, raw: string | boolean): WireValue | Problem {
  if (param.type === 'Boolean') {
    if (typeof raw === 'boolean') return raw;
    if (raw === 'true' || raw === 'false') return raw === 'true';
    return usage(param, `does not take '${raw}'`, 'true or false');
  }
  const text = String(raw);
  return param.type === 'String' ? readText(param, text) : readNumber(param, text);
}

const isProblem = (value: WireValue | Problem): value is Problem =>
  typeof value === 'object' && !Array.isArray(value) && 'category' in value;

async function readMedia(param: MediaParam, source: string, io: MediaIo, preflight: boolean, into: Input): Promise<void> {
  const flag = shownFlag(param);
  const loaded = await loadMedia(source, io);
  if ('problem' in loaded) {
    into.problems.push({ category: 'media', flag, ...loaded.problem });
    return;
  }
  into.notices.push(...loaded.notices.map((notice) => `${flag}: ${notice}`));
  into.values[param.name] = { bytes: loaded.bytes, mediaType: loaded.probe.mediaType };
  if (preflight)
    into.problems.push(...checkMedia(loaded, param.media).map((problem) => ({ category: 'media' as const, flag, ...problem })));
}

/**
 * Flags to wire values, with every fault found rather than the first. Files are read here and nowhere else;
 * `preflight: false` skips all checks of what they hold.
 */
export async function readInput(action: Action, raw: RawInput, io: MediaIo, preflight: boolean): Promise<Input> {
  const input: Input = { values: {}, problems: [], notices: [] };
  const scalars: Record<string, WireValue | undefined> = {};
  for (const param of action.params) {
    const given = raw[param.name] ?? ('fallback' in param ? param.fallback : undefined);
    if (given === undefined) {
      if (param.required) input.problems.push(usage(param, `is required: ${param.help}`, 'see the examples with --help'));
    } else if (isMedia(param)) {
      await readMedia(param, String(given), io, preflight, input);
    } else {
      const value = readScalar(param, given);
      if (isProblem(value)) {
        input.problems.push(value);
        // A rule must not report as missing what was given and already complained about.
        scalars[param.name] = undefined;
      } else input.values[param.name] = scalars[param.name] = value;
    }
  }
  const complained = new Set(input.problems.map((problem) => problem.flag));
  for (const rule of action.rules ?? []) {
    const param = action.params.find((candidate) => candidate.name === rule.param);
    const fault = param && !complained.has(shownFlag(param)) ? rule.check(scalars) : undefined;
    if (param && fault) input.problems.push(usage(param, fault.message, fault.cure));
  }
  input.notices.push(...(action.notices ?? []).filter((notice) => notice.when(scalars)).map((notice) => notice.text));
  return input;
}

/** Two flags cannot both read standard input. */
export function stdinProblems(action: Action, raw: RawInput): Problem[] {
  const readers = action.params.filter((param) => isMedia(param) && raw[param.name] === '-');
  if (readers.length < 2) return [];
  const [, second] = readers;
  return second ? [usage(second, 'standard input is read twice', "give '-' to one flag and a path to the other")] : [];
}
