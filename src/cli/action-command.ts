import type { RawInput } from '../app/raw-input.ts';
import type { Action } from '../core/action.ts';
import { allActions } from '../providers/catalogue.ts';
import { actionFlags, rawInput } from './action-options.ts';
import { Command, Option } from './commander.ts';
import { thresholdHelp } from './threshold-help.ts';
import { spokenTime, validityOf } from './validity.ts';

function epilogue(action: Action): string {
  const lines = ['', 'Examples:', ...action.examples.map((example) => `  ${example}`), ''];
  if (action.rules) lines.push('Rules:', ...action.rules.map((rule) => `  ${rule.help}.`), '');
  const validity = validityOf(action, allActions);
  if (validity.length > 0)
    lines.push('Valid for:', ...validity.map(({ what, seconds }) => `  ${spokenTime(seconds).padEnd(10)}  ${what}`), '');
  if (action.retired) lines.push(`Retired by the vendor on ${action.retired}; still sent if asked for.`, '');
  const regions = action.regions.length === 0 ? 'any' : action.regions.join(', ');
  lines.push(`Regions: ${regions}${action.requestsPerSecond === null ? '' : `; ${action.requestsPerSecond} requests a second`}`);
  return [...lines, `${action.provider} ${action.product} ${action.name} ${action.version}: ${action.docsUrl}`].join('\n');
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

/** Taken by the parser of global flags; here for the help, with the figures of the action. */
const thresholdOptions = ({ judgement }: Action): Option[] =>
  judgement?.score ? [new Option('--threshold <n>', thresholdHelp(judgement.score))] : [];

/** True where waiting has a meaning: a result is read, or a token leads to one. */
export const canWait = (action: Action): boolean =>
  action.follow !== undefined || (action.readOnly && action.params.some((param) => param.positional));

/** An action's command, computed from its declaration alone. */
export function actionCommand(
  action: Action,
  run: (action: Action, raw: RawInput, options: Readonly<Record<string, unknown>>) => Promise<void>,
): Command {
  const command = new Command(action.command.at(-1)).description(action.summary).addHelpText('after', () => epilogue(action));
  const positional = action.params.find((param) => param.positional);
  if (positional) command.argument(`[${positional.name}]`, positional.help);
  for (const { option } of actionFlags(action)) command.addOption(option);
  for (const option of [...productOptions(action), ...thresholdOptions(action)]) command.addOption(option);
  if (canWait(action)) for (const option of waitOptions(action)) command.addOption(option);
  return command.action(() => {
    const [word] = command.processedArgs as (string | undefined)[];
    return run(action, rawInput(action, command.opts(), word), command.optsWithGlobals());
  });
}
