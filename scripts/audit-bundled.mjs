// Asks the registry for known faults of the packages that dist/ is made of, and of those installed next to it. The first are development
// dependencies, which `npm audit --omit=dev` leaves out. Ends in 1 where one is found, or where the registry does not answer.
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledPackages, nativePackages } from './bundled.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

function audit() {
  try {
    return execFileSync('npm', ['audit', '--json'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    // npm ends in 1 where anything is found at all.
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
  console.error('the registry gave no audit: nothing is known of the bundled packages');
  process.exit(1);
}
const bundled = [...bundledPackages(root), ...nativePackages(root)];
const found = bundled.filter(({ name }) => Object.hasOwn(report.vulnerabilities, name));
for (const { name, version } of found) console.error(`${name} ${version}: ${report.vulnerabilities[name].severity}`);
console.log(`${bundled.length} packages, ${found.length} with known faults`);
process.exitCode = found.length > 0 ? 1 : 0;
