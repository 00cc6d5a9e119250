import type { AsyncEntry } from '@napi-rs/keyring';
import type { Keychain } from './core/credentials.ts';

/** What the keychain shows next to each account: the program that put it there. */
const service = 'idv';

/** The kernel's own store, which the library takes on Linux where there is no other, forgets everything when the machine starts. */
const options = { linux: { store: 'secret-service' } } as const;

/** The library is not there where npm was told to leave optional packages out, or has none for this platform. */
async function loadEntry(): Promise<typeof AsyncEntry | undefined> {
  try {
    return (await import('@napi-rs/keyring')).AsyncEntry;
  } catch {
    return undefined;
  }
}

/**
 * The keychain of this user's session: Keychain on macOS, Credential Manager on Windows, elsewhere what answers as the Secret Service
 * (GNOME Keyring, KWallet, KeePassXC). Undefined where there is none. A question to unlock it ends with `signal`.
 */
export async function openKeychain(signal: AbortSignal): Promise<Keychain | undefined> {
  const Entry = await loadEntry();
  if (!Entry) return undefined;
  const entry = (account: string): AsyncEntry => new Entry(service, account, options);
  try {
    // Connects, and asks for nothing.
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
