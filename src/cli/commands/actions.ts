import type { Action } from '../../core/declare/action.ts';
import { IdvError } from '../../core/errors.ts';
import { suggestions } from '../../core/text/suggest.ts';
import type { Runtime } from '../../runtime.ts';
import { allActions, declaredVendors } from '../../vendors/catalogue.ts';
import { vendorsByName } from '../../vendors/registry.ts';
import type { Vendor } from '../../vendors/vendor.ts';
import { type ActionDescription, describeAction } from '../catalogue/action-description.ts';
import { actionText } from '../catalogue/action-text.ts';
import { plainOptions, printValue } from '../flags/plain-options.ts';
import type { Handler } from '../handler.ts';
import { layOut } from '../help/layout.ts';
import { pageWidth } from '../help/page-width.ts';
import { painter, wantsColour } from '../show/format.ts';

async function descriptionOf(action: Action): Promise<ActionDescription> {
  const vendor = vendorsByName.get(action.vendor) as Vendor;
  return describeAction(action, vendor, await vendor.loadCodes());
}

/** In a pipe, one line per action, for `grep`; on a terminal, grouped by vendor and wrapped. */
async function listText(descriptions: readonly ActionDescription[], { stdout, env }: Runtime, colour: boolean): Promise<string> {
  if (!stdout.isTTY) {
    const width = (key: 'name' | 'command'): number => Math.max(...descriptions.map((description) => description[key].length));
    const [names, commands] = [width('name'), width('command')];
    return descriptions.map(({ name, command, summary }) => `${name.padEnd(names)}  ${command.padEnd(commands)}  ${summary}\n`).join('');
  }
  const sections = declaredVendors.map((vendor) => ({
    heading: vendor.title,
    rows: descriptions
      .filter(({ provider }) => provider === vendor.name)
      .map(({ name, command, summary }) => [command, `${name}: ${summary}`] as const),
  }));
  return layOut(sections, pageWidth({ stdout, env }), await painter(wantsColour(stdout, env, colour)));
}

export const listActions: Handler = async ({ runtime, options: raw }) => {
  const plain = plainOptions(raw, runtime);
  const descriptions = await Promise.all(allActions.map(descriptionOf));
  const text = await listText(descriptions, runtime, plain.options.color);
  // In a table, parameters and types would be columns of several thousand characters.
  const inTable = plain.output === 'table' && plain.options.query === undefined;
  const rows = descriptions.map(({ name, command, provider, product, summary }) => ({ name, command, provider, product, summary }));
  await printValue(runtime, inTable ? rows : descriptions, () => text, plain);
  return 0;
};

/** Finds an action by its name, or by the words of its command. */
export function namedAction(words: readonly string[]): Action {
  const wanted = words.join(' ').replace(/^idv /, '').toLowerCase();
  const found = allActions.find(({ name, command }) => wanted === name.toLowerCase() || wanted === command.join(' '));
  if (found) return found;
  const [meant] = suggestions(
    wanted,
    allActions.flatMap(({ name, command }) => [name, command.join(' ')]),
  );
  throw new IdvError('usage', `there is no action '${words.join(' ').slice(0, 80)}' in the catalogue`, {
    code: 'unknown-action',
    hint: meant === undefined ? 'idv actions lists them; idv call sends any other action' : `did you mean ${meant}? idv actions lists all`,
  });
}

export const showAction: Handler = async ({ runtime, options: raw, args }) => {
  const action = namedAction(args);
  const description = await descriptionOf(action);
  await printValue(
    runtime,
    description,
    () => actionText(description, Math.min(runtime.stdout.columns ?? 100, 110)),
    plainOptions(raw, runtime),
  );
  return 0;
};
