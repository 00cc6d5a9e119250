import type { Keychain } from '../core/credentials.ts';
import { IdvError, problemsError } from '../core/errors.ts';
import { shownKeyId } from '../core/text/printable.ts';
import type { KeyPart } from './key.ts';
import type { FaceidConfig } from './schema.ts';
import type { ConfigEnvironment, SettingsRequest } from './settings.ts';

/** The file and the setting that say that the secret is in the keychain. */
interface Place {
  flag: string;
  subject: string;
}

type KeychainOpener = Pick<ConfigEnvironment, 'openKeychain'>;

const noKeychain = 'no keychain was found: this machine or session has none, or the library for it is not installed';

/**
 * The secret that the keychain has for the key id. Throws IdvError `config` if there is no keychain, if it has no such secret, or if the
 * user does not unlock it.
 */
export async function secretOf(
  id: KeyPart,
  { flag, subject }: Place,
  { vendor: { credentials } }: Pick<SettingsRequest, 'vendor'>,
  { openKeychain }: KeychainOpener,
): Promise<KeyPart> {
  const fail = (message: string, hint: string) => problemsError([{ category: 'config', flag, message: `${subject}: ${message}`, hint }]);
  if (!id.value) throw fail(`${id.subject} is missing, but the keychain has the secret under it`, 'set it, or run idv config init again');
  const { variables, names } = credentials;
  const keychain = await openKeychain();
  if (!keychain) throw fail(noKeychain, `log in at the desktop, or set ${variables.id} and ${variables.secret}`);
  const value = await keychain.read(id.value).catch(() => {
    throw fail(
      'the keychain did not return the secret',
      `unlock it and allow idv to read it, or set ${variables.id} and ${variables.secret}`,
    );
  });
  if (value === undefined) {
    const setting = subject.replace(/keychain$/, names.secret);
    throw fail(`the keychain has no secret for ${shownKeyId(id.value)}`, `put it there: idv config set ${setting} - < FILE`);
  }
  return { flag: 'the keychain', subject: `the secret of ${shownKeyId(id.value)}`, value };
}

/** Stores a secret in the keychain. Throws IdvError `config` if that fails. */
export async function storeSecret(id: string, secret: string, { openKeychain }: KeychainOpener): Promise<void> {
  const fail = (message: string, cause?: unknown) =>
    new IdvError('config', message, {
      code: 'no-keychain',
      hint: 'leave out --keychain: the secret then goes into the configuration file, which only you can read',
      cause,
    });
  const keychain = await openKeychain();
  if (!keychain) throw fail(noKeychain);
  await keychain.write(id, secret).catch((cause) => {
    throw fail('the keychain did not store the secret', cause);
  });
}

/** The key ids in a file whose secrets are in the keychain, according to the file. */
function accountsOf({ profiles = {} }: FaceidConfig, vendors: SettingsRequest['vendors']): string[] {
  return Object.values(profiles).flatMap((profile) => {
    const id = profile[vendors.find(({ name }) => name === profile.provider)?.credentials.names.id ?? ''];
    return profile.keychain && typeof id === 'string' ? [id] : [];
  });
}

/**
 * Removes secrets from the keychain that a file used before a change and does not use any more. Resolves to the shortened key ids of
 * secrets that could not be removed.
 */
export async function removeUnusedSecrets(
  { before, after }: Readonly<Record<'before' | 'after', FaceidConfig>>,
  vendors: SettingsRequest['vendors'],
  { openKeychain }: KeychainOpener,
): Promise<string[]> {
  const kept = accountsOf(after, vendors);
  const dropped = [...new Set(accountsOf(before, vendors))].filter((id) => !kept.includes(id));
  if (dropped.length === 0) return [];
  const keychain: Keychain | undefined = await openKeychain();
  const tries = dropped.map(async (id) => {
    const isRemoved = await keychain?.remove(id).then(
      () => true,
      () => false,
    );
    return isRemoved ? [] : [shownKeyId(id)];
  });
  return (await Promise.all(tries)).flat();
}
