import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { memoryRuntime } from '../support/memory-runtime.ts';

const keys = { TENCENTCLOUD_SECRET_ID: 'sandbox-id', TENCENTCLOUD_SECRET_KEY: 'sandbox-key' };
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idv-failures-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(argv: readonly string[], env: Readonly<Record<string, string>> = keys) {
  const runtime = memoryRuntime({ env });
  const exitCode = await main(argv, runtime, '0.0.0');
  return { exitCode, out: runtime.out(), err: runtime.err() };
}

describe('several problems', () => {
  it('are reported with the most serious one in the first line, and then each separately', async () => {
    const { exitCode, err } = await run(['compare', '--image', 'nope.jpg', '--video', 'nope.mp4', '--retries', 'x']);
    expect({ exitCode, lines: err.trimEnd().split('\n') }).toEqual({
      exitCode: 2,
      lines: [
        "error --retries: 'x' is not valid, and 3 more",
        '  → give a whole number',
        expect.stringContaining('  - TENCENTCLOUD_SECRET_ID: the key sandbox-id belongs to the sandbox'),
        '  - --image: nope.jpg does not exist (check the path and the current folder)',
        '  - --video: nope.mp4 does not exist (check the path and the current folder)',
      ],
    });
  });
});

describe('a failure', () => {
  it.each([
    [['compare', '--json']],
    [['compare', '-ojson']],
    [['compare', '-qojson']],
    [['compare', '-qo', 'json']],
    [['compare', '--output=json']],
    [['--json', 'compare', '--bogus']],
    [['compare', '--bogus', '-o', 'json']],
  ])('is JSON for %j', async (argv) => {
    const { exitCode, out, err } = await run(argv);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
    expect(JSON.parse(err).error.exitCode).toBe(2);
  });

  it.each([
    [['compare', '--', '--json']],
    [['compare', '--query', '--json']],
    [['compare', '--profile', '-ojson']],
    [['compare', '-o', 'yaml']],
  ])('is text for %j', async (argv) => {
    expect((await run(argv)).err).toMatch(/^error /);
  });

  it('is JSON with IDV_OUTPUT=json, but a flag takes precedence', async () => {
    expect(JSON.parse((await run(['compare'], { ...keys, IDV_OUTPUT: 'json' })).err).error.category).toBe('usage');
    expect((await run(['compare', '-o', 'text'], { ...keys, IDV_OUTPUT: 'json' })).err).toMatch(/^error /);
  });

  it('is JSON when a configuration file sets that output', async () => {
    const file = join(folder, 'config.json');
    await writeFile(file, JSON.stringify({ output: 'json' }), { mode: 0o600 });
    expect(JSON.parse((await run(['compare', '--config-file', file])).err).error.code).toBe('invalid-usage');
    const unkeyed = ['call', 'tencent', 'GetLivenessResult', '-p', 'SdkToken=abc', '--config-file', file];
    expect(JSON.parse((await run(unkeyed, {})).err).error.code).toBe('no-credentials');
    expect(JSON.parse((await run(unkeyed)).err).error.code).toBe('invalid-config');
    const unreachable = [
      'call',
      'tencent',
      'GetLivenessResult',
      '-p',
      'SdkToken=abc',
      '--endpoint',
      'http://127.0.0.1:1',
      '--retries',
      '0',
    ];
    const { exitCode, err } = await run([...unreachable, '--config-file', file]);
    expect(exitCode).toBe(30);
    expect(JSON.parse(err).error.exitCode).toBe(30);
  });

  it.each([
    ['unknown-command', ['compar']],
    ['unknown-option', ['compare', '--bogus']],
    ['missing-argument', ['call']],
    ['excess-arguments', ['compare', 'more']],
    ['option-missing-argument', ['compare', '--json', '--timeout']],
    ['unknown-topic', ['help', 'bogus']],
  ])('has the code %s', async (code, argv) => {
    expect(JSON.parse((await run(['--json', ...argv])).err).error).toMatchObject({ code, category: 'usage' });
  });
});

describe('a command that calls no service', () => {
  it.each([
    [['actions']],
    [['actions', 'show', 'CompareFaceLiveness']],
    [['sandbox', 'outcomes']],
    [['explain', 'FailedOperation.CompareLowSimilarity']],
  ])('follows IDV_OUTPUT, and refuses an invalid value: %j', async (argv) => {
    const { exitCode, out } = await run(argv, { IDV_OUTPUT: 'json' });
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toBeTypeOf('object');
    expect((await run([...argv, '-o', 'text'], { IDV_OUTPUT: 'json' })).out).toBe((await run(argv, {})).out);
    const bad = await run(argv, { IDV_OUTPUT: 'xml' });
    expect(bad).toMatchObject({ exitCode: 3, out: '' });
    expect(bad.err).toContain('IDV_OUTPUT');
    expect((await run([...argv, '--json'], { IDV_OUTPUT: 'xml' })).exitCode).toBe(0);
  });
});

