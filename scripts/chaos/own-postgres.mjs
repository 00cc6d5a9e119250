// Starts a PostgreSQL server that can be killed, in a temporary folder on a free port. Debian's package is enough.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const versions = '/usr/lib/postgresql';

/** The newest server on this machine; undefined if there is none. */
function postgresPrograms() {
  if (!existsSync(versions)) return undefined;
  const [newest] = readdirSync(versions).sort((a, b) => Number(b) - Number(a));
  const folder = join(versions, newest ?? '', 'bin');
  return existsSync(join(folder, 'initdb')) ? folder : undefined;
}

export const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** The server refuses to run as root, and Debian made a user for it. */
const isRoot = process.getuid?.() === 0;
const userId = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));

export async function startOwnPostgres(settings = []) {
  const programs = postgresPrograms();
  if (!programs) throw new Error('PostgreSQL is not installed: apt-get install postgresql');
  const folder = mkdtempSync(join(tmpdir(), 'idv-postgres-'));
  const as = isRoot ? { uid: userId('-u'), gid: userId('-g') } : {};
  if (isRoot) chownSync(folder, as.uid, as.gid);
  const run = (program, words) =>
    execFileSync(join(programs, program), words, { ...as, stdio: 'ignore', cwd: folder, env: { PATH: process.env.PATH } });
  const data = join(folder, 'data');
  run('initdb', ['-D', data, '-A', 'trust', '-U', 'idv', '-E', 'UTF8']);
  const port = await freePort();
  const words = [
    '-D',
    data,
    '-p',
    String(port),
    '-k',
    folder,
    '-c',
    'listen_addresses=127.0.0.1',
    ...settings.flatMap((setting) => ['-c', setting]),
  ];
  let server;
  const isReady = () => {
    try {
      run('pg_isready', ['-h', '127.0.0.1', '-p', String(port)]);
      return true;
    } catch {
      return false;
    }
  };
  async function start() {
    for (let tries = 0; tries < 100; tries += 1) {
      server = spawn(join(programs, 'postgres'), words, { ...as, stdio: 'ignore', cwd: folder });
      while (server.exitCode === null && !isReady()) await sleep(50);
      if (server.exitCode === null) return;
      // Gives the sessions of the killed server time to end.
      await sleep(200);
    }
    throw new Error('the server does not start');
  }
  async function end(signal) {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await ended;
  }
  await start();
  run('createdb', ['-h', '127.0.0.1', '-p', String(port), '-U', 'idv', 'idv']);
  return {
    url: `postgres://idv@127.0.0.1:${port}/idv`,
    /** For the process, this is like a power cut. */
    async kill() {
      const pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
      process.kill(pid, 'SIGKILL');
      await sleep(300);
      await start();
    },
    /** Copies the data, for a later restore. */
    async copyTo(copy) {
      await end('SIGINT');
      cpSync(data, copy, { recursive: true });
      await start();
    },
    /** Replaces everything that has happened since the copy. */
    async restoreFrom(copy) {
      await end('SIGINT');
      rmSync(data, { recursive: true });
      cpSync(copy, data, { recursive: true });
      if (isRoot) execFileSync('chown', ['-R', `${as.uid}:${as.gid}`, data]);
      chmodSync(data, 0o700);
      await start();
    },
    async stop() {
      await end('SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
