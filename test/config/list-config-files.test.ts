import { describe, expect, it } from 'vitest';
import { listConfigFiles } from '../../src/config/list-config-files.ts';
import { configWorld, requestOf } from './config-world.ts';

const profile = 'profiles:\n  work: { provider: tencent, secretId: AKIDexample, secretKey: not-to-be-seen }\n';
const region = 'profiles:\n  work: { provider: tencent, region: ap-singapore }\n';

const listed = async (world: Awaited<ReturnType<typeof configWorld>>, flags: { configFile?: string; profile?: string } = {}) =>
  listConfigFiles(requestOf({ flags }), world.environment);

describe('listConfigFiles', () => {
  it('finds nothing when there is no file', async () => {
    expect(await listed(await configWorld())).toEqual([]);
  });

  it('lists the project file, the user files and the vendor’s file, with their modes and whether they are used', async () => {
    const world = await configWorld();
    const project = await world.write('work/app/.faceidrc', region, 0o644);
    const own = await world.write('.faceidrc', profile);
    const second = await world.write('.faceidrc.yaml', region);
    const cli = await world.write('.tccli/default.credential', { secretId: 'AKIDother', secretKey: 'not-to-be-seen' }, 0o640);
    const files = await listed(world);
    expect(files.map(({ path, origin, mode, isOpen, isUsed }) => ({ path, origin, mode, isOpen, isUsed }))).toEqual([
      { path: project, origin: 'project', mode: 0o644, isOpen: true, isUsed: true },
      { path: own, origin: 'user', mode: 0o600, isOpen: false, isUsed: true },
      { path: second, origin: 'user', mode: 0o600, isOpen: false, isUsed: false },
      { path: cli, origin: 'vendor', mode: 0o640, isOpen: true, isUsed: true },
    ]);
    expect(JSON.stringify(files)).not.toContain('not-to-be-seen');
  });

  it('goes on after a file that is refused, and says why it is refused', async () => {
    const world = await configWorld();
    const open = await world.write('work/app/.faceidrc', profile, 0o666);
    const own = await world.write('.faceidrc', region);
    expect(await listed(world)).toMatchObject([
      { path: open, mode: 0o666, problems: [{ message: 'contains a secret and can be read by others' }] },
      { path: own, problems: [] },
    ]);
  });

  it('lists a file that cannot be parsed, and skips a package.json without settings', async () => {
    const world = await configWorld();
    await world.write('work/app/package.json', { name: 'app' });
    const broken = await world.write('.faceidrc', 'profiles: [');
    expect(await listed(world)).toMatchObject([{ path: broken, problems: [{ flag: broken }] }]);
  });

  it('lists only the file that is named', async () => {
    const world = await configWorld();
    await world.write('.faceidrc', region);
    const named = await world.write('other.yaml', region);
    expect(await listed(world, { configFile: named })).toMatchObject([{ path: named, origin: 'named' }]);
    expect(await listed(world, { configFile: '/dev/null' })).toEqual([]);
    expect(await listed(world, { configFile: 'missing.yaml' })).toEqual([]);
  });

  it('does not stop at a profile name that cannot be part of a path', async () => {
    const world = await configWorld({ env: { TCCLI_PROFILE: '../../etc/passwd' } });
    const own = await world.write('.faceidrc', region);
    expect(await listed(world)).toMatchObject([{ path: own }]);
  });
});
