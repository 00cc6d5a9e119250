/** The result of one check. Its texts contain no secret, and can be pasted into a ticket. */
export interface HealthCheck {
  id: 'node' | 'environment' | 'engine' | 'config-file' | 'settings' | 'key' | 'connection' | 'clock' | 'signed-call' | 'save-dir';
  /** Name of the vendor; null for a check that concerns every vendor. */
  vendor: string | null;
  /** A path, a host, a variable, an action. */
  subject: string;
  status: 'ok' | 'warning' | 'wrong' | 'not-checked';
  /** What was found, as a phrase without a full stop. */
  message: string;
  /** What to do about it; null if nothing is wrong. */
  fix: string | null;
  /** Figures for programs. Times are in milliseconds. */
  details: Readonly<Record<string, string | number | boolean | null>>;
}

type CheckIdentity = Pick<HealthCheck, 'id' | 'vendor' | 'subject'>;
type Details = HealthCheck['details'];

export const okCheck = (identity: CheckIdentity, message: string, details: Details = {}): HealthCheck => ({
  ...identity,
  status: 'ok',
  message,
  fix: null,
  details,
});

export const skippedCheck = (identity: CheckIdentity, message: string): HealthCheck => ({
  ...identity,
  status: 'not-checked',
  message,
  fix: null,
  details: {},
});

export const warningCheck = (identity: CheckIdentity, message: string, fix: string, details: Details = {}): HealthCheck => ({
  ...identity,
  status: 'warning',
  message,
  fix,
  details,
});

export const wrongCheck = (identity: CheckIdentity, message: string, fix: string | null, details: Details = {}): HealthCheck => ({
  ...identity,
  status: 'wrong',
  message,
  fix,
  details,
});

export interface HealthReport {
  /** False if a check is `wrong`. */
  ok: boolean;
  /** The first check that is wrong. Each check depends only on earlier ones, so later problems may be a result of it. */
  cause: HealthCheck | null;
  checks: readonly HealthCheck[];
}

export function healthReport(checks: readonly HealthCheck[]): HealthReport {
  const cause = checks.find(({ status }) => status === 'wrong') ?? null;
  return { ok: cause === null, cause, checks };
}
