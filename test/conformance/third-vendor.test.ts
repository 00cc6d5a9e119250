import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { main } from '../../src/main.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';

/** A vendor that exists only in the two lists; no other code knows it. */
const { declaration } = vi.hoisted(() => {
  const action = {
    name: 'CheckFace',
    vendor: 'acme',
    product: 'face',
    version: '2026-01-01',
    command: ['acme', 'check'],
    summary: 'Check a face',
    docsUrl: 'https://acme.example/docs',
    params: [],
    output: [],
    regions: [],
    requestsPerSecond: null,
    errors: [],
    readOnly: true,
    examples: [],
  } as const;
  return {
    declaration: {
      name: 'acme',
      title: 'Acme Cloud',
      commandGroups: { acme: 'Faces at Acme' },
      callTargets: ['acme'],
      callExamples: ['acme CheckFace'],
      actions: [action],
      credentials: {
        names: { id: 'user', secret: 'pass', token: 'ticket' },
        variables: { id: 'ACME_USER', secret: 'ACME_PASS', tokens: ['ACME_TICKET'], region: 'ACME_REGION' },
        idPrefixes: ['ACME'],
        ownCli: {
          profileVariable: 'ACME_PROFILE',
          keyFile: (profile = 'main') => `.acme/${profile}.json`,
          regionFile: (profile = 'main') => `.acme/${profile}.json`,
          read: (content: Readonly<Record<string, unknown>>) => ({
            region: content.where as string,
            key: {
              names: { id: 'u', secret: 'p', token: 't' },
              texts: { id: content.u as string, secret: content.p as string, token: undefined },
            },
          }),
        },
      },
    },
  };
});

vi.mock('../../src/vendors/catalogue.ts', async (original) => {
  const real = await original<typeof import('../../src/vendors/catalogue.ts')>();
  const declaredVendors = [...real.declaredVendors, declaration];
  return { ...real, declaredVendors, allActions: declaredVendors.flatMap(({ actions }) => actions) };
});

vi.mock('../../src/vendors/registry.ts', async () => {
  const { tencent } = await import('../../src/vendors/tencent/vendor.ts');
  const { aliyun } = await import('../../src/vendors/aliyun/vendor.ts');
  const { uploads: _, ...wire } = tencent;
  const host = 'face.acme.example';
  const acme = { ...wire, ...declaration, hosts: [{ host, serves: 'faces' }], hostOf: () => ({ host }), defaultRegion: () => 'acme-1' };
  const vendors = [tencent, aliyun, acme];
  const vendorsByName = new Map(vendors.map((vendor) => [vendor.name, vendor]));
  return { vendors, vendorsByName, requireVendor: (name: string) => vendorsByName.get(name) };
});

const otherKeys = {
  TENCENTCLOUD_SECRET_ID: 'AKIDother',
  TENCENTCLOUD_SECRET_KEY: 'other-secret-1',
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAIother',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'other-secret-2',
};
const otherFiles = {
  '.tccli/default.credential': { secretId: 'AKIDtccli', secretKey: 'other-secret-3' },
  '.aliyun/config.json': { profiles: [{ name: 'default', mode: 'AK', access_key_id: 'LTAIcli', access_key_secret: 'other-secret-4' }] },
};

async function run(argv: readonly string[], env: Record<string, string>, files: Record<string, unknown> = {}) {
  const home = await mkdtemp(join(tmpdir(), 'idv-third-vendor-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(home, path)), { recursive: true });
    await writeFile(join(home, path), JSON.stringify(content));
    await chmod(join(home, path), 0o600);
  }
  const runtime = memoryRuntime({ env, homeDir: home, cwd: home });
  const exitCode = await main(argv, runtime, '0.0.0');
  return { exitCode, out: runtime.out(), err: runtime.err() };
}

const check = ['acme', 'check', '--dry-run'];
const ownProfile = { profiles: { lab: { provider: 'acme', user: 'ACMEprofile', pass: 'p', region: 'acme-9' } } };

describe('a vendor that is only declared', () => {
  it.each([
    ['its own variables', { ACME_USER: 'ACMEenv', ACME_PASS: 'p', ACME_REGION: 'acme-7' }, {}, 'ACMEenv', 'acme-7'],
    ['a profile of .faceidrc', {}, { '.faceidrc': ownProfile }, 'ACMEprofile', 'acme-9'],
    ['the file of its own command line tool', {}, { '.acme/main.json': { u: 'ACMEcli', p: 'p', where: 'acme-5' } }, 'ACMEcli', 'acme-5'],
    [
      'the profile of that tool that its variable names',
      { ACME_PROFILE: 'b' },
      { '.acme/b.json': { u: 'ACMEb', p: 'p' } },
      'ACMEb',
      'acme-1',
    ],
  ])('reads its key from %s, even if there are keys of other vendors', async (_, env, files, id, region) => {
    const { exitCode, out, err } = await run(check, { ...otherKeys, ...env }, { ...otherFiles, ...files });
    expect([exitCode, err]).toEqual([0, '']);
    expect(out).toContain(`Credential=${id}/`);
    expect(out).toContain(`X-TC-Region: ${region}`);
    expect(out).not.toMatch(/AKID|LTAI/);
  });

  it('has no key when only other vendors have one, and its key is not used for them', async () => {
    const { exitCode, out, err } = await run(check, otherKeys, otherFiles);
    expect([exitCode, out]).toEqual([3, '']);
    expect(err).toContain('no key for Acme Cloud\n');
    expect(err).toContain('set ACME_USER and ACME_PASS');
    const acmeAlone = await run(
      ['web', 'result', 'token', '--dry-run'],
      { ACME_USER: 'ACMEenv', ACME_PASS: 'p' },
      { '.faceidrc': ownProfile },
    );
    expect([acmeAlone.exitCode, acmeAlone.out]).toEqual([3, '']);
  });

  it('has a key id that is recognised in the place of another vendor’s, and the other way round', async () => {
    const theirs = await run(check, { ACME_USER: 'AKIDother', ACME_PASS: 'p' });
    expect(theirs).toMatchObject({ exitCode: 3, err: expect.stringContaining('looks like a key id of Tencent Cloud') });
    const its = await run(['web', 'result', 'token', '--dry-run'], { TENCENTCLOUD_SECRET_ID: 'ACMEenv', TENCENTCLOUD_SECRET_KEY: 'p' });
    expect(its).toMatchObject({ exitCode: 3, err: expect.stringContaining('looks like a key id of Acme Cloud') });
  });

  it('appears in help, in messages about files, and in config explain', async () => {
    expect((await run(['acme', '--help'], {})).out).toContain('Faces at Acme');
    expect((await run(['call', '--help'], {})).out).toContain('idv call acme CheckFace');
    const bad = await run(check, {}, { '.faceidrc': { profiles: { a: { provider: 'acne' }, b: { provider: 'acme', secretId: 'x' } } } });
    expect(bad.err).toContain('profiles.a.provider must be tencent or aliyun or acme');
    expect(bad.err).toContain(
      'allowed here: provider, output, timeout, connectTimeout, retries, proxy, region, endpoint, credentialProcess, keychain, user, pass, ticket',
    );
    const { out } = await run(['config', 'explain', 'acme'], {}, { '.faceidrc': ownProfile });
    expect(out).toMatch(/^key id +ACME…file +user file .*profile lab$/m);
  });
});
