import { describe, expect, it } from 'vitest';
import { loadSettings } from '../../src/config/load.ts';
import { aliyun, configWorld, failureOf, requestOf, tencent } from './config-world.ts';

const profiles = { singapore: { provider: 'tencent' }, tokyo: { provider: 'tencent' }, saf: { provider: 'aliyun' } };

async function failing(name: string, provider: 'tencent' | 'aliyun', content: object = { profiles }) {
  const world = await configWorld();
  await world.write('.faceidrc', content);
  return failureOf(
    loadSettings(requestOf({ vendor: provider === 'aliyun' ? aliyun : tencent, flags: { profile: name } }), world.environment),
  );
}

describe('a profile', () => {
  it('of the other vendor is refused, and the error names the profiles of the right vendor', async () => {
    const { category, text } = await failing('saf', 'tencent');
    expect(category).toBe('config');
    expect(text).toContain('--profile: profile saf belongs to aliyun, but the command belongs to tencent');
    expect(text).toContain('profiles of tencent: singapore, tokyo');
    expect((await failing('tokyo', 'aliyun', { profiles: { tokyo: { provider: 'tencent' } } })).text).toContain(
      'no profile of aliyun exists',
    );
  });

  it('that does not exist is refused, and the error names the existing profiles and the most similar one', async () => {
    const { category, text } = await failing('singapor', 'tencent');
    expect(category).toBe('config');
    expect(text).toContain('there is no profile singapor');
    expect(text).toContain('did you mean singapore? profiles of tencent: singapore, tokyo');
    expect((await failing('x', 'tencent', {})).text).toContain('no .faceidrc defines a profile of tencent');
  });

  it.each(['constructor', '__proto__', 'toString'])('is never an inherited property: %s', async (name) => {
    expect((await failing(name, 'tencent')).text).toContain(`there is no profile ${name}`);
  });

  it('from IDV_PROFILE or defaultProfiles gets the same checks, and the error says where it was named', async () => {
    const world = await configWorld({ env: { IDV_PROFILE: 'saf' } });
    const path = await world.write('.faceidrc', { defaultProfiles: { tencent: 'gone' }, profiles });
    expect((await failureOf(loadSettings(requestOf(), world.environment))).text).toContain('IDV_PROFILE: profile saf belongs to aliyun');
    const { text } = await failureOf(loadSettings(requestOf(), { ...world.environment, env: {} }));
    expect(text).toContain(`user file ${path}, defaultProfiles.tencent: there is no profile gone`);
  });

  it('of the user file can be the default of a project', async () => {
    const world = await configWorld();
    await world.write('work/.faceidrc', { defaultProfiles: { tencent: 'tokyo' } });
    await world.write('.faceidrc', {
      defaultProfiles: { tencent: 'singapore' },
      profiles: { ...profiles, tokyo: { provider: 'tencent', region: 'ap-tokyo' } },
    });
    const { profile, region } = await loadSettings(requestOf(), world.environment);
    expect(profile).toEqual({ value: 'tokyo', source: expect.stringMatching(/^project file .*defaultProfiles\.tencent$/) });
    expect(region.value).toBe('ap-tokyo');
  });

  it('of the other vendor in a nearer file does not hide one of the same name', async () => {
    const world = await configWorld();
    await world.write('work/.faceidrc', { profiles: { tokyo: { provider: 'aliyun', region: 'r-aliyun' } } });
    await world.write('.faceidrc', { profiles: { tokyo: { provider: 'tencent', region: 'ap-tokyo' } } });
    expect((await loadSettings(requestOf({ flags: { profile: 'tokyo' } }), world.environment)).region.value).toBe('ap-tokyo');
  });
});

describe('the profile when none is named', () => {
  const keyed = (id: string) => ({ provider: 'tencent', region: `r-${id}`, secretId: `AKID${id}`, secretKey: 'k' });
  const aliyunProfile = { provider: 'aliyun', accessKeyId: 'LTAIsaf', accessKeySecret: 'k' };

  it.each([
    ['the only profile of the vendor', { main: keyed('main'), saf: aliyunProfile }, 'main', 'the only one of tencent'],
    ['the profile called default', { main: keyed('main'), default: keyed('default') }, 'default', 'called default'],
    [
      'not the profile called default when it belongs to another vendor',
      { main: keyed('main'), default: aliyunProfile },
      'main',
      'the only one of tencent',
    ],
    ['absent when there are two', { main: keyed('main'), other: keyed('other') }, undefined, 'none chosen'],
    ['absent when only another vendor has one', { saf: aliyunProfile }, undefined, 'none chosen'],
  ])('is %s', async (_, all, name, source) => {
    const world = await configWorld();
    await world.write('.faceidrc', { profiles: all });
    const { profile, region, credentials } = await loadSettings(requestOf({ credentials: 'optional' }), world.environment);
    expect(profile).toEqual({ value: name, source: expect.stringContaining(source) });
    expect([region.value, credentials?.id]).toEqual(name ? [`r-${name}`, `AKID${name}`] : ['ap-singapore', undefined]);
  });

  it('combines the values of both files, and is not used once a profile is named', async () => {
    const world = await configWorld();
    await world.write('.faceidrc', { profiles: { main: keyed('main') } });
    await world.write('work/.faceidrc', { profiles: { main: { provider: 'tencent', timeout: 3 } } });
    const both = await loadSettings(requestOf({ credentials: 'required' }), world.environment);
    expect([both.profile.value, both.credentials?.id, both.timeoutS.value]).toEqual(['main', 'AKIDmain', 3]);
    await world.write('work/.faceidrc', { profiles: { near: { provider: 'tencent' } } });
    expect((await loadSettings(requestOf(), world.environment)).profile.value).toBeUndefined();
    await world.write('.faceidrc', { profiles: { default: keyed('default'), main: keyed('main') }, defaultProfiles: { tencent: 'main' } });
    expect((await loadSettings(requestOf(), world.environment)).profile.value).toBe('main');
    const env = { IDV_PROFILE: 'near' };
    expect((await loadSettings(requestOf(), { ...world.environment, env })).profile.value).toBe('near');
  });

  it('has values that are weaker than the environment', async () => {
    const world = await configWorld({ env: { TENCENTCLOUD_SECRET_ID: 'AKIDenv', TENCENTCLOUD_SECRET_KEY: 'k', IDV_REGION: 'r-env' } });
    await world.write('.faceidrc', { profiles: { default: keyed('default') } });
    const { region, credentials } = await loadSettings(requestOf({ credentials: 'required' }), world.environment);
    expect([region.value, credentials?.id]).toEqual(['r-env', 'AKIDenv']);
  });
});
