import type { Action, Upload } from '../core/action.ts';
import type { BodyValue, Media } from '../core/body.ts';
import type { Problem } from '../core/errors.ts';
import { isMedia, isObject, type MediaLimits, type ObjectParam, type Param, shownFlag, type WireValue } from '../core/params.ts';
import { checkMedia } from '../media/check.ts';
import { loadMedia, type MediaIo } from '../media/load.ts';
import { isScalar, type ReadValue, readJsonMember, readValue } from './read-value.ts';

/** What the flags held, by wire name (`Config.CheckMode` for a member): text as typed, booleans from `--x` and `--no-x`. */
export type RawInput = Readonly<Record<string, string | boolean>>;

/** The name under which the path of a file to upload stands among the raw input. */
export const uploadKey = (upload: Upload): string => `--${upload.flag}`;

export interface Input {
  values: Record<string, BodyValue>;
  /** Files to upload before the call; their URL and MD5 are then values. */
  uploads: { upload: Upload; media: Media }[];
  problems: Problem[];
  notices: string[];
}

interface Reading extends Input {
  io: MediaIo;
  preflight: boolean;
}

const usage = (flag: string, message: string, cure: string): Problem => ({ category: 'usage', flag, message, cure });

async function readFile(flag: string, source: string, limits: MediaLimits | undefined, reading: Reading): Promise<Media | undefined> {
  const loaded = await loadMedia(source, reading.io);
  if ('problem' in loaded) {
    reading.problems.push({ category: 'media', flag, ...loaded.problem });
    return undefined;
  }
  reading.notices.push(...loaded.notices.map((notice) => `${flag}: ${notice}`));
  const faults = reading.preflight && limits ? checkMedia(loaded, limits) : [];
  reading.problems.push(...faults.map((fault) => ({ category: 'media' as const, flag, ...fault })));
  return { bytes: loaded.bytes, mediaType: loaded.probe.mediaType };
}

/** Notes a value's fault or notice, and returns the value. */
function take(flag: string, read: ReadValue, reading: Reading): WireValue | undefined {
  if ('problem' in read) {
    const { message, cure } = read.problem;
    reading.problems.push(usage(flag, message, cure ?? ''));
    return undefined;
  }
  if (read.notice) reading.notices.push(`${flag}: ${read.notice}`);
  return read.value;
}

/** `@file` or JSON text as an object; its members are checked like flags. */
async function readWhole(param: ObjectParam, raw: string, reading: Reading): Promise<Record<string, WireValue>> {
  const flag = shownFlag(param);
  const whole: Record<string, WireValue> = {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(raw.startsWith('@') ? (await reading.io.readFile(raw.slice(1))).toString('utf8') : raw);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code;
    reading.problems.push(
      usage(flag, missing ? `${raw.slice(1)} cannot be read (${missing})` : 'is not JSON', 'give @file.json or a JSON object'),
    );
    return whole;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    reading.problems.push(usage(flag, 'is not a JSON object', 'give @file.json or a JSON object'));
    return whole;
  }
  for (const [name, value] of Object.entries(parsed)) {
    const member = param.members.find((candidate) => candidate.name === name);
    if (!member || !isScalar(member)) {
      reading.notices.push(`${flag}: '${name.slice(0, 40)}' is not a member known here; sent all the same`);
      whole[name] = value as WireValue;
      continue;
    }
    const read = take(`${flag} ${name}`, readJsonMember(member, value), reading);
    if (read !== undefined) whole[name] = read;
  }
  return whole;
}

/** An object from its whole form, overlaid by the flags of its members. */
async function readObject(param: ObjectParam, raw: RawInput, reading: Reading): Promise<Record<string, WireValue> | undefined> {
  const whole = raw[param.name];
  const value = typeof whole === 'string' ? await readWhole(param, whole, reading) : {};
  for (const member of param.members) {
    const given = raw[`${param.name}.${member.name}`];
    if (given === undefined || !isScalar(member)) continue;
    const read = take(`${shownFlag(param)}.${shownFlag(member).slice(2)}`, readValue(member, given), reading);
    if (read !== undefined) value[member.name] = read;
  }
  return whole === undefined && Object.keys(value).length === 0 ? undefined : value;
}

