import { generateKeyPair } from 'node:crypto';
import { isIP } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';
import { promisify } from 'node:util';
import type { pki } from 'node-forge';
import asn1 from 'node-forge/lib/asn1.js';
import sha256 from 'node-forge/lib/sha256.js';
import x509 from 'node-forge/lib/x509.js';

interface HostPem {
  key: string;
  cert: string;
}

/** A certificate authority that lives as long as the sandbox. Its key never leaves memory. */
export interface Certificates {
  /** The certificate of the authority, as PEM: what a client must trust. */
  caPem: string;
  /** Key and certificate of one host, by name or IP address. */
  pemFor(host: string): HostPem;
  /** The same, ready for a TLS connection. It is made on first use. */
  contextFor(host: string): SecureContext;
}

interface KeyPair {
  privateKey: pki.rsa.PrivateKey;
  publicKey: pki.rsa.PublicKey;
  privatePem: string;
}

/** Node makes the key, much faster than the library. */
async function makeKeys(): Promise<KeyPair> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const der = privateKey.export({ type: 'pkcs1', format: 'der' }).toString('latin1');
  const key = x509.privateKeyFromAsn1(asn1.fromDer(der)) as pki.rsa.PrivateKey;
  return {
    privateKey: key,
    publicKey: x509.setRsaPublicKey(key.n, key.e),
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

const dayMs = 24 * 3600 * 1000;
/** Longer than a sandbox runs, and shorter than the 398 days that some clients allow. */
const lifetimeDays = 90;

const authorityName = [{ name: 'commonName', value: 'idv sandbox, made for one run' }];

interface Draft {
  subject: pki.CertificateField[];
  publicKey: pki.PublicKey;
  extensions: object[];
}

/** What a certificate is signed with, and when. */
interface Issuer {
  keys: KeyPair;
  nowMs: number;
  /** Random, in hexadecimal digits. */
  serial(): string;
}

function issue({ subject, publicKey, extensions }: Draft, { keys, nowMs, serial }: Issuer): pki.Certificate {
  const certificate = x509.createCertificate();
  certificate.publicKey = publicKey;
  // The first digit keeps the number positive.
  certificate.serialNumber = `1${serial()}`;
  // A client whose clock is a little slow accepts it too.
  certificate.validity.notBefore = new Date(nowMs - dayMs);
  certificate.validity.notAfter = new Date(nowMs + lifetimeDays * dayMs);
  certificate.setSubject(subject);
  certificate.setIssuer(authorityName);
  certificate.setExtensions(extensions);
  certificate.sign(keys.privateKey, sha256.create());
  return certificate;
}

/** The limit of X.509. Clients look only at the alternative name. */
const longestCommonName = 64;

/** Alternative names: 2 stands for a name, 7 for an IP address. */
const alternativeName = (host: string) => (isIP(host) ? { type: 7, ip: host } : { type: 2, value: host });

/** Makes a new authority. Clients that check strictly, such as Python, need every extension that is listed here. */
export async function createCertificates({ nowMs, uuid }: { nowMs: number; uuid(): string }): Promise<Certificates> {
  const [keys, hostKeys] = await Promise.all([makeKeys(), makeKeys()]);
  const issuer: Issuer = { keys, nowMs, serial: () => uuid().replaceAll('-', '') };
  const authority = issue(
    {
      subject: authorityName,
      publicKey: keys.publicKey,
      extensions: [
        { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
        { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
        { name: 'subjectKeyIdentifier' },
      ],
    },
    issuer,
  );
  const keyIdentifier = authority.generateSubjectKeyIdentifier().getBytes();
  const pemFor = (host: string): HostPem => {
    const extensions = [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [alternativeName(host)] },
      { name: 'subjectKeyIdentifier' },
      { name: 'authorityKeyIdentifier', keyIdentifier },
    ];
    const subject = [{ name: 'commonName', value: host.slice(0, longestCommonName) }];
    const certificate = issue({ subject, publicKey: hostKeys.publicKey, extensions }, issuer);
    return { key: hostKeys.privatePem, cert: x509.certificateToPem(certificate) };
  };
  const made = new Map<string, SecureContext>();
  const contextFor = (host: string): SecureContext => {
    const context = made.get(host) ?? createSecureContext(pemFor(host));
    made.set(host, context);
    return context;
  };
  return { caPem: x509.certificateToPem(authority), pemFor, contextFor };
}
