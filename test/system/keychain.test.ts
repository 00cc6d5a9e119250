import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';

const idv = join(import.meta.dirname, '..', '..', 'bin', 'idv.js');

/** Runs a script in a home folder of its own, and in a D-Bus session of its own if `session` is true. `$IDV` is the built program. */
async function shell(script: string, home: string, session: boolean): Promise<string> {
  const env = { PATH: process.env.PATH, HOME: home, NODE: process.execPath, IDV: `${process.execPath} ${idv}` };
  const [file, ...args] = session ? ['dbus-run-session', '--', 'sh', '-uc', script] : ['sh', '-uc', script];
  const { stdout } = await promisify(execFile)(file as string, args, { cwd: home, env });
  return stdout;
}

async function homeFolder(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'idv-real-keychain-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  return home;
}

const unlocked = 'printf pass | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1';
const init = 'printf "%s" "sandbox-id\nsandbox-key\n" | $IDV config init tencent --keychain --json 2>&1; echo "exit $?"';

it('idv stores a secret in GNOME Keyring, signs with it, and removes it', async () => {
  const home = await homeFolder();
  const out = await shell(
    [
      unlocked,
      init,
      '$IDV config explain tencent',
      '$IDV faceid result abc --dry-run=json --endpoint http://127.0.0.1:1 --query "signature != null"',
      '$IDV config unset profiles.tencent',
      'echo "profiles: { again: { provider: tencent, secretId: sandbox-id, keychain: true } }" > .faceidrc',
      '$IDV faceid result abc --dry-run=json --endpoint http://127.0.0.1:1 2>&1 || true',
    ].join('\n'),
    home,
    true,
  );
  expect(out).toContain('"keychain": true');
  expect(out).toContain('exit 0');
  expect(out).toMatch(/^secret +\(hidden\) .*keychain$/m);
  expect(out).toMatch(/^true$/m);
  expect(out).toContain('the keychain has no secret for sand…x-id');
  expect(out).not.toContain('sandbox-key');
  expect(await readFile(join(home, '.faceidrc'), 'utf8')).not.toContain('sandbox-key');
});

it('idv says that there is no keychain in a session without one', async () => {
  const home = await homeFolder();
  const out = await shell(init, home, false);
  expect(out).toContain('no keychain was found: this machine or session has none');
  expect(out).toContain('exit 3');
  await expect(readFile(join(home, '.faceidrc'))).rejects.toThrow('ENOENT');
});

it('idv says that a locked keychain did not return the secret', async () => {
  const home = await homeFolder();
  await shell(`${unlocked}\n${init}`, home, true);
  const out = await shell('$IDV faceid result abc --dry-run --endpoint http://127.0.0.1:1 2>&1; echo "exit $?"', home, true);
  expect(out).toContain('the keychain did not return the secret');
  expect(out).toContain('exit 3');
});
