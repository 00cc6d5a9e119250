import { IdvError } from '../../core/errors.ts';
import type { Edit } from '../../core/text/yaml.ts';
import { keyFrom } from '../key.ts';
import { storeSecret } from '../keychain-secret.ts';
import type { FaceidConfig } from '../schema.ts';
import type { ConfigEnvironment, SettingsRequest } from '../settings.ts';
import { temporaryKey } from './new-profile.ts';
import { type SettingName, settingValue } from './setting-name.ts';

/** The input of `idv config set`. */
export interface NewValue {
  name: SettingName;
  text: string;
  /** If the profile has its secret in the keychain, the new secret goes there anyway. */
  inKeychain: boolean;
}

const usage = (message: string, hint: string) => new IdvError('usage', message, { code: 'invalid-usage', hint });

/** Moves a secret into the keychain, and out of the file. */
async function secretEdits(
  { name, text }: NewValue,
  { profiles = {} }: FaceidConfig,
  vendors: SettingsRequest['vendors'],
  environment: Pick<ConfigEnvironment, 'openKeychain'>,
): Promise<Edit[]> {
  const [top = '', profileName = '', setting = ''] = name.path;
  const profile = profiles[profileName];
  const vendor = vendors.find((each) => each.name === profile?.provider);
  const id = profile?.[vendor?.credentials.names.id ?? ''];
  if (!vendor || typeof id !== 'string') {
    const hint = 'idv config init --keychain asks for both halves of a key';
    throw new IdvError('config', 'a secret goes into the keychain under its key id, but the profile has no key id', {
      code: 'no-key-id',
      hint,
    });
  }
  if (setting !== vendor.credentials.names.secret) throw temporaryKey();
  const part = (subject: string, value: string | undefined) => ({ flag: 'the key', subject, value });
  const { names } = vendor.credentials;
  keyFrom({ id: part(names.id, id), secret: part(names.secret, text), token: part(names.token, undefined) }, { vendor, vendors });
  await storeSecret(id, text, environment);
  const at = (member: string, value: Edit['value']): Edit => ({ path: [top, profileName, member], value });
  return [at('keychain', true), at(setting, undefined)];
}

/**
 * The edits that set one setting; a secret for the keychain is stored there. Throws IdvError for invalid values, and if there is no
 * keychain.
 */
export async function settingEdits(
  value: NewValue,
  content: FaceidConfig,
  vendors: SettingsRequest['vendors'],
  environment: Pick<ConfigEnvironment, 'openKeychain'>,
): Promise<Edit[]> {
  const { name, text, inKeychain } = value;
  const [top, profileName = '', setting] = name.path;
  const hint = 'idv config set profiles.NAME.SECRET - --keychain, with the secret on standard input';
  if (inKeychain && !name.isSecret) throw usage('--keychain is only for the secret of a profile', hint);
  if (top === 'profiles' && setting === 'keychain') throw usage('the setting keychain is changed together with the secret', hint);
  const isKept = inKeychain || content.profiles?.[profileName]?.keychain === true;
  if (name.isSecret && isKept) return secretEdits(value, content, vendors, environment);
  return [{ path: name.path, value: settingValue(name, text) }];
}
