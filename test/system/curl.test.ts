import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const idv = join(import.meta.dirname, '..', '..', 'bin', 'idv.js');
const shell = promisify(execFile);

/** The built command, as a user runs it, with an environment of its own. */
const env = { PATH: process.env.PATH, HOME: tmpdir(), TENCENTCLOUD_SECRET_ID: 'sandbox-id', TENCENTCLOUD_SECRET_KEY: 'sandbox-key' };

describe('curl', () => {
  it('sends the line of --dry-run=curl to a running sandbox, which accepts it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'idv-system-'));
    const sandbox = spawn(process.execPath, [idv, 'sandbox', '--json'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const [line] = await once(createInterface(sandbox.stdout), 'line');
      const { url } = JSON.parse(line as string);
      const argv = ['compare', '--image', 'fixtures/portrait.jpg', '--video', 'fixtures/selfie-3s.mp4', '--endpoint', url];
      const { stdout: command } = await shell(process.execPath, [idv, ...argv, '--save-dir', folder, '--dry-run=curl'], { env });
      const { stdout } = await shell('sh', ['-c', command], { env });
      expect(JSON.parse(stdout).Response).toMatchObject({ Result: 'Success', Sim: 96.3 });
    } finally {
      sandbox.kill('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    }
  });
});
