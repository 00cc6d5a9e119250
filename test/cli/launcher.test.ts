import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const launcher = join(import.meta.dirname, '../../bin/idv.js');

/** Runs the launcher in a Node that reports another version. */
function under(version: string, ...argv: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'idv-node-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const pretence = join(folder, 'pretence.cjs');
  writeFileSync(pretence, `Object.defineProperty(process, 'version', { value: '${version}' });`);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', pretence, launcher, ...argv], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

it.each(['v16.20.2', 'v18.20.8', 'v20.18.0'])('the launcher says that Node %s is too old, and which version it needs', (version) => {
  const { status, stdout, stderr } = under(version, 'compare');
  expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
  expect(stderr).toContain(`idv needs Node 20.18.1 or newer, and this is ${version.slice(1)}\n`);
  const { error } = JSON.parse(under(version, 'compare', '--json').stderr);
  expect(error).toMatchObject({ category: 'config', exitCode: 3, billed: false });
});

it.each(['v20.18.1', 'v20.19.0', 'v21.0.0', 'v100.0.0'])('the launcher runs with Node %s', (version) => {
  expect(under(version, '--version').status).toBe(0);
});
