import { declaredVendors } from '../vendors/catalogue.ts';
import type { CommandRow } from './command-row.ts';
import { Option } from './commander.ts';

const vendorNames = declaredVendors.map(({ name }) => name).join(' or ');

/** The commands that read and write configuration files. */
export const configRows: readonly CommandRow[] = [
  {
    words: ['config', 'init'],
    summary: 'Add a profile, with questions at a terminal, else from flags and standard input',
    args: [{ name: '[vendor]', help: vendorNames }],
    options: () => [
      new Option('--credential-process <command>', 'the command that prints the key, in place of the key itself'),
      new Option('--keychain', 'store the secret in the keychain of this machine and not in the file'),
      new Option('--check', 'test the key with one signed call that changes nothing'),
    ],
    opensSession: true,
    globals: ['profile', 'region', 'config-file'],
    examples: ['idv config init', `idv config init ${declaredVendors[0].name} --profile work < key.json`],
    load: async () => (await import('./config/config-init.ts')).initConfig,
  },
  {
    words: ['config', 'list'],
    summary: 'List every profile, of idv and of the vendors’ own files; * marks the ones in use',
    reads: ['profile', 'region'],
    examples: ['idv config list', 'idv config list --json'],
    load: async () => (await import('./config/config-read.ts')).listConfig,
  },
  {
    words: ['config', 'get'],
    summary: 'Print one setting of the files; secrets are never printed',
    args: [{ name: '<name>', help: 'for example output, profiles.NAME.region or defaultProfiles.VENDOR' }],
    reads: ['profile'],
    examples: ['idv config get output', 'idv config get profiles.work.region'],
    load: async () => (await import('./config/config-read.ts')).getSetting,
  },
  {
    words: ['config', 'set'],
    summary: 'Write one setting into your file',
    args: [
      { name: '<name>', help: 'for example output, profiles.NAME.region or defaultProfiles.VENDOR' },
      { name: '<value>', help: 'the value, or - for standard input; secrets are read only from there' },
    ],
    options: () => [new Option('--keychain', 'store the secret of a profile in the keychain of this machine, and remove it from the file')],
    examples: ['idv config set output json', 'idv config set profiles.work.secretKey - < secret.txt'],
    load: async () => (await import('./config/config-edit.ts')).setSetting,
  },
  {
    words: ['config', 'unset'],
    summary: 'Remove one setting, or a complete profile, from your file',
    args: [{ name: '<name>', help: 'for example output or profiles.NAME' }],
    examples: ['idv config unset output', 'idv config unset profiles.work'],
    load: async () => (await import('./config/config-edit.ts')).unsetSetting,
  },
  {
    words: ['config', 'use'],
    summary: 'Choose the profile that commands of its vendor use',
    args: [{ name: '<profile>', help: 'a profile in your file or in the vendor’s own files' }],
    examples: ['idv config use work', 'idv config use saf'],
    load: async () => (await import('./config/config-edit.ts')).useProfile,
  },
  {
    words: ['config', 'path'],
    summary: 'Print the path of the file that init, set, unset and use write',
    examples: ['idv config path', 'cat "$(idv config path)"'],
    load: async () => (await import('./config/config-read.ts')).pathOfConfig,
  },
  {
    words: ['config', 'explain'],
    summary: 'Show every setting with its value and source, secrets masked',
    args: [{ name: '[vendor]', help: vendorNames, fallback: declaredVendors[0].name }],
    examples: ['idv config explain', `idv config explain ${declaredVendors.at(-1)?.name} --json`],
    opensSession: true,
    globals: ['profile', 'region', 'endpoint', 'config-file'],
    load: async () => (await import('./config/config-explain.ts')).explainConfig,
  },
];
