import { changeFile } from '../../config/edit/change-file.ts';
import { pathToEdit } from '../../config/edit/path-to-edit.ts';
import { settingEdits } from '../../config/edit/set-setting.ts';
import { type SettingName, settingName, valueAt } from '../../config/edit/setting-name.ts';
import { removeUnusedSecrets } from '../../config/keychain-secret.ts';
import { ownCliFiles } from '../../config/own-cli.ts';
import type { FaceidConfig } from '../../config/schema.ts';
import { isProfileName, shownName } from '../../config/shown.ts';
import { IdvError } from '../../core/errors.ts';
import { suggest } from '../../core/text/suggest.ts';
import type { Edit } from '../../core/text/yaml.ts';
import type { Runtime } from '../../runtime.ts';
import { declaredVendors } from '../../vendors/catalogue.ts';
import { vendors } from '../../vendors/registry.ts';
import { type PlainOptions, plainOptions, printValue } from '../flags/plain-options.ts';
import { settingsRequest } from '../flags/session.ts';
import type { Handler } from '../handler.ts';

/** Changes the user's file and prints its path. */
async function change(
  editsOf: Parameters<typeof changeFile>[1],
  what: string,
  runtime: Runtime,
  plain: PlainOptions,
): ReturnType<typeof changeFile> {
  const path = await pathToEdit(plain.options, runtime);
  const contents = await changeFile(path, editsOf, declaredVendors, runtime);
  await printValue(runtime, { path, changed: true }, () => `${what} in ${path}\n`, plain);
  return contents;
}

/** Removes secrets from the keychain that no profile of the file names any more. */
export async function removeOldSecrets(contents: Awaited<ReturnType<typeof changeFile>>, runtime: Runtime): Promise<void> {
  for (const id of await removeUnusedSecrets(contents, declaredVendors, runtime)) {
    runtime.stderr.write(`the secret of ${id} is still in the keychain, under idv: remove it by hand\n`);
  }
}

const hasPassword = (text: string): boolean => URL.canParse(text) && new URL(text).password !== '';

/** `idv config set NAME VALUE`. A secret is read only from standard input, because other users can see the arguments of a command. */
export const setSetting: Handler = async ({ runtime, options: raw, args }) => {
  const plain = plainOptions(raw, runtime);
  const [text = '', given = ''] = args;
  const name = settingName(text, declaredVendors);
  if (given !== '-' && (name.isSecret || hasPassword(given))) {
    throw new IdvError('usage', `${text} is a secret, which is never taken from the command line`, {
      code: 'secret-on-command-line',
      hint: `give it on standard input: idv config set ${text} - < FILE\nif that was a real secret, replace it: it is now in the history of your shell`,
    });
  }
  const value = given === '-' ? (await runtime.readStdin()).toString('utf8').replace(/^\uFEFF|\r?\n$/g, '') : given;
  const setting = { name, text: value, inKeychain: raw.keychain === true };
  await change((content) => settingEdits(setting, content, declaredVendors, runtime), `${text} is set`, runtime, plain);
  return 0;
};

/** For a secret in the keychain, the file has `keychain: true`. */
function placeOf({ path, isSecret }: SettingName, content: FaceidConfig): readonly string[] {
  const inKeychain = [...path.slice(0, 2), 'keychain'];
  return isSecret && valueAt(content, inKeychain) !== undefined ? inKeychain : path;
}

/** `idv config unset NAME`: one setting, or a complete profile. */
export const unsetSetting: Handler = async ({ runtime, options: raw, args }) => {
  const plain = plainOptions(raw, runtime);
  const [text = ''] = args;
  const profile = ['profiles', text.replace(/^profiles\./, '')];
  const editsOf = (content: FaceidConfig): Edit[] => {
    const namesOneWord = /^profiles\.[^.]+$/.test(text);
    const isProfile = text.startsWith('profiles.') && (namesOneWord || valueAt(content, profile) !== undefined);
    const path = isProfile ? profile : placeOf(settingName(text, declaredVendors), content);
    // A default that names a missing profile would stop every command of the vendor.
    const defaults = isProfile ? Object.entries(content.defaultProfiles ?? {}).filter(([, name]) => name === profile[1]) : [];
    const paths = [path, ...defaults.map(([owner]) => ['defaultProfiles', owner])];
    if (valueAt(content, path) !== undefined) return paths.map((each) => ({ path: each, value: undefined }));
    throw new IdvError('config', `${text} is not set there`, {
      code: 'not-set',
      hint: 'idv config list and idv config explain show what is set',
    });
  };
  await removeOldSecrets(await change(editsOf, `${text} is no longer set`, runtime, plain), runtime);
  return 0;
};

/** The vendors for which the user has a profile with this name, in the file or in the vendor's own files. */
async function ownersOf(name: string, runtime: Runtime, { options }: PlainOptions): Promise<string[]> {
  const found = vendors.map(async (vendor) => {
    const request = settingsRequest(vendor, options, { credentials: 'none', product: '' });
    return (await ownCliFiles(request, runtime)
      ?.has(name)
      .catch(() => false))
      ? [vendor.name]
      : [];
  });
  return (await Promise.all(found)).flat();
}

function unknownProfile(name: string, names: readonly string[]): IdvError {
  const meant = suggest(name, names);
  const listed = names.length > 0 ? `profiles: ${names.map(shownName).join(', ')}` : 'there is none yet: create one with idv config init';
  const hint = meant ? `did you mean ${shownName(meant)}? ${listed}` : listed;
  return new IdvError('config', `there is no profile ${shownName(name)}`, { code: 'unknown-profile', hint });
}

/** `idv config use NAME`: sets the profile that commands of its vendor use if none is named. */
export const useProfile: Handler = async ({ runtime, options: raw, args }) => {
  const plain = plainOptions(raw, runtime);
  const [name = ''] = args;
  const elsewhere = isProfileName(name) ? await ownersOf(name, runtime, plain) : [];
  const editsOf = ({ profiles = {} }: FaceidConfig): Edit[] => {
    const own = Object.hasOwn(profiles, name) ? profiles[name]?.provider : undefined;
    const owners = own === undefined ? elsewhere : [own];
    if (owners.length === 0) throw unknownProfile(name, Object.keys(profiles));
    return owners.map((owner) => ({ path: ['defaultProfiles', owner], value: name }));
  };
  await change(editsOf, `profile ${shownName(name)} is now the default, as written`, runtime, plain);
  return 0;
};
