import { inputKey, type RawInput, type RawValue, uploadKey } from '../../app/input/given.ts';
import { type Action, type Upload, uploadOf } from '../../core/declare/action.ts';
import {
  type EntriesParam,
  flagAt,
  flagOf,
  hasFlag,
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
import { allActions } from '../../vendors/catalogue.ts';
import { mediaFacts } from '../catalogue/param-facts.ts';
import { thresholdHelp } from '../catalogue/threshold-help.ts';
import { spokenLifetime, validityOf } from '../catalogue/validity.ts';
import type { CommandRow } from '../command-row.ts';
import { Option } from '../commander.ts';

/** `silent, action, lip`: the word a person would type for each value. */
const words = (values: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(values)
    .map(([wire, [friendly]]) => friendly ?? wire)
    .join(', ');

const requiredUnless = (others: readonly string[]): string =>
  others.length === 0 ? 'required' : `required unless ${others.join(' or ')} is given`;

/** `upload` is the flag of a local file that fills the parameter as well. */
function describe(param: Param, more: readonly string[], upload?: Upload): string {
  const facts = isMedia(param) ? mediaFacts(param.media) : [];
  if ('values' in param && param.values) facts.push(words(param.values));
  if ('fallback' in param && param.fallback !== undefined) facts.push(`default ${param.fallback.toLowerCase()}`);
  else if (param.default !== undefined) facts.push(`the service’s default: ${param.default}`);
  facts.push(...more);
  if (param.required && !('fallback' in param)) facts.push(requiredUnless(upload ? [`--${upload.flag}`] : []));
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

/** What holds of the flags of an entry's members together, said with each of them. */
function entryFacts(entries: EntriesParam, member: Place, all: readonly Place[]): string[] {
  const others = all.filter((other) => other !== member).map(flagAt);
  const times = `up to ${entries.maxItems} times${others.length > 0 ? ' in all' : ''}`;
  return entries.required ? [times, requiredUnless(others)] : [times];
}

function flagsOf(place: Place, uploads: readonly Upload[] = []): ParamFlag[] {
  const { param } = place;
  const members = membersAt(place);
  if (isEntries(param)) return members.flatMap((member) => ownFlags(member, entryFacts(param, member, members), collected));
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

/** What commander read, by path; the word behind the command fills the positional parameter. */
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

function epilogue(action: Action): string {
  const lines = ['', 'Examples:', ...action.examples.map((example) => `  ${example}`), ''];
  if (action.rules) lines.push('Rules:', ...action.rules.map((rule) => `  ${rule.help}.`), '');
  const validity = validityOf(action, allActions);
  if (validity.length > 0)
    lines.push('Valid for:', ...validity.map(({ what, seconds }) => `  ${spokenLifetime(seconds).padEnd(10)}  ${what}`), '');
  if (action.retired) lines.push(`Retired by the vendor on ${action.retired}; still sent if asked for.`, '');
  const regions = action.regions.length === 0 ? 'any' : action.regions.join(', ');
  lines.push(`Regions: ${regions}${action.requestsPerSecond === null ? '' : `; ${action.requestsPerSecond} requests a second`}`);
  return [...lines, `${action.vendor} ${action.product} ${action.name} ${action.version}: ${action.docsUrl}`].join('\n');
}

/** Flags of commands that can wait for a result. */
const waitOptions = (action: Action): Option[] => [
  new Option('--wait', 'ask until there is a result'),
  new Option('--wait-timeout <seconds>', 'how long to wait at the most (default: as long as the token lasts)'),
  ...(action.follow?.page
    ? [new Option('--open', 'open the page in the browser'), new Option('--qr', 'draw the page’s address as a QR code, on standard error')]
    : []),
];

/** The flag of an action that several products have. */
const productOptions = ({ product, products }: Action): Option[] =>
  products
    ? [new Option('--product <name>', `the product to ask, ${product} if left out`).choices([product, ...Object.keys(products)])]
    : [];

/** In place of flags: a call that a program makes, or one of many parameters. */
const fileOptions = (): Option[] => [
  new Option('--input <file>', 'parameters as JSON, from a file or - for standard input; flags come first'),
  new Option('--skeleton', 'print the parameters as JSON to fill in, for --input; send nothing'),
];

/** Taken by the parser of global flags; here for the help, with the figures of the action. */
function thresholdOptions({ judgement }: Action): Option[] {
  const score = judgement?.score;
  return score ? [lazyOption('--threshold <n>', () => thresholdHelp(score))] : [];
}

/** True where waiting has a meaning: a result is read, or a token leads to one. */
const canWait = (action: Action): boolean =>
  action.follow !== undefined || (action.readOnly && action.params.some((param) => param.positional));

/** An action's command, computed from its declaration alone. */
export function actionRow(action: Action): CommandRow {
  const positional = action.params.find((param) => param.positional);
  let built: ParamFlag[] | undefined;
  const flags = (): ParamFlag[] => {
    built ??= actionFlags(action);
    return built;
  };
  return {
    words: action.command,
    summary: action.summary,
    vendor: () => action.vendor,
    ...(positional ? { args: [{ name: `[${positional.name}]`, help: positional.help }] } : {}),
    options: () => [
      ...flags().map(({ option }) => option),
      ...productOptions(action),
      ...thresholdOptions(action),
      ...(canWait(action) ? waitOptions(action) : []),
      ...fileOptions(),
    ],
    epilogue: () => epilogue(action),
    load: async () => async (invocation) => {
      if (invocation.options.skeleton) return (await import('./print-skeleton.ts')).printSkeleton(action, invocation);
      const { runAction } = await import('./run-action.ts');
      return runAction(action, rawInput(action, flags(), invocation.options, invocation.args[0]), invocation);
    },
  };
}
