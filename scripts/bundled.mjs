// The packages whose code is in dist/, as the notices of the build name them, and those that npm installs next to it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `{name, version}` of each, in the order of their names. */
export function bundledPackages(root) {
  const notices = readFileSync(join(root, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
  const found = [...notices.matchAll(/^((?:@[\w.-]+\/)?[\w.-]+) (\d+\.\d+\.\d+\S*) \(.*\)$/gm)].map(([, name, version]) => ({
    name,
    version,
  }));
  if (found.length < 10) throw new Error('dist/THIRD-PARTY-NOTICES.txt names no packages: run npm run build');
  return found;
}

/** `{name, version}` of the optional dependencies in package.json: native code, which cannot be bundled. */
export function nativePackages(root) {
  const { optionalDependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Object.entries(optionalDependencies).map(([name, version]) => ({ name, version }));
}
