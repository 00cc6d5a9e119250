import { constants } from 'node:fs';
import type { Runtime } from '../../runtime.ts';
import { type HealthCheck, okCheck, warningCheck, wrongCheck } from './health-check.ts';

/** The oldest Node that idv runs on, as package.json says. */
export const oldestNode = '20.18.1';

const parts = (version: string): number[] => version.split('.').map(Number);

function isOlder(version: string, than: string): boolean {
  const [mine, other] = [parts(version), parts(than)];
  const at = other.findIndex((part, index) => part !== mine[index]);
  return at >= 0 && (mine[at] ?? 0) < (other[at] ?? 0);
}

export function checkNode({ nodeVersion, platform }: Pick<Runtime, 'nodeVersion' | 'platform'>): HealthCheck {
  const identity = { id: 'node', vendor: null, subject: 'Node.js' } as const;
  const found = `${nodeVersion} on ${platform}`;
  return isOlder(nodeVersion, oldestNode)
    ? wrongCheck(identity, `${found} is too old`, `install Node.js ${oldestNode} or newer`)
    : okCheck(identity, found);
}

const identity = (subject: string) => ({ id: 'environment', vendor: null, subject }) as const;

/**
 * Variables that change which certificates Node trusts, or that have no effect although people expect one. There is no check for a variable
 * that is not set.
 */
export async function checkEnvironment({ env, fs }: Pick<Runtime, 'env' | 'fs'>): Promise<HealthCheck[]> {
  const certificateFiles = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'].filter((name) => env[name]);
  const unreadable = await Promise.all(
    certificateFiles.map(async (name) => {
      const isReadable = await fs.access(env[name] ?? '', constants.R_OK).then(
        () => true,
        () => false,
      );
      return isReadable
        ? okCheck(identity(name), 'its certificates are trusted too')
        : warningCheck(
            identity(name),
            'names a file that cannot be read, so Node.js ignores it',
            `correct the path in ${name}, or unset it`,
          );
    }),
  );
  const unchecked = 'is 0, but idv checks certificates anyway';
  const ignored =
    env.NODE_TLS_REJECT_UNAUTHORIZED === '0'
      ? [warningCheck(identity('NODE_TLS_REJECT_UNAUTHORIZED'), unchecked, 'unset it; trust an issuer with NODE_EXTRA_CA_CERTS')]
      : [];
  return [...ignored, ...unreadable];
}
