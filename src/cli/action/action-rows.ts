import { uploadKey } from '../../app/input/raw-input.ts';
import { type Action, type Upload, uploadOf } from '../../core/declare/action.ts';
import {
  flagOf,
  hasFlag,
  isEntries,
  isImageOrVideo,
  isList,
  isMedia,
  isObject,
  membersAt,
  type Param,
  type Place,
  placesOf,
} from '../../core/declare/params.ts';
import { mediaFacts } from '../catalogue/param-facts.ts';
import { thresholdHelp } from '../catalogue/threshold-help.ts';
import type { CommandRow } from '../command-row.ts';
import { Option } from '../commander.ts';
import { actionEpilogue, entryFacts, globalsOf, othersOf, paramHelp, requiredUnless } from './action-help.ts';

function placeholder(param: Param): string {
  if (isMedia(param)) return '<path>';
  if (isObject(param)) return '<@file.json>';
  return 'values' in param && param.values ? '<value>' : `<${isList(param) ? 'list' : param.type.toLowerCase()}>`;
}

/** A flag whose help is created only when help is printed, because a running command does not need it. */
const lazyOption = (flags: string, describe: () => string): Option =>
  Object.defineProperty(new Option(flags), 'description', { get: describe, enumerable: true });

/** One flag of a parameter, and the path (`Config.CheckMode` for a member) that it fills. */
export interface ParamFlag {
  key: string;
  option: Option;
}

/** How a flag adds another value. */
type AddValue = (option: Option) => Option;

const keepLast: AddValue = (option) => option;

/** A list may come in one flag or in several. */
const joinValues: AddValue = (option) =>
  option.argParser((value: string, earlier: string | undefined) => (earlier === undefined ? value : `${earlier},${value}`));

/** Each value is kept separately, because a path may contain commas. */
const keepAll: AddValue = (option) => option.argParser((value: string, earlier: readonly string[] = []) => [...earlier, value]);

/** Another name of a flag. Both names store their values in the same place, so that neither replaces the other unnoticed. */
const sharedOption = (first: Option, other: Option): Option => Object.assign(other, { attributeName: () => first.attributeName() });

function ownFlags(
  { param, path: key, prefix }: Place,
  more: readonly string[] = [],
  addValue = keepLast,
  uploads: readonly Upload[] = [],
): ParamFlag[] {
  const flag = `${prefix}${flagOf(param)}`;
  if (param.type === 'Boolean') {
    return [
      { key, option: lazyOption(`--${flag}`, () => paramHelp(param, more)) },
      { key, option: new Option(`--no-${flag}`, 'the opposite').hideHelp() },
    ];
  }
  const [first, ...others] = (param.aliases ?? []).map((alias) => `${prefix}${alias}`);
  const value = placeholder(param);
  const shown = lazyOption(first ? `--${first}, --${flag} ${value}` : `--${flag} ${value}`, () =>
    paramHelp(param, more, uploadOf(uploads, param.name)),
  );
  return [
    { key, option: addValue(shown) },
    ...others.map((alias) => ({ key, option: addValue(sharedOption(shown, new Option(`--${alias} ${value}`).hideHelp())) })),
  ];
}

function flagsOf(place: Place, uploads: readonly Upload[] = []): ParamFlag[] {
  const { param } = place;
  const members = membersAt(place);
  if (isEntries(param)) return members.flatMap((member) => ownFlags(member, entryFacts(param, member, members), keepAll));
  if (isImageOrVideo(param))
    return members.flatMap((member) => ownFlags(member, param.required ? [requiredUnless(othersOf(member, members))] : []));
  const own = hasFlag(place) ? ownFlags(place, [], isList(param) ? joinValues : keepLast, uploads) : [];
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

const waitGroup = 'Waiting for the result';
const fileGroup = 'Parameters from a file';

/** Flags of commands that can wait for a result. */
const waitOptions = (action: Action): Option[] => [
  new Option('--wait', 'ask until there is a result').helpGroup(waitGroup),
  new Option('--wait-timeout <seconds>', 'the longest time to wait (default: as long as the token is valid)').helpGroup(waitGroup),
  ...(action.follow?.page
    ? [
        new Option('--open', 'open the page in the browser').helpGroup(waitGroup),
        new Option('--qr', 'show the URL of the page as a QR code, on standard error').helpGroup(waitGroup),
      ]
    : []),
];

/** The flag of an action that several products have. */
const productOptions = ({ product, products }: Action): Option[] =>
  products ? [new Option('--product <name>', `the product to call (default ${product})`).choices([product, ...Object.keys(products)])] : [];

/** Flags for parameters from a file, for programs or for calls with many parameters. */
const fileOptions = (): Option[] => [
  new Option('--input <file>', 'parameters as JSON, from a file or - for standard input; flags take precedence').helpGroup(fileGroup),
  new Option('--skeleton', 'print the parameters as JSON to fill in, for --input; send nothing').helpGroup(fileGroup),
];

/** The parser of global flags reads it; it is here for the help, with the thresholds of the action. */
function thresholdOptions({ judgement }: Action): Option[] {
  const score = judgement?.score;
  return score ? [lazyOption('--threshold <n>', () => thresholdHelp(score)).helpGroup('Checks')] : [];
}

/** True if waiting makes sense: a result is read, or a token leads to one. */
const canWait = (action: Action): boolean =>
  action.follow !== undefined || (action.readOnly && action.params.some((param) => param.positional));

/** The word after the command, which fills a parameter. */
function wordArguments({ params }: Action): CommandRow['args'] {
  const positional = params.find((param) => param.positional);
  return positional && [{ name: `[${positional.name}]`, help: positional.help }];
}

/**
 * An action's command, computed from its declaration alone. What the main page does not show is computed on demand: a command line means
 * one command, and the declarations of the others are not even loaded.
 */
export function actionRow(action: Action): CommandRow {
  let built: ParamFlag[] | undefined;
  const flags = (): ParamFlag[] => {
    built ??= actionFlags(action);
    return built;
  };
  return {
    words: action.command,
    summary: action.summary,
    vendor: () => action.vendor,
    get args() {
      return wordArguments(action);
    },
    options: () => [
      ...flags().map(({ option }) => option),
      ...productOptions(action),
      ...thresholdOptions(action),
      ...(canWait(action) ? waitOptions(action) : []),
      ...fileOptions(),
    ],
    get examples() {
      return action.examples;
    },
    get globals() {
      return globalsOf(action);
    },
    epilogue: () => actionEpilogue(action),
    load: async () => async (invocation) => {
      if (invocation.options.skeleton) return (await import('./print-skeleton.ts')).printSkeleton(action, invocation);
      const { rawInput, runAction } = await import('./run-action.ts');
      return runAction(action, rawInput(action, flags(), invocation.options, invocation.args[0]), invocation);
    },
  };
}
