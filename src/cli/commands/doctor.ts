import { checkEnvironment, checkNode } from '../../app/doctor/check-machine.ts';
import { checkSaveDir } from '../../app/doctor/check-save-dir.ts';
import { type HealthCheck, healthReport, skippedCheck } from '../../app/doctor/health-check.ts';

import { listProfiles } from '../../config/edit/list-profiles.ts';
import { IdvError } from '../../core/errors.ts';
import { exitCodeOfCategory } from '../../core/exit.ts';
import { plainText, withCleanTexts } from '../../core/text/printable.ts';
import type { Runtime } from '../../runtime.ts';
import { requireVendor, vendors } from '../../vendors/registry.ts';
import type { Vendor } from '../../vendors/vendor.ts';
import { doctorText } from '../doctor/doctor-text.ts';
import { networkChecks } from '../doctor/network-checks.ts';
import { checkFiles, type FoundSettings, findSettings } from '../doctor/settings-checks.ts';
import type { GlobalOptions } from '../flags/global-flags.ts';
import { plainOptions, printValue } from '../flags/plain-options.ts';
import { settingsRequest } from '../flags/session.ts';
import type { Handler, Invocation } from '../handler.ts';
import { withKeysMasked } from '../show/mask-keys.ts';
import { startProgress } from '../show/progress.ts';

async function hasProfile(vendor: Vendor, name: string, options: GlobalOptions, runtime: Runtime): Promise<boolean> {
  try {
    const profiles = await listProfiles(settingsRequest(vendor, options, { credentials: 'none', product: '' }), runtime);
    return profiles.some(({ profile }) => profile === name);
  } catch (error) {
    if (error instanceof IdvError) return false;
    throw error;
  }
}

/** The named vendor, or the vendor of the given profile or endpoint, or all vendors. */
async function chosenVendors(word: string | undefined, options: GlobalOptions, runtime: Runtime): Promise<readonly Vendor[]> {
  if (word !== undefined) return [requireVendor(word)];
  const { endpoint, profile = runtime.env.IDV_PROFILE } = options;
  const host = endpoint !== undefined && URL.canParse(endpoint) ? new URL(endpoint).hostname : endpoint;
  const ofHost = vendors.filter((vendor) => vendor.hosts.some((each) => each.host === host));
  if (ofHost.length > 0) return ofHost;
  if (!profile) return vendors;
  const has = await Promise.all(vendors.map((vendor) => hasProfile(vendor, profile, options, runtime)));
  return has.includes(true) ? vendors.filter((_, index) => has[index]) : vendors;
}

/** Leaves out vendors without a key, because a user of one vendor does not need to know that the key of the other is missing. */
function withoutUnused(found: readonly FoundSettings[]): { used: readonly FoundSettings[]; unused: HealthCheck[] } {
  if (found.every(({ hasNoKey }) => hasNoKey)) return { used: found, unused: [] };
  const unused = found.filter(({ hasNoKey }) => hasNoKey);
  const line = ({ vendor: { name } }: FoundSettings): HealthCheck =>
    skippedCheck({ id: 'key', vendor: name, subject: 'key' }, `there is none; idv doctor ${name} checks the rest`);
  return { used: found.filter(({ hasNoKey }) => !hasNoKey), unused: unused.map(line) };
}

/** Loaded only if an engine is named. */
async function namedEngineChecks(invocation: Invocation): Promise<HealthCheck[]> {
  if (invocation.options.engine === undefined && !invocation.runtime.env.IDV_ENGINE) return [];
  return (await import('../doctor/engine-checks.ts')).engineChecks(invocation);
}

async function allChecks(meant: readonly Vendor[], options: GlobalOptions, invocation: Invocation): Promise<HealthCheck[]> {
  const { runtime } = invocation;
  const files = await checkFiles(meant, options, invocation);
  const broken = new Set(files.filter(({ status }) => status === 'wrong').map(({ subject }) => subject));
  const found: FoundSettings[] = [];
  // One after the other, because a command that prints a key may ask the user something.
  for (const vendor of meant) found.push(await findSettings(vendor, invocation, broken));
  const { used, unused } = withoutUnused(found);
  const reached = await Promise.all(used.map(networkChecks));
  return [
    checkNode(runtime),
    ...(await checkEnvironment(runtime)),
    ...(await namedEngineChecks(invocation)),
    ...files,
    ...used.flatMap(({ checks }, index) => [...checks, ...(reached[index] ?? [])]),
    ...unused,
    ...(options.saveDir === undefined ? [] : [await checkSaveDir(options.saveDir, runtime)]),
  ];
}

/** Prints each notice once, because the connections of all vendors print the same ones. */
function printingOnce(runtime: Runtime): Runtime {
  const printed = new Set<string>();
  const write: Runtime['stderr']['write'] = (data) => {
    const text = String(data);
    if (!printed.has(text)) runtime.stderr.write(data);
    printed.add(text);
  };
  return Object.assign(Object.create(runtime), { stderr: { ...runtime.stderr, write } });
}

const titles = new Map(vendors.map(({ name, title }) => [name, title]));

/** Without the fix and the figures, because a terminal is not wide enough for them. */
const tableRow = ({ status, vendor, subject, message }: HealthCheck) => ({ status, vendor: vendor ?? '', subject, message });

/** `idv doctor`: checks everything that a call needs, one line per check, with the cause of a problem first. */
export const runDoctor: Handler = (invocation) =>
  withKeysMasked(invocation.runtime, async (screen) => {
    const runtime = printingOnce(screen);
    const { options, output } = plainOptions(invocation.options, runtime);
    const meant = await chosenVendors(invocation.args[0], options, runtime);
    const ownInvocation: Invocation = { ...invocation, runtime };
    const activity = await startProgress(runtime, 'checking settings, network and key', options);
    const checks = await allChecks(meant, options, ownInvocation).finally(() => activity.stop());
    const { homeDir = '' } = runtime;
    const withShortHome = (text: string): string => (homeDir.length > 1 ? text.replaceAll(homeDir, '~') : text);
    const report = withCleanTexts(healthReport(checks), (text) => plainText(withShortHome(text).replaceAll('\n', '; ')));
    invocation.output = ownInvocation.output ?? output;
    const isTable = invocation.output === 'table' && options.query === undefined;
    const value = isTable ? report.checks.map(tableRow) : { schemaVersion: 1, ...report };
    await printValue(runtime, value, () => doctorText(report, titles), { options, output: invocation.output });
    return report.ok ? 0 : exitCodeOfCategory('check');
  });
