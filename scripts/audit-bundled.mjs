// Asks the registry for known vulnerabilities of the packages that are bundled in dist/, and of those installed next to it. The bundled
// ones are development dependencies, so `npm audit --omit=dev` does not check them. Exits with 1 if one is found, or if the registry does
// not answer.
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledPackages, nativePackages } from './bundled.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

function audit() {
  try {
    return execFileSync('npm', ['audit', '--json'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    // npm exits with 1 if it finds anything.
    return error.stdout ?? '';
  }
}

let report;
try {
  report = JSON.parse(audit());
} catch {
  report = {};
}
if (report.vulnerabilities === undefined) {
  console.error('the registry did not answer: the bundled packages were not checked');
  process.exit(1);
}
const bundled = [...bundledPackages(root), ...nativePackages(root)];
const found = bundled.filter(({ name }) => Object.hasOwn(report.vulnerabilities, name));
for (const { name, version } of found) console.error(`${name} ${version}: ${report.vulnerabilities[name].severity}`);
console.log(`${bundled.length} packages, ${found.length} with known vulnerabilities`);
process.exitCode = found.length > 0 ? 1 : 0;
