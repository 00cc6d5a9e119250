import { problemsError } from '../core/errors.ts';
import { runCredentialProcess } from './credential-process.ts';
import { type KeyPart, type KeyParts, keyFrom } from './key.ts';
import { secretOf } from './keychain-secret.ts';
import type { ProfileLayer } from './load.ts';
import type { FoundKey } from './own-cli.ts';
import type { ConfigEnvironment, SettingsRequest } from './settings.ts';
import { shownName } from './shown.ts';

function partsOf({ file, profile }: ProfileLayer, name: string, { vendor }: SettingsRequest): KeyParts {
  const { names } = vendor.credentials;
  const part = (key: string): KeyPart => {
    const value = profile[key];
    return { flag: file.path, subject: `profiles.${shownName(name)}.${key}`, value: typeof value === 'string' ? value : undefined };
  };
  return { id: part(names.id), secret: part(names.secret), token: part(names.token) };
}

/** True if the profile in this file has any setting of a key, even an incomplete one. */
export function hasKey(layer: ProfileLayer, request: SettingsRequest): boolean {
  const { id, secret } = partsOf(layer, '', request);
  const { credentialProcess, keychain } = layer.profile;
  return credentialProcess !== undefined || keychain !== undefined || Boolean(id.value || secret.value);
}

/** Rejects a profile with a key in two places. A key comes from one place: the file, the keychain or a command. */
function refuseTwoPlaces({ file, profile }: ProfileLayer, name: string, { id, secret, token }: KeyParts): void {
  const setting = profile.keychain ? 'keychain' : 'credentialProcess';
  const others = profile.keychain
    ? [secret.value && secret.subject, token.value && token.subject, profile.credentialProcess && 'credentialProcess']
    : [(id.value || secret.value) && 'a key'];
  const other = others.find((found) => found);
  if (profile[setting] === undefined || !other) return;
  const message = `profiles.${shownName(name)}.${setting} cannot be used together with ${other}`;
  throw problemsError([{ category: 'config', flag: file.path, message, hint: 'keep one of the two' }]);
}

/**
 * The key of the profile in one file. Throws IdvError `config` for half a key, for a key in two places, and if the keychain or the command
 * gives no key.
 */
export async function layerKey(
  layer: ProfileLayer,
  name: string,
  request: SettingsRequest,
  environment: ConfigEnvironment,
): Promise<FoundKey | undefined> {
  const { file, profile, source } = layer;
  const parts = partsOf(layer, name, request);
  const notices = file.origin === 'project' ? [`using credentials from ${file.path} (profile ${shownName(name)})`] : [];
  const place = (setting: string) => ({ flag: file.path, subject: `profiles.${shownName(name)}.${setting}` });
  refuseTwoPlaces(layer, name, parts);
  if (profile.credentialProcess !== undefined) {
    const printed = await runCredentialProcess(profile.credentialProcess, place('credentialProcess'), request, environment);
    return { credentials: { ...printed, source: `${source}, credentialProcess` }, notices };
  }
  const secret = profile.keychain && (await secretOf(parts.id, place('keychain'), request, environment));
  const key = keyFrom(secret === undefined ? parts : { ...parts, secret }, request);
  return key && { credentials: { ...key, source: secret === undefined ? source : `${source}, keychain` }, notices };
}
