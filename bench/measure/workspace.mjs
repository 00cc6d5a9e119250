// Where the commands of a benchmark run: in a folder that is removed afterwards, and in an environment without the user's settings.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';

export const checkout = join(import.meta.dirname, '../../bin/idv.js');
export const client = (name) => join(import.meta.dirname, '../clients', name);

const environment = (folder) => ({
  PATH: process.env.PATH,
  HOME: folder,
  TENCENTCLOUD_SECRET_ID: 'sandbox-id',
  TENCENTCLOUD_SECRET_KEY: 'sandbox-key',
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'sandbox-id',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'sandbox-key',
});

/**
 * `plain` has no NODE_EXTRA_CA_CERTS, which nearly doubles the time that Node needs to start. In `certified`, it names a file with Node's
 * own certificates.
 */
export async function withWorkspace(use) {
  const folder = await mkdtemp(join(tmpdir(), 'idv-bench-'));
  try {
    const pem = join(folder, 'certificates.pem');
    await writeFile(pem, rootCertificates.join('\n'));
    const env = environment(folder);
    const plain = { env, cwd: folder };
    return await use({ folder, plain, certified: { env: { ...env, NODE_EXTRA_CA_CERTS: pem }, cwd: folder } });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
