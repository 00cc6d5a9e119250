import { type RawInput, uploadKey } from '../app/input.ts';
import type { Action, Upload } from '../core/action.ts';
import { IdvError } from '../core/errors.ts';
import { flagOf, isList, isMedia, isObject, type MediaLimits, type Param } from '../core/params.ts';
import { Option } from './commander.ts';

/** `silent, action, lip`: the word a person would type for each value. */
const words = (values: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(values)
    .map(([wire, [friendly]]) => friendly ?? wire)
    .join(', ');

const mediaFacts = ({ formats, maxBase64Bytes, minDurationMs }: MediaLimits): string[] => [
  formats.join(', ').toUpperCase(),
  `at most ${maxBase64Bytes / 2 ** 20} MB as base64`,
  ...(minDurationMs === undefined ? [] : [`at least ${minDurationMs / 1000} s`]),
];

function describe(param: Param): string {
  const facts = isMedia(param) ? mediaFacts(param.media) : [];
  if ('values' in param && param.values) facts.push(words(param.values));
  if ('fallback' in param && param.fallback !== undefined) facts.push(`default ${param.fallback.toLowerCase()}`);
  else if (param.default !== undefined) facts.push(`the service’s default: ${param.default}`);
  if (param.required && !('fallback' in param)) facts.push('required');
  if (param.since) facts.push(`since ${param.since}`);
  if (param.retired) facts.push(`retired ${param.retired}`);
  return facts.length === 0 ? param.help : `${param.help} (${facts.join('; ')})`;
}

function placeholder(param: Param): string {
  if (isMedia(param)) return '<path>';
  if (isObject(param)) return '<@file.json>';
  return 'values' in param && param.values ? '<value>' : `<${param.type.startsWith('Array') ? 'list' : param.type.toLowerCase()}>`;
}

/** One flag of a parameter, and the wire name (`Config.CheckMode` for a member) that it fills. */
interface ParamFlag {
  key: string;
  option: Option;
}

/** A list may come in one flag or in several. */
const listed = (param: Param, option: Option): Option =>
  isList(param)
    ? option.argParser((value: string, earlier: string | undefined) => (earlier === undefined ? value : `${earlier},${value}`))
    : option;

function flagsOf(param: Param, key: string, prefix: string): ParamFlag[] {
  const flag = `${prefix}${flagOf(param)}`;
  if (param.type === 'Boolean') {
    return [
      { key, option: new Option(`--${flag}`, describe(param)) },
      { key, option: new Option(`--no-${flag}`, 'the opposite').hideHelp() },
    ];
  }
  const [first, ...others] = (param.aliases ?? []).map((alias) => `${prefix}${alias}`);
  const value = placeholder(param);
  const own: ParamFlag[] = [
    { key, option: listed(param, new Option(first ? `--${first}, --${flag} ${value}` : `--${flag} ${value}`, describe(param))) },
    ...others.map((alias) => ({ key, option: listed(param, new Option(`--${alias} ${value}`).hideHelp()) })),
  ];
  const members = isObject(param) ? param.members.flatMap((member) => flagsOf(member, `${key}.${member.name}`, `${flag}.`)) : [];
  return [...own, ...members];
}

const uploadFlag = (upload: Upload): ParamFlag => ({
  key: uploadKey(upload),
  option: new Option(
    `--${upload.flag} <path>`,
    `${upload.help} (uploaded first${upload.media ? `; ${mediaFacts(upload.media).join('; ')}` : ''})`,
  ),
});

/** Every flag of an action, uploads first. */
export const actionFlags = (action: Action): ParamFlag[] => [
  ...(action.uploads ?? []).map(uploadFlag),
  ...action.params.flatMap((param) => flagsOf(param, param.name, '')),
];

/** What commander read, by wire name; the word behind the command fills the positional parameter. */
export function rawInput(action: Action, options: Readonly<Record<string, unknown>>, word: string | undefined): RawInput {
  const raw: Record<string, string | boolean> = {};
  for (const { key, option } of actionFlags(action)) {
    const value = options[option.attributeName()];
    if (typeof value === 'string' || typeof value === 'boolean') raw[key] = value;
  }
  const positional = action.params.find((param) => param.positional);
  if (positional && word !== undefined) {
    const flagged = raw[positional.name];
    if (flagged !== undefined && flagged !== word) {
      throw new IdvError('usage', `${positional.name} is given twice`, {
        code: 'given-twice',
        hint: `give it as a word or as --${flagOf(positional)}`,
      });
    }
    raw[positional.name] = word;
  }
  return raw;
}
