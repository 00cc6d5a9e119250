import { declaredVendors } from '../vendors/catalogue.ts';

/** What the first words of commands stand for, in help. */
export const commandGroups: Readonly<Record<string, string>> = Object.assign(
  {
    batch: 'Many rows, none paid twice',
    config: 'Profiles, keys and settings',
    sign: 'Find out why a signature is refused, offline',
  },
  ...declaredVendors.map((vendor) => vendor.commandGroups),
);
