import { parseHttpDate } from '../../http/clock.ts';
import { type HealthCheck, okCheck, skippedCheck, warningCheck, wrongCheck } from './health-check.ts';

/** `Date` has whole seconds, and the answer takes some time, so a smaller difference means nothing. */
const toleranceMs = 60_000;

const durationInWords = (ms: number): string => {
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} minutes`;
};

const fix = 'set the clock, for example with: sudo timedatectl set-ntp true; for a container, set the clock of the host';

/** Compares this machine's clock with the `Date` of a new answer and with the window that the vendor allows. */
export function compareClock(
  date: string | undefined,
  nowMs: number,
  { name, clockWindowMs }: { name: string; clockWindowMs: number },
): HealthCheck {
  const identity = { id: 'clock', vendor: name, subject: 'clock' } as const;
  const serviceMs = date === undefined ? undefined : parseHttpDate(date);
  if (serviceMs === undefined) return skippedCheck(identity, 'the answer of the service has no time');
  const offsetMs = nowMs - serviceMs;
  const size = Math.abs(offsetMs);
  const details = { offsetMs, windowMs: clockWindowMs };
  const allowed = `the service allows ${durationInWords(clockWindowMs)}`;
  if (size <= toleranceMs) return okCheck(identity, `within ${durationInWords(toleranceMs)} of the service's; ${allowed}`, details);
  const found = `this machine's clock is ${durationInWords(size)} ${offsetMs < 0 ? 'slow' : 'fast'}; ${allowed}`;
  return size > clockWindowMs ? wrongCheck(identity, found, fix, details) : warningCheck(identity, found, fix, details);
}
