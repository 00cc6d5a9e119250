import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const folder = join(import.meta.dirname, '..', '..', 'man');

it('mandoc has no complaint about the manual pages', async () => {
  const pages = (await readdir(folder)).map((name) => join(folder, name));
  expect(pages.length).toBeGreaterThan(40);
  const { stdout, stderr } = await run('mandoc', ['-Tlint', ...pages]).catch((error: { stdout: string; stderr: string }) => error);
  expect(`${stdout}${stderr}`).toBe('');
});

it('a manual page shows its text unchanged', async () => {
  const { stdout } = await run('mandoc', ['-Tutf8', join(folder, 'idv-compare.1')], { maxBuffer: 2 ** 24 });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: bold is a letter printed twice
  const text = stdout.replace(/.\u0008/g, '');
  expect(text).toContain('--liveness, --liveness-type <value>');
  expect(text).toContain('the service’s own is 70');
  expect(text).toContain('idv compare --image portrait.jpg --video selfie.mp4');
});
