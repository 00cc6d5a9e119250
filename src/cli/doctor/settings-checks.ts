import { type HealthCheck, okCheck, warningCheck, wrongCheck } from '../../app/doctor/health-check.ts';
import { type ListedFile, listConfigFiles } from '../../config/list-config-files.ts';
import type { SourcedKey } from '../../config/settings.ts';
import { shellWord } from '../../config/shown.ts';
import { IdvError, type Problem } from '../../core/errors.ts';
import { sandboxCredentials } from '../../core/sandbox-credentials.ts';
import { shownKeyId } from '../../core/text/printable.ts';
import type { Vendor } from '../../vendors/vendor.ts';
import type { GlobalOptions } from '../flags/global-flags.ts';
import { openSession, type Session, settingsRequest } from '../flags/session.ts';
import type { Invocation } from '../handler.ts';

const inOctal = (mode: number): string => mode.toString(8).padStart(4, '0');

function checkFile({ path, origin, mode, isForeign, isOpen, isUsed, problems }: ListedFile): HealthCheck[] {
  const identity = { id: 'config-file', vendor: null, subject: path } as const;
  const details = { origin, mode: inOctal(mode), isForeign, isUsed };
  const facts = `mode ${inOctal(mode)}, ${isForeign ? 'of another user' : 'yours'}`;
  if (problems.length > 0) {
    return problems.map(({ message, hint }) => wrongCheck(identity, `${message} (${facts})`, hint ?? null, details));
  }
  const whose = origin === 'vendor' ? 'the vendor’s own file, ' : '';
  const use = isUsed ? '' : '; not used, because a stronger file is there';
  const found = `${whose}${facts}${use}`;
  const closeHint = isForeign ? 'copy it to a file of your own' : `chmod 600 ${shellWord(path)}`;
  // Others may read a configuration file without a secret; a file with a secret already has a problem.
  return [
    origin === 'vendor' && (isOpen || isForeign)
      ? warningCheck(identity, `${found}; others can read it`, closeHint, details)
      : okCheck(identity, found, details),
  ];
}

/** Checks every configuration file, with owner and mode. A problem is reported once, even if several vendors read the file. */
export async function checkFiles(vendors: readonly Vendor[], options: GlobalOptions, { runtime }: Invocation): Promise<HealthCheck[]> {
  const surveys = await Promise.all(
    vendors.map((vendor) => listConfigFiles(settingsRequest(vendor, options, { credentials: 'none', product: '' }), runtime)),
  );
  const files = new Map<string, ListedFile>();
  for (const file of surveys.flat()) if ((files.get(file.path)?.problems.length ?? 0) === 0) files.set(file.path, file);
  if (files.size > 0) return [...files.values()].flatMap(checkFile);
  return [okCheck({ id: 'config-file', vendor: null, subject: 'configuration files' }, 'none found; variables and flags are enough')];
}

/** The settings of one vendor. */
export interface FoundSettings {
  vendor: Vendor;
  /** Undefined if they cannot be used. */
  session: Session | undefined;
  /** True if there is simply no key. */
  hasNoKey: boolean;
  checks: HealthCheck[];
}

async function trySession(vendor: Vendor, invocation: Invocation, credentials: 'required' | 'none'): Promise<Session | IdvError> {
  const needs = { credentials, product: vendor.actions[0]?.product ?? '' };
  try {
    return (await openSession(vendor, invocation, needs, async () => ({ problems: [], value: undefined }))).session;
  } catch (error) {
    if (error instanceof IdvError && error.category === 'config') return error;
    throw error;
  }
}

function keyFound({ id, token, source }: SourcedKey, { name, title, credentials }: Vendor): HealthCheck {
  const details = { keyId: shownKeyId(id), source, hasToken: token !== undefined };
  const isUsual = id === sandboxCredentials.id || credentials.idPrefixes.some((prefix) => id.startsWith(prefix));
  const shape = isUsual ? '' : `; most key ids of ${title} begin with ${credentials.idPrefixes.join(' or ')}`;
  const kind = token === undefined ? '' : ', with a session token, which expires';
  return okCheck({ id: 'key', vendor: name, subject: 'key' }, `${shownKeyId(id)} from ${source}${kind}${shape}`, details);
}

/** A problem of a file that is already reported is not reported again. */
function problemChecks(error: IdvError, id: 'key' | 'settings', vendor: Vendor, broken: ReadonlySet<string>): HealthCheck[] {
  const own: Problem = { category: 'config', flag: id, message: error.message, ...(error.hint ? { hint: error.hint } : {}) };
  const problems = error.problems.length > 0 ? error.problems : [own];
  return problems
    .filter(({ flag }) => !broken.has(flag))
    .map(({ flag, message, hint }) => wrongCheck({ id, vendor: vendor.name, subject: flag }, message, hint ?? null));
}

/** Checks settings and key of one vendor. If the key cannot be used, the rest is still checked. */
export async function findSettings(vendor: Vendor, invocation: Invocation, broken: ReadonlySet<string>): Promise<FoundSettings> {
  const found = await trySession(vendor, invocation, 'required');
  if (!(found instanceof IdvError)) {
    const { credentials } = found.settings;
    return { vendor, session: found, hasNoKey: false, checks: credentials ? [keyFound(credentials, vendor)] : [] };
  }
  const without = await trySession(vendor, invocation, 'none');
  const session = without instanceof IdvError ? undefined : without;
  const checks = problemChecks(found, session ? 'key' : 'settings', vendor, broken);
  return { vendor, session, hasNoKey: found.code === 'no-credentials', checks };
}
