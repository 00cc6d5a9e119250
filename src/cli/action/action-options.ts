import { inputKey, type RawInput, type RawValue, uploadKey } from '../../app/input/raw-input.ts';
import { type Action, type Upload, uploadOf } from '../../core/declare/action.ts';
import {
  type EntriesParam,
  flagAt,
  flagOf,
  hasFlag,
  isEither,
  isEntries,
  isList,
  isMedia,
  isObject,
  membersAt,
  type Param,
  type Place,
  placesOf,
} from '../../core/declare/params.ts';
import { IdvError } from '../../core/errors.ts';
import { mediaFacts } from '../catalogue/param-facts.ts';
import { Option } from '../commander.ts';

/** `silent, action, lip`: the word a person would type for each value. */
const words = (values: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(values)
    .map(([wire, [word]]) => word ?? wire)
    .join(', ');

/** `silent (SILENT)`: a value as a person types it, and as it is sent. */
function friendly(param: Param, wire: string): string {
  const [word] = ('values' in param && param.values && Object.hasOwn(param.values, wire) ? param.values[wire] : undefined) ?? [];
  return word === undefined || word === wire ? wire : `${word} (${wire})`;
}

const requiredUnless = (others: readonly string[]): string =>
  others.length === 0 ? 'required' : `required unless ${others.join(' or ')} is given`;

/** `upload` is the flag of a local file that fills the parameter as well. */
function describe(param: Param, more: readonly string[], upload?: Upload): string {
  const facts = isMedia(param) ? mediaFacts(param.media) : [];
  if ('values' in param && param.values) facts.push(words(param.values));
  else if ('pattern' in param && param.pattern) facts.push(param.pattern.meaning);
  if ('fallback' in param && param.fallback !== undefined) facts.push(`default ${friendly(param, param.fallback)}`);
  else if ('follows' in param && param.follows) facts.push('follows from the file');
  else if (param.default !== undefined) facts.push(`the service’s default: ${friendly(param, param.default)}`);
  facts.push(...more);
  if (param.positional) facts.push('or as the word after the command; - reads standard input');
  else if (param.required && !('fallback' in param) && !('follows' in param))
    facts.push(requiredUnless(upload ? [`--${upload.flag}`] : []));
  if (param.since) facts.push(`since ${param.since}`);
  if (param.retired) facts.push(`retired ${param.retired}`);
  return facts.length === 0 ? param.help : `${param.help} (${facts.join('; ')})`;
}

function placeholder(param: Param): string {
  if (isMedia(param)) return '<path>';
  if (isObject(param)) return '<@file.json>';
  return 'values' in param && param.values ? '<value>' : `<${isList(param) ? 'list' : param.type.toLowerCase()}>`;
}

/** A flag whose help is put together when help is printed: a command that runs needs none. */
export const lazyOption = (flags: string, describe: () => string): Option =>
  Object.defineProperty(new Option(flags), 'description', { get: describe, enumerable: true });

/** One flag of a parameter, and the path (`Config.CheckMode` for a member) that it fills. */
export interface ParamFlag {
  key: string;
  option: Option;
}

/** What a flag does with one more value than it has. */
type Gather = (option: Option) => Option;

const replaced: Gather = (option) => option;

/** A list may come in one flag or in several. */
const joined: Gather = (option) =>
  option.argParser((value: string, earlier: string | undefined) => (earlier === undefined ? value : `${earlier},${value}`));

/** Each value is one of its own: a path may hold commas. */
const collected: Gather = (option) => option.argParser((value: string, earlier: readonly string[] = []) => [...earlier, value]);

/** A further name of a flag: what is given under either lies in one place, so that neither displaces the other unseen. */
const sharing = (first: Option, other: Option): Option => Object.assign(other, { attributeName: () => first.attributeName() });

function ownFlags({ param, path: key, prefix }: Place, more: readonly string[] = [], gather = replaced, upload?: Upload): ParamFlag[] {
  const flag = `${prefix}${flagOf(param)}`;
  if (param.type === 'Boolean') {
    return [
      { key, option: lazyOption(`--${flag}`, () => describe(param, more)) },
      { key, option: new Option(`--no-${flag}`, 'the opposite').hideHelp() },
    ];
  }
  const [first, ...others] = (param.aliases ?? []).map((alias) => `${prefix}${alias}`);
  const value = placeholder(param);
  const shown = lazyOption(first ? `--${first}, --${flag} ${value}` : `--${flag} ${value}`, () => describe(param, more, upload));
  return [
    { key, option: gather(shown) },
    ...others.map((alias) => ({ key, option: gather(sharing(shown, new Option(`--${alias} ${value}`).hideHelp())) })),
  ];
}

/** The flags that do in place of a member's. */
const othersOf = (member: Place, all: readonly Place[]): string[] => all.filter((other) => other !== member).map(flagAt);

/** What holds of the flags of an entry's members together, said with each of them. */
function entryFacts(entries: EntriesParam, member: Place, all: readonly Place[]): string[] {
  const others = othersOf(member, all);
  const times = `up to ${entries.maxItems} times${others.length > 0 ? ' in all' : ''}`;
  return entries.required ? [times, requiredUnless(others)] : [times];
}

function flagsOf(place: Place, uploads: readonly Upload[] = []): ParamFlag[] {
  const { param } = place;
  const members = membersAt(place);
  if (isEntries(param)) return members.flatMap((member) => ownFlags(member, entryFacts(param, member, members), collected));
  if (isEither(param))
    return members.flatMap((member) => ownFlags(member, param.required ? [requiredUnless(othersOf(member, members))] : []));
  const upload = uploadOf(uploads, param.name);
  const own = hasFlag(place) ? ownFlags(place, [], isList(param) ? joined : replaced, upload) : [];
  return [...own, ...members.flatMap((member) => flagsOf(member))];
}

const uploadFlag = (upload: Upload): ParamFlag => ({
  key: uploadKey(upload),
  option: lazyOption(
    `--${upload.flag} <path>`,
    () => `${upload.help} (uploaded first${upload.media ? `; ${mediaFacts(upload.media).join('; ')}` : ''})`,
  ),
});

/** Every flag of an action, uploads first. */
export const actionFlags = (action: Action): ParamFlag[] => [
  ...(action.uploads ?? []).map(uploadFlag),
  ...placesOf(action.params).flatMap((place) => flagsOf(place, action.uploads)),
];

/** What commander read, by path; the word after the command fills the positional parameter. */
export function rawInput(
  action: Action,
  flags: readonly ParamFlag[],
  options: Readonly<Record<string, unknown>>,
  word: string | undefined,
): RawInput {
  const raw: Record<string, RawValue> = {};
  for (const { key, option } of flags) {
    const value = options[option.attributeName()];
    if (typeof value === 'string' || typeof value === 'boolean') raw[key] = value;
    if (Array.isArray(value)) raw[key] = value;
  }
  if (typeof options.input === 'string') raw[inputKey] = options.input;
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
