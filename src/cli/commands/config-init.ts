import { changeFile } from '../../config/edit/change-file.ts';
import { editedFile } from '../../config/edit/edited-file.ts';
import { keyOfText, type NewProfile, profileEdits } from '../../config/edit/new-profile.ts';
import { IdvError } from '../../core/errors.ts';
import type { Runtime } from '../../runtime.ts';
import { declaredVendors } from '../../vendors/catalogue.ts';
import { requireVendor, vendors } from '../../vendors/registry.ts';
import type { Vendor } from '../../vendors/vendor.ts';
import type { GlobalOptions } from '../flags/global-flags.ts';
import { plainOptions, printValue } from '../flags/plain-options.ts';
import type { Handler } from '../handler.ts';
import { type Asker, openAsker } from '../show/ask.ts';

/** What flags said already is not asked. */
interface Told {
  options: GlobalOptions;
  credentialProcess: string | undefined;
}

const defaultRegion = (vendor: Vendor): string => vendor.defaultRegion(vendor.actions[0]?.product ?? '');

async function askKey(asker: Asker, { title, credentials: { names } }: Vendor): Promise<NewProfile['key']> {
  const how = await asker.choice(`Where is the key of ${title} kept?`, [
    { value: 'file', label: 'in the configuration file, which only you can read' },
    { value: 'command', label: 'in a password manager: a command prints it' },
  ]);
  if (how === 'command') return { credentialProcess: await asker.text('The command that prints it as JSON') };
  const id = (await asker.text(`Key id (${names.id})`)).trim();
  return { id, secret: (await asker.secret(`Secret (${names.secret})`)).trim() };
}

async function askProfile(asker: Asker, vendor: Vendor, { options, credentialProcess }: Told): Promise<NewProfile> {
  const name = options.profile ?? (await asker.text('A name for the profile', vendor.name));
  const region = options.region ?? (await asker.text('Region', defaultRegion(vendor)));
  return { name, region, key: credentialProcess === undefined ? await askKey(asker, vendor) : { credentialProcess } };
}

async function toldProfile(vendor: Vendor, runtime: Runtime, { options, credentialProcess }: Told): Promise<NewProfile> {
  const key = credentialProcess === undefined ? keyOfText((await runtime.readStdin()).toString('utf8'), { vendor }) : { credentialProcess };
  return { name: options.profile ?? vendor.name, region: options.region, key };
}

async function askVendor(asker: Asker | undefined): Promise<string> {
  const names = vendors.map(({ name, title }) => ({ value: name, label: title }));
  if (asker) return asker.choice('Whose service?', names);
  const hint = `idv config init ${names.map(({ value }) => value).join(' or ')}, with the key on standard input`;
  throw new IdvError('usage', 'the vendor is missing, and there is no terminal to ask at', { code: 'invalid-usage', hint });
}

/** `idv config init`: adds a profile, asked for at a terminal, else from flags and standard input. */
export const initConfig: Handler = async ({ runtime, options: raw, args }) => {
  const plain = plainOptions(raw, runtime);
  const { options } = plain;
  const told: Told = { options, credentialProcess: raw.credentialProcess as string | undefined };
  const terminal = runtime.terminal();
  const asker = terminal && (await openAsker(terminal, runtime.signal));
  const vendor = requireVendor(args[0] ?? (await askVendor(asker)));
  const profile = await (asker ? askProfile(asker, vendor, told) : toldProfile(vendor, runtime, told));
  const path = await editedFile(options, runtime);
  const owners = { vendor, vendors: declaredVendors };
  await changeFile(path, (content) => profileEdits(profile, owners, content, options.force === true), declaredVendors, runtime);
  const next = `idv config list shows your profiles, idv doctor checks the key`;
  await printValue(
    runtime,
    { path, provider: vendor.name, profile: profile.name },
    () => `profile ${profile.name} is in ${path}\n${next}\n`,
    plain,
  );
  return 0;
};
