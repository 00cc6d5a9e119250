import { allActions } from '../src/vendors/catalogue.ts';
import { vendors, vendorsByName } from '../src/vendors/registry.ts';
import type { Vendor } from '../src/vendors/vendor.ts';
import { actionPage, table } from './action-page.ts';

const index = (): string => {
  const rows = allActions.map(({ name, command, summary }) => [`[${name}](${name}.md)`, `\`idv ${command.join(' ')}\``, summary]);
  return `# Actions\n\nGenerated from the catalogue by \`npm run docs\`; a test checks that it is up to date.\n\n${table(['action', 'command', 'what it does'], rows)}`;
};

/** What every request to a vendor contains, what every refusal contains, and where requests can go. */
function commonOf({ name, common, hosts }: Vendor): string {
  const params = common.params.map((param) => [param.name, param.type, param.required ? 'yes' : 'no', param.help]);
  const members = common.refusal.map((field) => [field.name, field.type, field.help]);
  return [
    `## In every request to ${name}`,
    table(['parameter', 'type', 'required', 'meaning'], params),
    `## In every refusal of ${name}`,
    table(['member', 'type', 'meaning'], members),
    `## Hosts of ${name}`,
    table(
      ['host', 'serves'],
      hosts.map(({ host, serves }) => [`\`${host}\``, serves]),
    ),
  ].join('\n\n');
}

/** Every page of docs/actions/, and their index. */
export async function actionPages(): Promise<{ name: string; text: string }[]> {
  const pages = await Promise.all(
    allActions.map(async (action) => {
      const vendor = vendorsByName.get(action.vendor) as Vendor;
      return { name: `${action.name}.md`, text: actionPage(action, vendor, await vendor.loadCodes()) };
    }),
  );
  return [{ name: 'README.md', text: `${[index(), ...vendors.map(commonOf)].join('\n\n')}\n` }, ...pages];
}
