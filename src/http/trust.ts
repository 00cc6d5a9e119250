import { readFile } from 'node:fs/promises';
import type { Env } from './address/target.ts';

/** Where Linux distributions, the BSDs and macOS store the trusted roots of the administrator. */
const bundlePaths = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** On Node 22.15 and later; the only way to read the keychain of macOS and the certificate store of Windows. */
type SystemStore = { getCACertificates?: (type: 'system') => string[] };

/**
 * The machine's own trusted roots in PEM: `SSL_CERT_FILE` if set, else the system's store; undefined if there is none. Node itself trusts
 * only its built-in roots and `NODE_EXTRA_CA_CERTS`, and reading a store takes tens of milliseconds, so this happens only after a
 * certificate was refused.
 */
export async function systemCertificates(env: Env): Promise<string | string[] | undefined> {
  if (env.SSL_CERT_FILE) return readable(env.SSL_CERT_FILE);
  const { getCACertificates } = (await import('node:tls')) as SystemStore;
  if (getCACertificates) return getCACertificates('system');
  for (const path of bundlePaths) {
    const bundle = await readable(path);
    if (bundle) return bundle;
  }
  return undefined;
}

const readable = (path: string): Promise<string | undefined> => readFile(path, 'utf8').catch(() => undefined);