async function readParam(param: Param, raw: RawInput, reading: Reading): Promise<BodyValue | undefined> {
  if (isObject(param)) return readObject(param, raw, reading);
  const given = raw[param.name] ?? ('fallback' in param ? param.fallback : undefined);
  if (given === undefined) return undefined;
  if (isMedia(param)) return readFile(shownFlag(param), String(given), param.media, reading);
  return isScalar(param) ? take(shownFlag(param), readValue(param, given), reading) : undefined;
}

async function readUploads(action: Action, raw: RawInput, reading: Reading): Promise<void> {
  for (const upload of action.uploads ?? []) {
    const source = raw[uploadKey(upload)];
    if (source === undefined) continue;
    const both = [upload.url, upload.md5].filter((name) => raw[name] !== undefined);
    const other = action.params.find((param) => both.includes(param.name));
    if (other)
      reading.problems.push(usage(uploadKey(upload), `and ${shownFlag(other)} say the same`, 'give the path, or the URL with its MD5'));
    const media = await readFile(uploadKey(upload), String(source), upload.media, reading);
    if (media) reading.uploads.push({ upload, media });
  }
}

function missingProblems(action: Action, raw: RawInput): Problem[] {
  const uploaded = (action.uploads ?? []).filter((upload) => raw[uploadKey(upload)] !== undefined).flatMap(({ url, md5 }) => [url, md5]);
  return action.params
    .filter((param) => param.required && raw[param.name] === undefined && !('fallback' in param) && !uploaded.includes(param.name))
    .map((param) => {
      const upload = action.uploads?.find(({ url, md5 }) => [url, md5].includes(param.name));
      const cure = upload
        ? `give it, or --${upload.flag} with a local file`
        : param.positional
          ? `give it after idv ${action.command.join(' ')}`
          : 'see the examples with --help';
      return usage(shownFlag(param), `is required: ${param.help}`, cure);
    });
}

/** Two flags cannot both read standard input. */
function stdinProblems(action: Action, raw: RawInput): Problem[] {
  const flags = [
    ...action.params.filter((param) => isMedia(param) && raw[param.name] === '-').map(shownFlag),
    ...(action.uploads ?? []).filter((upload) => raw[uploadKey(upload)] === '-').map(uploadKey),
  ];
  const [, second] = flags;
  return second ? [usage(second, 'standard input is read twice', "give '-' to one flag and a path to the other")] : [];
}

/**
 * Flags to wire values, with every fault found rather than the first. Files are read here and nowhere else;
 * `preflight: false` skips all checks of what they hold.
 */
export async function readInput(action: Action, raw: RawInput, io: MediaIo, preflight: boolean): Promise<Input> {
  const reading: Reading = { values: {}, uploads: [], problems: stdinProblems(action, raw), notices: [], io, preflight };
  const { values, uploads, problems, notices } = reading;
  if (problems.length > 0) return { values, uploads, problems, notices };
  const plain: Record<string, WireValue | undefined> = {};
  for (const param of action.params) {
    const value = await readParam(param, raw, reading);
    if (value === undefined) continue;
    values[param.name] = value;
    // A rule asks whether a picture was given, never what is in it.
    plain[param.name] = isMedia(param) ? 'given' : (value as WireValue);
  }
  await readUploads(action, raw, reading);
  problems.push(...missingProblems(action, raw));
  const complained = new Set(problems.map((problem) => problem.flag));
  for (const rule of action.rules ?? []) {
    const param = action.params.find((candidate) => candidate.name === rule.param);
    const fault = param && !complained.has(shownFlag(param)) ? rule.check(plain) : undefined;
    if (param && fault) problems.push(usage(shownFlag(param), fault.message, fault.cure));
  }
  notices.push(...(action.notices ?? []).filter((notice) => notice.when(plain)).map((notice) => notice.text));
  if (action.retired) notices.push(`${action.name} was retired by the vendor on ${action.retired}; sent all the same`);
  return { values, uploads, problems, notices };
}
