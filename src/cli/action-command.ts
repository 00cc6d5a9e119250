import type { RawInput } from '../app/input.ts';
import type { Action } from '../core/action.ts';
import { flagOf, isMedia, type Param } from '../core/params.ts';
import { Command, Option } from './commander.ts';

/** `silent, action, lip`: the word a person would type for each value. */
const words = (values: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(values)
    .map(([wire, [friendly]]) => friendly ?? wire)
    .join(', ');

function describe(param: Param): string {
  const facts: string[] = [];
  if (isMedia(param)) {
    const { formats, maxBase64Bytes, minDurationMs } = param.media;
    facts.push(formats.join(', ').toUpperCase(), `at most ${maxBase64Bytes / 2 ** 20} MB as base64`);
    if (minDurationMs !== undefined) facts.push(`at least ${minDurationMs / 1000} s`);
  }
  if ('values' in param && param.values) facts.push(words(param.values));
  if ('fallback' in param && param.fallback !== undefined) facts.push(`default ${param.fallback.toLowerCase()}`);
  else if (param.default !== undefined) facts.push(`the service’s default: ${param.default}`);
  if (param.required && !('fallback' in param)) facts.push('required');
  if (param.since) facts.push(`since ${param.since}`);
  return facts.length === 0 ? param.help : `${param.help} (${facts.join('; ')})`;
}

const placeholder = (param: Param): string =>
  isMedia(param) ? 'path' : 'values' in param && param.values ? 'value' : param.type.toLowerCase();

function optionsOf(param: Param): Option[] {
  const flag = flagOf(param);
  if (param.type === 'Boolean') {
    return [new Option(`--${flag}`, describe(param)), new Option(`--no-${flag}`, `the opposite`).hideHelp()];
  }
  const [first, ...others] = param.aliases ?? [];
  const value = `<${placeholder(param)}>`;
  const shown = new Option(first ? `--${first}, --${flag} ${value}` : `--${flag} ${value}`, describe(param));
  return [shown, ...others.map((alias) => new Option(`--${alias} ${value}`).hideHelp())];
}

/** The attribute under which commander keeps each spelling of a parameter's flag. */
const attributesOf = (param: Param): string[] =>
  [flagOf(param), ...(param.aliases ?? [])].map((flag) => flag.replace(/[-.]([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()));

export function rawInput(action: Action, options: Readonly<Record<string, unknown>>): RawInput {
  const raw: Record<string, string | boolean> = {};
  for (const param of action.params) {
    const given = attributesOf(param).find((attribute) => options[attribute] !== undefined);
    const value = given === undefined ? undefined : options[given];
    if (typeof value === 'string' || typeof value === 'boolean') raw[param.name] = value;
  }
  return raw;
}

function epilogue(action: Action): string {
  const rules = (action.rules ?? []).map((rule) => `  ${rule.help}.`);
  const regions = `Regions: ${action.regions.join(', ')}`;
  const rate = action.requestsPerSecond === null ? '' : `; ${action.requestsPerSecond} requests a second`;
  const lines = ['', 'Examples:', ...action.examples.map((example) => `  ${example}`), ''];
  if (rules.length > 0) lines.push('Rules:', ...rules, '');
  return [...lines, `${regions}${rate}`, `${action.provider} ${action.product} ${action.name} ${action.version}: ${action.docsUrl}`].join(
    '\n',
  );
}

/** An action's command, computed from its declaration alone. */
export function actionCommand(action: Action, run: (action: Action, raw: RawInput) => Promise<void>): Command {
  const command = new Command(action.command.at(-1)).description(action.summary).addHelpText('after', epilogue(action));
  for (const param of action.params) for (const option of optionsOf(param)) command.addOption(option);
  return command.action((options: Record<string, unknown>) => run(action, rawInput(action, options)));
}
