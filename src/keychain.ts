import type { AsyncEntry } from '@napi-rs/keyring';
import type { Keychain } from './core/credentials.ts';

/** The name that the keychain shows with each account: the program that stored it. */
const service = 'idv';

/** Without this option, the library would use the store of the Linux kernel if there is no other. That store is empty after a restart. */
const options = { linux: { store: 'secret-service' } } as const;

/** The library is missing if npm was told to leave out optional packages, or if there is none for this platform. */
async function loadEntry(): Promise<typeof AsyncEntry | undefined> {
  try {
    return (await import('@napi-rs/keyring')).AsyncEntry;
  } catch {
    return undefined;
  }
}

/**
 * The keychain of this user's session: Keychain on macOS, Credential Manager on Windows, and the program that offers the Secret Service
 * elsewhere (GNOME Keyring, KWallet, KeePassXC). Undefined if there is none. `signal` ends a wait for the user to unlock it.
 */
export async function openKeychain(signal: AbortSignal): Promise<Keychain | undefined> {
  const Entry = await loadEntry();
  if (!Entry) return undefined;
  const entry = (account: string): AsyncEntry => new Entry(service, account, options);
  try {
    // This connects to the keychain, and reads nothing.
    entry('any');
  } catch {
    return undefined;
  }
  return {
    read: async (account) => (await entry(account).getPassword(signal)) ?? undefined,
    write: (account, secret) => entry(account).setPassword(secret, signal),
    remove: async (account) => void (await entry(account).deletePassword(signal)),
  };
}
