import { healthReport } from '../../app/doctor/health-check.ts';
import { changeFile } from '../../config/edit/change-file.ts';
import { keyOfText, type NewProfile, profileEdits } from '../../config/edit/new-profile.ts';
import { pathToEdit } from '../../config/edit/path-to-edit.ts';
import { storeSecret } from '../../config/keychain-secret.ts';
import type { FaceidConfig } from '../../config/schema.ts';
import { IdvError } from '../../core/errors.ts';
import { exitCodeOfCategory } from '../../core/exit.ts';
import type { Runtime } from '../../runtime.ts';
import { declaredVendors } from '../../vendors/catalogue.ts';
import { requireVendor, vendors } from '../../vendors/registry.ts';
import type { Vendor } from '../../vendors/vendor.ts';
import { checkVendor } from '../doctor/check-vendor.ts';
import { checkLines } from '../doctor/doctor-text.ts';
import type { GlobalOptions } from '../flags/global-flags.ts';
import { type PlainOptions, plainOptions, printValue } from '../flags/plain-options.ts';
import type { Handler, Invocation } from '../handler.ts';
import { type Asker, openAsker } from '../show/ask.ts';
import { removeOldSecrets } from './config-edit.ts';

/** Answers that flags already gave. They are not asked for. */
interface GivenAnswers {
  options: GlobalOptions;
  credentialProcess: string | undefined;
  inKeychain: boolean;
}

const defaultRegion = (vendor: Vendor): string => vendor.defaultRegion(vendor.actions[0]?.product ?? '');

/** The keychain is offered if there is one. */
async function askPlace(asker: Asker, { title }: Vendor, runtime: Runtime): Promise<string> {
  const keychain = { value: 'keychain', label: 'in the keychain of this machine; the file has no secret' };
  return asker.choice(`Where should the key of ${title} be stored?`, [
    { value: 'file', label: 'in the configuration file, which only you can read' },
    ...((await runtime.openKeychain()) ? [keychain] : []),
    { value: 'command', label: 'in a password manager; a command prints it' },
  ]);
}

async function askKey(asker: Asker, vendor: Vendor, runtime: Runtime, { inKeychain }: GivenAnswers): Promise<NewProfile['key']> {
  const { names } = vendor.credentials;
  const how = inKeychain ? 'keychain' : await askPlace(asker, vendor, runtime);
  if (how === 'command') return { credentialProcess: await asker.text('The command that prints the key as JSON') };
  const id = (await asker.text(`Key id (${names.id})`)).trim();
  return { id, secret: (await asker.secret(`Secret (${names.secret})`)).trim(), inKeychain: how === 'keychain' };
}

async function askProfile(asker: Asker, vendor: Vendor, runtime: Runtime, given: GivenAnswers): Promise<NewProfile> {
  const { options, credentialProcess } = given;
  const name = options.profile ?? (await asker.text('Name of the profile', vendor.name));
  const region = options.region ?? (await asker.text('Region', defaultRegion(vendor)));
  return { name, region, key: credentialProcess === undefined ? await askKey(asker, vendor, runtime, given) : { credentialProcess } };
}

async function givenProfile(
  vendor: Vendor,
  runtime: Runtime,
  { options, credentialProcess, inKeychain }: GivenAnswers,
): Promise<NewProfile> {
  const place = { name: options.profile ?? vendor.name, region: options.region };
  if (credentialProcess !== undefined) return { ...place, key: { credentialProcess } };
  return { ...place, key: { ...keyOfText((await runtime.readStdin()).toString('utf8'), { vendor }), inKeychain } };
}

/**
 * Writes the profile into the file, and its secret into the keychain if the user chose that. The secret of a replaced profile is removed.
 * Returns the profile that commands of the vendor use from now on.
 */
async function write(path: string, profile: NewProfile, vendor: Vendor, { runtime, options }: Invocation): Promise<string | undefined> {
  const { key } = profile;
  const owners = { vendor, vendors: declaredVendors };
  const editsOf = async (content: FaceidConfig) => {
    const edits = profileEdits(profile, owners, content, options.force === true);
    if ('secret' in key && key.inKeychain) await storeSecret(key.id, key.secret, runtime);
    return edits;
  };
  const contents = await changeFile(path, editsOf, declaredVendors, runtime);
  await removeOldSecrets(contents, runtime);
  return contents.after.defaultProfiles?.[vendor.name];
}

function readGivenAnswers({ options }: PlainOptions, raw: Invocation['options']): GivenAnswers {
  const given = { options, credentialProcess: raw.credentialProcess as string | undefined, inKeychain: raw.keychain === true };
  if (!given.inKeychain || given.credentialProcess === undefined) return given;
  const hint = 'give one of the two: with a command, idv stores no secret';
  throw new IdvError('usage', '--keychain and --credential-process exclude each other', { code: 'invalid-usage', hint });
}

async function askVendor(asker: Asker | undefined): Promise<string> {
  const names = vendors.map(({ name, title }) => ({ value: name, label: title }));
  if (asker) return asker.choice('Which vendor?', names);
  const hint = `idv config init ${names.map(({ value }) => value).join(' or ')}, with the key on standard input`;
  throw new IdvError('usage', 'the vendor is missing, and there is no terminal to ask at', { code: 'invalid-usage', hint });
}

/** Asks at a terminal. Elsewhere only `--check` tests the key, because a script may have no network. */
async function wantsCheck(asker: Asker | undefined, given: unknown): Promise<boolean> {
  if (given === true || !asker) return given === true;
  const answer = await asker.choice('Test the key now, with one signed call that changes nothing?', [
    { value: 'yes', label: 'yes' },
    { value: 'no', label: 'no: idv doctor can do it later' },
  ]);
  return answer === 'yes';
}

/** `idv config init`: adds a profile, from questions at a terminal, else from flags and standard input. */
export const initConfig: Handler = async (invocation) => {
  const { runtime, options: raw, args } = invocation;
  const plain = plainOptions(raw, runtime);
  const given = readGivenAnswers(plain, raw);
  const terminal = runtime.terminal();
  const asker = terminal && (await openAsker(terminal, runtime.signal));
  const vendor = requireVendor(args[0] ?? (await askVendor(asker)));
  const profile = await (asker ? askProfile(asker, vendor, runtime, given) : givenProfile(vendor, runtime, given));
  const path = await pathToEdit(plain.options, runtime);
  const inUse = await write(path, profile, vendor, invocation);
  const withProfile: Invocation = { ...invocation, options: { ...raw, profile: profile.name } };
  const checks = (await wantsCheck(asker, raw.check)) ? await checkVendor(vendor, withProfile) : null;
  const chosen = inUse === profile.name ? '' : `${inUse} is still in use; to change that: idv config use ${profile.name}\n`;
  const next = checks ? checkLines(checks) : 'idv config list shows your profiles, idv doctor checks the key\n';
  const keychain = 'inKeychain' in profile.key && profile.key.inKeychain === true;
  const value = { path, provider: vendor.name, profile: profile.name, keychain, checks };
  const place = keychain ? `${path}, its secret in the keychain` : path;
  await printValue(runtime, value, () => `profile ${profile.name} is in ${place}\n${chosen}${next}`, plain);
  return checks && !healthReport(checks).ok ? exitCodeOfCategory('check') : 0;
};
