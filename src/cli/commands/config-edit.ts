import { changeFile } from '../../config/edit/change-file.ts';
import { editedFile } from '../../config/edit/edited-file.ts';
import { settingName, settingValue, valueAt } from '../../config/edit/setting-name.ts';
import { ownCliFiles } from '../../config/own-cli.ts';
import { isProfileName } from '../../config/profile.ts';
import type { FaceidConfig } from '../../config/schema.ts';
import { shownName } from '../../config/shown.ts';
import { IdvError } from '../../core/errors.ts';
import { suggest } from '../../core/text/suggest.ts';
import type { Edit } from '../../core/text/yaml.ts';
import type { Runtime } from '../../runtime.ts';
import { declaredVendors } from '../../vendors/catalogue.ts';
import { vendors } from '../../vendors/registry.ts';
import { type PlainOptions, plainOptions, printValue } from '../flags/plain-options.ts';
import { settingsRequest } from '../flags/session.ts';
import type { Handler } from '../handler.ts';

/** Changes the user's file and says which one that is. */
async function change(
  editsOf: (content: FaceidConfig) => readonly Edit[],
  what: string,
  runtime: Runtime,
  plain: PlainOptions,
): Promise<number> {
  const path = await editedFile(plain.options, runtime);
  await changeFile(path, editsOf, declaredVendors, runtime);
  await printValue(runtime, { path, changed: true }, () => `${what} in ${path}\n`, plain);
  return 0;
}

const hasPassword = (text: string): boolean => URL.canParse(text) && new URL(text).password !== '';

/** `idv config set NAME VALUE`. A value that every user of the machine could list is taken from standard input alone. */
export const setSetting: Handler = async ({ runtime, options: raw, args }) => {
  const plain = plainOptions(raw, runtime);
  const [text = '', given = ''] = args;
  const name = settingName(text, declaredVendors);
  if (given !== '-' && (name.isSecret || hasPassword(given))) {
    throw new IdvError('usage', `${text} holds a secret, which is never taken from the command line`, {
      code: 'secret-on-command-line',
      hint: `give it on standard input: idv config set ${text} - < FILE\nif that was a real one, replace it: it is now in the history of your shell`,
    });
  }
  const value = given === '-' ? (await runtime.readStdin()).toString('utf8').replace(/\r?\n$/, '') : given;
  return change(() => [{ path: name.path, value: settingValue(name, value) }], `${text} is set`, runtime, plain);
};

/** `idv config unset NAME`: one setting, or a complete profile. */
export const unsetSetting: Handler = async ({ runtime, options: raw, args }) => {
  const plain = plainOptions(raw, runtime);
  const [text = ''] = args;
  const profile = ['profiles', text.replace(/^profiles\./, '')];
  const editsOf = (content: FaceidConfig): Edit[] => {
    const isProfile = text.startsWith('profiles.') && valueAt(content, profile) !== undefined;
    const path = isProfile ? profile : settingName(text, declaredVendors).path;
    // A default that names no profile would stop every command of the vendor.
    const defaults = isProfile ? Object.entries(content.defaultProfiles ?? {}).filter(([, name]) => name === profile[1]) : [];
    const paths = [path, ...defaults.map(([owner]) => ['defaultProfiles', owner])];
    if (valueAt(content, path) !== undefined) return paths.map((each) => ({ path: each, value: undefined }));
    throw new IdvError('config', `${text} is not set there`, {
      code: 'not-set',
      hint: 'idv config list and idv config explain show what is',
    });
  };
  return change(editsOf, `${text} is no longer set`, runtime, plain);
};

/** The vendors of which the user has a profile of this name, in the file or in the vendor's own files. */
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
  const listed = names.length > 0 ? `profiles: ${names.map(shownName).join(', ')}` : 'there is none yet: idv config init makes one';
  const hint = meant ? `did you mean ${shownName(meant)}? ${listed}` : listed;
  return new IdvError('config', `there is no profile ${shownName(name)}`, { code: 'unknown-profile', hint });
}

/** `idv config use NAME`: the profile that commands of its vendor take where none is named. */
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
  return change(editsOf, `profile ${shownName(name)} is the default from now on, as written`, runtime, plain);
};
