import { findCode } from '../../core/declare/codes.ts';
import { IdvError } from '../../core/errors.ts';
import { type KeyTrial, type RefusalCause, refusalCause } from '../../vendors/key-trial.ts';
import type { Vendor } from '../../vendors/vendor.ts';
import { callOf, planCall } from '../call/plan.ts';
import { type Exchange, sendCall } from '../call/send.ts';
import type { World } from '../call/world.ts';
import { compareClock } from './compare-clock.ts';
import { type HealthCheck, okCheck, skippedCheck, warningCheck, wrongCheck } from './health-check.ts';

const findings: Readonly<Record<RefusalCause, string>> = {
  key: 'the key is refused',
  permission: 'the key is correct, but has no permission for this',
  activation: 'the key is correct, but the service is not activated',
  account: 'the key is correct, but the account is suspended',
};

const accepted = ({ notShown }: KeyTrial): string =>
  notShown === undefined ? 'the key is accepted' : `the key is accepted; not shown: ${notShown}`;

async function checkRefusal(
  { code, hint, requestId }: Extract<Exchange['answer'], { kind: 'refusal' }>,
  trial: KeyTrial,
  vendor: Vendor,
): Promise<HealthCheck> {
  const identity = { id: 'signed-call', vendor: vendor.name, subject: trial.action.name } as const;
  const details = { code, requestId: requestId ?? null };
  const entry = findCode(await vendor.loadCodes(), code);
  const meaning = entry ? `: ${entry.meaning} (${code})` : ` (${code})`;
  const fix = hint ?? entry?.hint ?? `idv explain ${code}`;
  if (trial.accepted.includes(code)) return okCheck(identity, accepted(trial), details);
  if (vendor.clockCodes.includes(code)) return wrongCheck(identity, `the time is refused${meaning}`, fix, details);
  if (vendor.isThrottle(code)) return warningCheck(identity, `the service limits calls now${meaning}`, 'try again later', details);
  const cause = refusalCause(vendor.refusals, code);
  if (cause) return wrongCheck(identity, `${findings[cause]}${meaning}`, fix, { ...details, refused: cause });
  if (vendor.isOutage(code)) return wrongCheck(identity, `the service failed${meaning}`, fix, details);
  return warningCheck(identity, `the answer does not say whether the key is correct${meaning}`, fix, details);
}

/**
 * Makes the vendor's harmless call once. Its answer also has the time of the service. Rejects only if the user stops it, and not for an
 * error of the network or the service.
 */
export async function tryKey(trial: KeyTrial, world: World): Promise<{ clock: HealthCheck; call: HealthCheck }> {
  const { vendor } = world.route;
  const identity = { id: 'signed-call', vendor: vendor.name, subject: trial.action.name } as const;
  const plan = planCall(callOf(trial.action, trial.values), world.route, world.credentials);
  try {
    const { answer, response, durationMs } = await sendCall(plan, { ...world, retries: 0 }, { notice: () => undefined });
    const clock = compareClock(response.headers.date, world.nowMs(), vendor);
    if (answer.kind === 'refusal') return { clock, call: await checkRefusal(answer, trial, vendor) };
    if (answer.requestId === undefined) {
      const found = 'the answer has no request id, so it does not come from the service';
      return {
        clock,
        call: wrongCheck(identity, found, 'check --endpoint; perhaps a proxy or a login page answered', { ms: durationMs }),
      };
    }
    return { clock, call: okCheck(identity, accepted(trial), { ms: durationMs }) };
  } catch (error) {
    if (!(error instanceof IdvError) || world.sendOptions.signal?.aborted) throw error;
    const clock = skippedCheck({ id: 'clock', vendor: vendor.name, subject: 'clock' }, 'no answer with a time');
    return { clock, call: wrongCheck(identity, error.message, error.hint ?? null, { code: error.code }) };
  }
}

/** A vendor's services are activated separately. If one is activated, another one may simply not be wanted. */
export function withUnusedServices(calls: readonly HealthCheck[]): HealthCheck[] {
  const isUsed = calls.some(({ status }) => status === 'ok');
  return calls.map((call) => (isUsed && call.details.refused === 'activation' ? { ...call, status: 'warning' } : call));
}
