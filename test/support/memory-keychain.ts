import type { Keychain } from '../../src/core/credentials.ts';

/** A keychain in memory, and the secrets in it. */
export function memoryKeychain(held: Readonly<Record<string, string>> = {}): { held: Map<string, string>; keychain: Keychain } {
  const secrets = new Map(Object.entries(held));
  const keychain: Keychain = {
    read: async (account) => secrets.get(account),
    write: async (account, secret) => void secrets.set(account, secret),
    remove: async (account) => void secrets.delete(account),
  };
  return { held: secrets, keychain };
}

/** A keychain that refuses everything, as when its owner does not unlock it. The reason must never be shown. */
export const lockedKeychain = (reason: string): Keychain => {
  const refuse = () => Promise.reject(new Error(reason));
  return { read: refuse, write: refuse, remove: refuse };
};
