// Starts a pgbouncer in front of a server, in a temporary folder on a free port. Debian's package is enough.
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './own-postgres.mjs';

const program = '/usr/sbin/pgbouncer';

/** pgbouncer refuses to run as root, so it runs as the user of the server. */
const isRoot = process.getuid?.() === 0;
const userId = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));

const answers = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

/** `settings` are lines of its section [pgbouncer], as `pool_mode = transaction`. */
export async function startOwnPgbouncer(serverUrl, settings) {
  if (!existsSync(program)) throw new Error('pgbouncer is not installed: apt-get install pgbouncer');
  const folder = mkdtempSync(join(tmpdir(), 'idv-pgbouncer-'));
  const as = isRoot ? { uid: userId('-u'), gid: userId('-g') } : {};
  const port = await freePort();
  const server = new URL(serverUrl);
  const lines = [
    '[databases]',
    `idv = host=127.0.0.1 port=${server.port} user=idv`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    `unix_socket_dir = ${folder}`,
    'auth_type = any',
    ...settings,
  ];
  const configuration = join(folder, 'pgbouncer.ini');
  writeFileSync(configuration, `${lines.join('\n')}\n`);
  if (isRoot) for (const path of [folder, configuration]) chownSync(path, as.uid, as.gid);
  const child = spawn(program, ['-q', configuration], { ...as, cwd: folder, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  for (let tries = 0; !(await answers(port)); tries += 1) {
    if (tries > 200 || child.exitCode !== null) throw new Error('pgbouncer does not start');
    await sleep(50);
  }
  return {
    url: `postgres://idv@127.0.0.1:${port}/idv`,
    async stop() {
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
