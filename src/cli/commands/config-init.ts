import { healthReport } from '../../app/doctor/health-check.ts';
import { changeFile } from '../../config/edit/change-file.ts';
import { editedFile } from '../../config/edit/edited-file.ts';
import { keyOfText, type NewProfile, profileEdits } from '../../config/edit/new-profile.ts';
import { IdvError } from '../../core/errors.ts';
import { exitCodeOfCategory } from '../../core/exit.ts';
import type { Runtime } from '../../runtime.ts';
import { declaredVendors } from '../../vendors/catalogue.ts';
import { requireVendor, vendors } from '../../vendors/registry.ts';
import type { Vendor } from '../../vendors/vendor.ts';
import { checkVendor } from '../doctor/check-vendor.ts';
import { checkLines } from '../doctor/doctor-text.ts';
import type { GlobalOptions } from '../flags/global-flags.ts';
import { plainOptions, printValue } from '../flags/plain-options.ts';
import type { Handler, Invocation } from '../handler.ts';
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

/** Asked at a terminal; elsewhere `--check` says it, because a script may have no network. */
async function wantsCheck(asker: Asker | undefined, told: unknown): Promise<boolean> {
  if (told === true || !asker) return told === true;
  const answer = await asker.choice('Try the key now? One signed call that changes nothing.', [
    { value: 'yes', label: 'yes' },
    { value: 'no', label: 'no: idv doctor does it later' },
  ]);
  return answer === 'yes';
}

/** `idv config init`: adds a profile, asked for at a terminal, else from flags and standard input. */
export const initConfig: Handler = async (invocation) => {
  const { runtime, options: raw, args } = invocation;
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
  const asked: Invocation = { ...invocation, options: { ...raw, profile: profile.name } };
  const checks = (await wantsCheck(asker, raw.check)) ? await checkVendor(vendor, asked) : null;
  const next = checks ? checkLines(checks) : 'idv config list shows your profiles, idv doctor checks the key\n';
  const value = { path, provider: vendor.name, profile: profile.name, checks };
  await printValue(runtime, value, () => `profile ${profile.name} is in ${path}\n${next}`, plain);
  return checks && !healthReport(checks).ok ? exitCodeOfCategory('check') : 0;
};
