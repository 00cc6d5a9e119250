import type { Action } from '../../core/declare/action.ts';
import { isMedia, placesOf, withMembers } from '../../core/declare/params.ts';
import { allActions } from '../../vendors/catalogue.ts';
import { thresholdHelp } from '../catalogue/threshold-help.ts';
import { spokenLifetime, validityOf } from '../catalogue/validity.ts';
import type { CommandRow } from '../command-row.ts';
import { Option } from '../commander.ts';
import { actionFlags, lazyOption, type ParamFlag, rawInput } from './action-options.ts';

function epilogue(action: Action): string {
  const { regions, requestsPerSecond, rules = [], retired } = action;
  const lasting = validityOf(action, allActions).map(({ what, seconds }) => `${what} for ${spokenLifetime(seconds)}`);
  return [
    ...rules.map(({ help }) => `${help}.`),
    ...(lasting.length > 0 ? [`Valid: ${lasting.join('; ')}.`] : []),
    ...(retired ? [`Retired by the vendor on ${retired}; still sent if asked for.`] : []),
    `Regions: ${regions.length === 0 ? 'any' : regions.join(', ')}${requestsPerSecond === null ? '' : `; ${requestsPerSecond} requests a second`}.`,
    `${action.vendor} ${action.product} ${action.name} ${action.version}: ${action.docsUrl}`,
  ].join('\n');
}

/** Global flags that have a meaning for an action besides those of every call. */
function globalsOf({ params, uploads = [], output, types = {}, judgement, personal }: Action): string[] {
  const fields = [...output, ...Object.values(types).flat()];
  const takesMedia =
    uploads.length > 0 ||
    placesOf(params)
      .flatMap(withMembers)
      .some(({ param }) => isMedia(param));
  const isPersonal = personal || judgement !== undefined || fields.some(({ sensitive }) => sensitive);
  return [
    ...(takesMedia ? ['no-preflight'] : []),
    ...(fields.some(({ media }) => media) ? ['save-dir', 'force'] : []),
    ...(isPersonal ? ['show-pii'] : []),
    ...(judgement ? ['expect', 'exit-zero'] : []),
  ];
}

const waiting = 'Waiting for the result';
const fromFile = 'Parameters from a file';

/** Flags of commands that can wait for a result. */
const waitOptions = (action: Action): Option[] => [
  new Option('--wait', 'ask until there is a result').helpGroup(waiting),
  new Option('--wait-timeout <seconds>', 'how long to wait at the most (default: as long as the token lasts)').helpGroup(waiting),
  ...(action.follow?.page
    ? [
        new Option('--open', 'open the page in the browser').helpGroup(waiting),
        new Option('--qr', 'draw the page’s address as a QR code, on standard error').helpGroup(waiting),
      ]
    : []),
];

/** The flag of an action that several products have. */
const productOptions = ({ product, products }: Action): Option[] =>
  products
    ? [new Option('--product <name>', `the product to ask, ${product} if left out`).choices([product, ...Object.keys(products)])]
    : [];

/** In place of flags: a call that a program makes, or one of many parameters. */
const fileOptions = (): Option[] => [
  new Option('--input <file>', 'parameters as JSON, from a file or - for standard input; flags come first').helpGroup(fromFile),
  new Option('--skeleton', 'print the parameters as JSON to fill in, for --input; send nothing').helpGroup(fromFile),
];

/** Taken by the parser of global flags; here for the help, with the figures of the action. */
function thresholdOptions({ judgement }: Action): Option[] {
  const score = judgement?.score;
  return score ? [lazyOption('--threshold <n>', () => thresholdHelp(score)).helpGroup('Checks')] : [];
}

/** True where waiting has a meaning: a result is read, or a token leads to one. */
const canWait = (action: Action): boolean =>
  action.follow !== undefined || (action.readOnly && action.params.some((param) => param.positional));

/** The word after the command, which fills a parameter. */
function wordsAfter({ params }: Action): CommandRow['args'] {
  const positional = params.find((param) => param.positional);
  return positional && [{ name: `[${positional.name}]`, help: positional.help }];
}

/**
 * An action's command, computed from its declaration alone. What the first screen does not show is computed when it is asked for: a line
 * means one command, and what the others declare is not even loaded.
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
      return wordsAfter(action);
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
    epilogue: () => epilogue(action),
    load: async () => async (invocation) => {
      if (invocation.options.skeleton) return (await import('./print-skeleton.ts')).printSkeleton(action, invocation);
      const { runAction } = await import('./run-action.ts');
      return runAction(action, rawInput(action, flags(), invocation.options, invocation.args[0]), invocation);
    },
  };
}
