import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';

const photo = join(import.meta.dirname, '../../fixtures/portrait.jpg');
const clip = join(import.meta.dirname, '../../fixtures/selfie-3s.mp4');
const commands = {
  compare: ['compare', '--image', photo, '--video', clip],
  verify: ['id', 'verify', '--ref-face', photo, '--auth-face', photo, '--country', 'vn'],
  vision: ['vision', 'compare', '--image-a', photo, '--image-b', photo],
} as const;

const config = `
profiles:
  singapore: { provider: tencent, region: ap-singapore, secretId: AKIDfirst, secretKey: first-secret-key }
  mainland: { provider: tencent, region: ap-guangzhou, secretId: AKIDthird, secretKey: third-secret-key }
  saf: { provider: aliyun, region: ap-southeast-1, accessKeyId: LTAIsecond, accessKeySecret: second-secret-key }
defaultProfiles: { tencent: singapore, aliyun: saf }
`;

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'idv-two-vendors-'));
  await writeFile(join(home, '.faceidrc'), config, { mode: 0o600 });
});
afterAll(() => rm(home, { recursive: true, force: true }));

async function run(command: keyof typeof commands, ...flags: string[]) {
  const runtime = memoryRuntime({ env: {}, homeDir: home, cwd: home });
  const exitCode = await main([...commands[command], ...flags], runtime, '0.0.0');
  return { exitCode, out: runtime.out(), err: runtime.err() };
}

describe('one .faceidrc for both vendors', () => {
  it.each([
    ['compare', 'Credential=AKIDfirst/'],
    ['verify', 'AccessKeyId=LTAIsecond&'],
  ] as const)('gives idv %s the profile of its vendor without a flag', async (command, key) => {
    const { exitCode, out } = await run(command, '--dry-run');
    expect(exitCode).toBe(0);
    expect(out).toContain(key);
    expect(out).not.toMatch(/first-secret|second-secret|third-secret/);
  });

  it.each([
    ['compare', 'saf', /mainland|singapore/],
    ['verify', 'singapore', /saf/],
  ] as const)('makes idv %s refuse the profile %s, and name the profiles that fit', async (command, profile, fitting) => {
    const { exitCode, out, err } = await run(command, '--profile', profile, '--dry-run');
    expect(exitCode).toBe(3);
    expect(out).toBe('');
    expect(err).toContain(profile);
    expect(err).toMatch(fitting);
  });

  it('does not prevent a call in the only region of a product, with a notice', async () => {
    const { exitCode, out, err } = await run('vision', '--dry-run');
    expect(exitCode).toBe(0);
    expect(out).toContain('Host: facebody.cn-shanghai.aliyuncs.com');
    expect(err).toContain('region ap-southeast-1');
  });

  it('can be used with another region that a flag names', async () => {
    const { out } = await run('verify', '--region', 'eu-central-1', '--dry-run');
    expect(out).toContain('Host: saf.eu-central-1.aliyuncs.com');
  });
});

describe('a secret with a blank', () => {
  it('is refused before anything is signed, and is not shown', async () => {
    const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAIsecond', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'second secret' };
    const runtime = memoryRuntime({ env, homeDir: home, cwd: home });
    expect(await main([...commands.verify, '--dry-run'], runtime, '0.0.0')).toBe(3);
    expect(runtime.err()).toContain('ALIBABA_CLOUD_ACCESS_KEY_SECRET');
    expect(runtime.err()).not.toContain('second secret');
  });
});
