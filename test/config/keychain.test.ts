import { describe, expect, it } from 'vitest';
import { loadSettings } from '../../src/config/load.ts';
import type { Keychain } from '../../src/core/credentials.ts';
import { lockedKeychain, memoryKeychain } from '../support/memory-keychain.ts';
import { configWorld, failureOf, requestOf } from './config-world.ts';

const id = 'AKIDabcdefghijklmnop1234';

async function keyOf(profile: Readonly<Record<string, unknown>>, keychain: Keychain | undefined, mode = 0o644) {
  const world = await configWorld({ openKeychain: async () => keychain });
  const path = await world.write('.faceidrc', { profiles: { work: { provider: 'tencent', ...profile } } }, mode);
  return { path, settings: loadSettings(requestOf({ credentials: 'required' }), world.environment) };
}

describe('a profile whose secret is in the keychain', () => {
  it('gives the key, also from a file that others may read', async () => {
    const { path, settings } = await keyOf({ secretId: id, keychain: true }, memoryKeychain({ [id]: 'hunter2' }).keychain);
    expect((await settings).credentials).toEqual({ id, secret: 'hunter2', source: `user file ${path}, profile work, keychain` });
  });

  it.each([
    ['there is no keychain', { secretId: id, keychain: true }, undefined, 'no keychain was found'],
    ['the keychain is locked', { secretId: id, keychain: true }, lockedKeychain('hunter2'), 'unlock it and allow idv to read it'],
    [
      'the keychain has no secret for this id',
      { secretId: id, keychain: true },
      memoryKeychain().keychain,
      'the keychain has no secret for AKID…1234',
    ],
    [
      'the keychain has a value that cannot be a secret',
      { secretId: id, keychain: true },
      memoryKeychain({ [id]: 'hunter2 ' }).keychain,
      'the secret of AKID…1234 starts or ends with a blank',
    ],
    ['the id is missing', { keychain: true }, memoryKeychain().keychain, 'profiles.work.secretId is missing'],
    [
      'the file has a secret too',
      { secretId: id, secretKey: 'hunter2', keychain: true },
      memoryKeychain().keychain,
      'profiles.work.keychain cannot be used together with profiles.work.secretKey',
    ],
    [
      'the profile names a command too',
      { secretId: id, keychain: true, credentialProcess: 'vault hunter2' },
      memoryKeychain().keychain,
      'profiles.work.keychain cannot be used together with credentialProcess',
    ],
    ['the value is not true', { secretId: id, keychain: 'yes' }, memoryKeychain().keychain, 'must be true'],
  ])('is refused when %s', async (_, profile, keychain, said) => {
    const { category, text } = await failureOf((await keyOf(profile, keychain, 0o600)).settings);
    expect(category).toBe('config');
    expect(text).toContain(said);
    expect(text).not.toContain('hunter2');
  });

  it('does not open the keychain for a command that needs no key, or when a stronger source has a key', async () => {
    const world = await configWorld({ env: { TENCENTCLOUD_SECRET_ID: 'AKIDenv', TENCENTCLOUD_SECRET_KEY: 'k' } });
    await world.write('.faceidrc', { profiles: { work: { provider: 'tencent', secretId: id, keychain: true } } });
    expect((await loadSettings(requestOf({ credentials: 'required' }), world.environment)).credentials?.id).toBe('AKIDenv');
    expect((await loadSettings(requestOf({ credentials: 'none' }), world.environment)).profile.value).toBe('work');
  });
});
