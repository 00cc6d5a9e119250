import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/server.ts';

const root = join(import.meta.dirname, '..', '..');
const page = await readFile(join(root, 'docs/clients.md'), 'utf8');

/** The programs in one language, in the order of the page. */
const programs = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, text = '']) => text);

let sandbox: RunningSandbox;
let folder: string;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, rateLimit: false, nowMs: Date.now, uuid: randomUUID });
  folder = await mkdtemp(join(tmpdir(), 'idv-clients-'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
});
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

/** The output of a program of the page, run with the port of this sandbox. */
async function run(command: readonly string[], name: string, program: string): Promise<string> {
  expect(program).toContain('127.0.0.1:4567');
  await writeFile(join(folder, name), program.replaceAll('127.0.0.1:4567', `127.0.0.1:${sandbox.port}`));
  const [file = '', ...args] = command;
  // Without these variables, the clients would use a proxy even for this machine. Go stores what it compiles in its home folder.
  const env = { PATH: process.env.PATH, HOME: folder };
  const { stdout } = await promisify(execFile)(file, [...args, name], { cwd: folder, env });
  return stdout.trim();
}

const choose = (order: object) => fetch(`${sandbox.url}/_sandbox/outcomes`, { method: 'POST', body: JSON.stringify(order) });

describe('docs/clients.md', () => {
  it('has a program for each client', () => {
    expect(['js', 'python', 'go', 'java'].map((language) => programs(language).length)).toEqual([2, 1, 1, 1]);
  });

  it.each([
    ['Node', [process.execPath], 'client.mjs', 'js'],
    ['Python', ['python3'], 'client.py', 'python'],
    ['Go', ['go', 'run'], 'main.go', 'go'],
    ['Java', ['java'], 'Client.java', 'java'],
  ])('has a program that runs in %s, with and without a chosen outcome', async (_, command, name, language) => {
    const [program = ''] = programs(language);
    await choose({ reset: true });
    expect(await run(command, name, program)).toBe('-999');
    await choose({ action: 'GetFaceIdResultIntl', outcome: 'spoof' });
    expect(await run(command, name, program)).toBe('1002');
    await choose({ reset: true });
  });

  it('has a program that runs with the client of Alibaba Cloud', async () => {
    expect(await run([process.execPath], 'job.mjs', programs('js')[1] ?? '')).toBe('QUEUING');
  });
});
