import * as fs from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { checkEnvironment, checkNode, oldestNode } from '../../../src/app/doctor/check-machine.ts';

describe('Node.js', () => {
  it('must be at least the version in package.json', async () => {
    const { engines } = JSON.parse(await fs.readFile('package.json', 'utf8')) as { engines: { node: string } };
    expect(engines.node).toBe(`>=${oldestNode}`);
  });

  it.each([
    ['20.18.1', 'ok'],
    ['20.18.10', 'ok'],
    ['20.20.0', 'ok'],
    ['22.0.0', 'ok'],
    ['100.0.0', 'ok'],
    ['20.18.0', 'wrong'],
    ['20.9.9', 'wrong'],
    ['18.20.8', 'wrong'],
    ['9.99.99', 'wrong'],
  ])('%s is %s', (nodeVersion, status) => {
    expect(checkNode({ nodeVersion, platform: 'linux' })).toMatchObject({ id: 'node', status });
  });
});

describe('the environment', () => {
  const check = async (env: Record<string, string>) => {
    const found = await checkEnvironment({ env, fs: { ...fs, openHandle: fs.open } });
    return found.map(({ subject, status, message, fix }) => [subject, status, message, fix]);
  };

  it('has no check for a variable that is not set', async () => {
    expect(await check({})).toEqual([]);
    expect(await check({ NODE_TLS_REJECT_UNAUTHORIZED: '1', SSL_CERT_FILE: '' })).toEqual([]);
  });

  it('names certificates that are trusted too, a file that cannot be read, and a variable without effect', async () => {
    expect(await check({ NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_EXTRA_CA_CERTS: 'package.json', SSL_CERT_FILE: 'not-there' })).toEqual([
      [
        'NODE_TLS_REJECT_UNAUTHORIZED',
        'warning',
        'is 0, but idv checks certificates anyway',
        'unset it; trust an issuer with NODE_EXTRA_CA_CERTS',
      ],
      ['NODE_EXTRA_CA_CERTS', 'ok', 'its certificates are trusted too', null],
      [
        'SSL_CERT_FILE',
        'warning',
        'names a file that cannot be read, so Node.js ignores it',
        'correct the path in SSL_CERT_FILE, or unset it',
      ],
    ]);
  });
});