describe('a flag and the variable of the same setting', () => {
  const call = ['call', 'tencent', 'GetLivenessResult', '-p', 'SdkToken=abc', '--dry-run=json', '--query', 'headers."X-TC-Region"'];

  it.each(['AP-Singapore', 'ap_singapore', 'eu.west-1', '-x', 'r'.repeat(60)])('send the region %s, with a notice', async (region) => {
    const flag = await run([...call, `--region=${region}`]);
    expect(flag).toMatchObject({ exitCode: 0, out: `"${region}"\n` });
    expect(flag.err).toContain('sent anyway');
    expect(await run(call, { ...keys, IDV_REGION: region })).toEqual(flag);
  });

  it.each(['ap singapore', 'x\r\nEvil: 1', 'evil.example/#'])('refuse the region %j', async (region) => {
    expect(await run([...call, '--region', region])).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('--region: does not have a valid form'),
    });
    expect(await run(call, { ...keys, IDV_REGION: region })).toMatchObject({
      exitCode: 3,
      err: expect.stringContaining("IDV_REGION: must be a region's name"),
    });
  });

  it.each([
    'https://example.com/path',
    'example.com/path',
    'https://u:p@example.com',
    'ftp://example.com',
    'a b',
    'https://example.com?x=1',
  ])('refuse the endpoint %s', async (endpoint) => {
    expect(await run([...call, '--endpoint', endpoint])).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('--endpoint: does not have a valid form'),
    });
    expect(await run(call, { ...keys, IDV_ENDPOINT: endpoint })).toMatchObject({
      exitCode: 3,
      err: expect.stringContaining('IDV_ENDPOINT: must be a host'),
    });
  });

  it.each([
    ['0', false],
    ['0.001', true],
    ['86400', true],
    ['86401', false],
    ['soon', false],
  ])('agree on the time-out %s', async (timeout, taken) => {
    expect((await run([...call, '--timeout', timeout])).exitCode).toBe(taken ? 0 : 2);
    expect((await run(call, { ...keys, IDV_TIMEOUT: timeout })).exitCode).toBe(taken ? 0 : 3);
  });
});

describe('a notice on a terminal', () => {
  const argv = [
    'id',
    'verify',
    '--ref-face',
    'fixtures/portrait.jpg',
    '--auth-face',
    'fixtures/portrait.jpg',
    '--country',
    'vn',
    '--sandbox',
  ];

  it.each([80, 40])('fits into %i columns, and no word is broken', async (columns) => {
    const env = { NO_COLOR: '1', CI: 'true', IDV_SANDBOX: '1', IDV_REGOIN: 'x' };
    const plain = memoryRuntime({ env });
    await main([...argv, '--region', 'xx-nowhere'], plain, '0.0.0');
    const runtime = memoryRuntime({ env });
    await main([...argv, '--region', 'xx-nowhere'], { ...runtime, stderr: { ...runtime.stderr, isTTY: true, columns } }, '0.0.0');
    expect(
      plain
        .err()
        .split('\n')
        .some((line) => line.length > 80),
      plain.err(),
    ).toBe(true);
    for (const line of runtime.err().split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
    expect(runtime.err().split(/\s+/)).toEqual(plain.err().split(/\s+/));
  });
});

describe('an error on a terminal', () => {
  const argv = ['vision', 'compare', '--image-a', 'fixtures/selfie-3s.mp4', '--image-b', 'nope.jpg', '--sandbox', '--retries', 'x'];

  it.each([80, 40])('fits into %i columns, and no word is broken', async (columns) => {
    const plain = memoryRuntime({ env: { NO_COLOR: '1' } });
    await main(argv, plain, '0.0.0');
    const runtime = memoryRuntime({ env: { NO_COLOR: '1' } });
    await main(argv, { ...runtime, stderr: { ...runtime.stderr, isTTY: true, columns } }, '0.0.0');
    const lines = runtime.err().trimEnd().split('\n');
    expect(
      plain
        .err()
        .split('\n')
        .some((line) => line.length > 80),
    ).toBe(true);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
    expect(runtime.err().split(/\s+/)).toEqual(plain.err().split(/\s+/));
  });
});
