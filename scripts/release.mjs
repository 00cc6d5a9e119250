// Makes the files of a release in release/: the package, its digest, and a bill of materials of what is bundled in it, and of what npm
// installs next to it.
// The package is built and packed twice, and both must be equal.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledPackages, nativePackages } from './bundled.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, 'release');

const npm = (...args) =>
  execFileSync('npm', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 2 ** 26 });

/** Builds idv, and packs it into a separate folder. */
function pack() {
  const folder = mkdtempSync(join(out, 'pack-'));
  npm('pack', '--silent', '--pack-destination', folder);
  const [name] = readdirSync(folder);
  const path = join(folder, name);
  return { name, path, folder, sha256: createHash('sha256').update(readFileSync(path)).digest('hex') };
}

/** CycloneDX, without the time and the random number that npm writes into it, so that one lock file always gives the same bill. */
function billOfMaterials() {
  // From the lock file, and not from the installed packages, because it has the native packages of every platform.
  const listed = JSON.parse(npm('sbom', '--package-lock-only', '--sbom-format', 'cyclonedx'));
  const { serialNumber: _, metadata, components, dependencies, ...bill } = listed;
  const refOf = ({ name, version }) => `${name}@${version}`;
  const native = nativePackages(root).map(refOf);
  const ofPlatforms = dependencies.filter(({ ref }) => native.includes(ref)).flatMap(({ dependsOn = [] }) => dependsOn);
  const optional = new Set([...native, ...ofPlatforms]);
  const refs = new Set([...bundledPackages(root).map(refOf), ...optional]);
  const kept = components.filter((component) => refs.has(component['bom-ref']));
  const missing = [...refs].filter((ref) => !kept.some((component) => component['bom-ref'] === ref));
  if (missing.length > 0) throw new Error(`bundled packages that are not in the lock file: ${missing.join(', ')}`);
  const { timestamp: _time, ...facts } = metadata;
  const self = facts.component['bom-ref'];
  return {
    ...bill,
    metadata: { ...facts, component: { ...facts.component, name: 'idv' } },
    // A bundled package is used at run time, also if the lock file calls it a development dependency.
    components: kept.map(({ properties: _development, ...component }) => ({
      ...component,
      scope: optional.has(component['bom-ref']) ? 'optional' : 'required',
    })),
    dependencies: [
      { ref: self, dependsOn: kept.map((component) => component['bom-ref']).filter((ref) => !ofPlatforms.includes(ref)) },
      ...dependencies
        .filter(({ ref }) => refs.has(ref))
        .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((other) => refs.has(other)) })),
    ],
  };
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out);
const [first, second] = [pack(), pack()];
if (first.sha256 !== second.sha256) throw new Error(`two packs of one tree differ: ${first.sha256} and ${second.sha256}`);
renameSync(first.path, join(out, first.name));
for (const { folder } of [first, second]) rmSync(folder, { recursive: true });
writeFileSync(join(out, `${first.name}.sha256`), `${first.sha256}  ${first.name}\n`);
const bill = billOfMaterials();
writeFileSync(join(out, 'idv.cdx.json'), `${JSON.stringify(bill, undefined, 2)}\n`);
console.log(`${first.name}  sha256 ${first.sha256}\nidv.cdx.json  ${bill.components.length} packages`);
