import { beforeEach, expect, it, vi } from 'vitest';
import { openKeychain } from '../src/keychain.ts';

const native = vi.hoisted(() => ({ made: [] as unknown[][], failure: undefined as string | undefined, password: null as string | null }));

vi.mock('@napi-rs/keyring', () => ({
  AsyncEntry: class {
    constructor(...args: unknown[]) {
      native.made.push(args);
      if (native.failure) throw new Error(native.failure);
    }
    getPassword = async () => native.password;
    setPassword = async (password: string) => {
      native.password = password;
    };
    deletePassword = async () => {
      const found = native.password !== null;
      native.password = null;
      return found;
    };
  },
}));

const { signal } = new AbortController();

beforeEach(() => {
  Object.assign(native, { made: [], failure: undefined, password: null });
});

it('a keychain reads, writes and removes under the name idv, and on Linux never uses the kernel’s store, which forgets', async () => {
  const keychain = await openKeychain(signal);
  expect(await keychain?.read('AKIDx')).toBeUndefined();
  await keychain?.write('AKIDx', 'kept');
  expect(await keychain?.read('AKIDx')).toBe('kept');
  await keychain?.remove('AKIDx');
  await keychain?.remove('AKIDx');
  expect(await keychain?.read('AKIDx')).toBeUndefined();
  for (const [service, , options] of native.made) expect([service, options]).toEqual(['idv', { linux: { store: 'secret-service' } }]);
});

it('openKeychain returns undefined when the session has no store', async () => {
  native.failure = 'Platform failure: DBus error';
  expect(await openKeychain(signal)).toBeUndefined();
});
