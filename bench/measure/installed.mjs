// Installs idv as a user gets it: from a package, into a folder.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

/** Packs and installs what is built here. Resolves to the path of the command. Leaves out the keychain library, which no call loads. */
export async function installIn(folder) {
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: root,
    maxBuffer: 2 ** 24,
  });
  const [{ filename }] = JSON.parse(stdout);
  const flags = ['--omit=optional', '--no-audit', '--no-fund', '--prefer-offline'];
  await run('npm', ['install', '--prefix', join(folder, 'installed'), ...flags, join(folder, filename)], { cwd: folder });
  return join(folder, 'installed/node_modules/idv/bin/idv.js');
}
