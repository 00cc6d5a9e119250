import type { Action } from '../../core/declare/action.ts';
import { allActions } from '../../vendors/catalogue.ts';
import { thresholdHelp } from '../catalogue/threshold-help.ts';
import { spokenLifetime, validityOf } from '../catalogue/validity.ts';
import type { CommandRow } from '../command-row.ts';
import { Option } from '../commander.ts';
import { actionFlags, type ParamFlag, rawInput } from './action-options.ts';

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
const thresholdOptions = ({ judgement }: Action): Option[] =>
  judgement?.score ? [new Option('--threshold <n>', thresholdHelp(judgement.score))] : [];

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
