import { declaredVendors } from '../vendors/catalogue.ts';

/** The meaning of the first words of commands, for help. */
export const commandGroups: Readonly<Record<string, string>> = Object.assign(
  {
    batch: 'Many calls, none paid for twice',
    config: 'Profiles, keys and settings',
    sign: 'Find out why a signature is refused, offline',
  },
  ...declaredVendors.map((vendor) => vendor.commandGroups),
);
