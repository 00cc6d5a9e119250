import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const dist = join(import.meta.dirname, '..', '..', 'dist');

it('the bundle does not use the assertions of Node, whose messages quote the source line: here, a complete file', async () => {
  const files = (await readdir(dist)).filter((name) => name.endsWith('.js'));
  const sources = await Promise.all(files.map((name) => readFile(join(dist, name), 'latin1')));
  expect(sources.join('\n')).toContain('an assertion of the HTTP client failed');
  expect(sources.join('\n')).not.toMatch(/require\("(node:)?assert(\/strict)?"\)/);
});

/** The modules of Node that a run loaded in addition to those of every start. */
async function loadedBy(...argv: string[]): Promise<string[]> {
  const report = join(import.meta.dirname, 'loaded-modules.cjs');
  const env = { PATH: process.env.PATH, HOME: tmpdir(), TENCENTCLOUD_SECRET_ID: 'AKIDexample', TENCENTCLOUD_SECRET_KEY: 'example-key' };
  const bin = join(import.meta.dirname, '../../bin/idv.js');
  const { stderr } = await promisify(execFile)(process.execPath, ['--require', report, bin, ...argv], { env });
  return stderr.trimEnd().split('\n').at(-1)?.split(' ') ?? [];
}

it.each([
  ['help', ['--help']],
  ['a dry run', ['compare', '--image', 'fixtures/portrait.jpg', '--video', 'fixtures/selfie-3s.mp4', '--dry-run']],
])('idv loads no module of Node that it does not need for %s, because each one costs a start about one per cent', async (_, argv) => {
  const loaded = await loadedBy(...argv);
  expect(loaded.includes('vm')).toBe(argv[0] !== '--help');
  expect(loaded.filter((name) => ['fs/promises', 'readline', 'net', 'tls', 'http', 'zlib', 'os', 'dns', 'v8'].includes(name))).toEqual([]);
});

it.each([
  ['the engine of batches', 'pg_advisory_xact_lock'],
  ['the keychain', '@napi-rs/keyring'],
])('%s is in a file that no other command loads', async (_, text) => {
  const files = (await readdir(dist)).filter((name) => name.endsWith('.js'));
  const holding = await Promise.all(
    files.map(async (name) => ((await readFile(join(dist, name), 'latin1')).includes(text) ? name : undefined)),
  );
  const found = holding.filter((name) => name !== undefined);
  expect(found).toHaveLength(1);
  expect(['main.js', 'call.js', 'sandbox.js']).not.toContain(found[0]);
});
