import { planCall } from '../../app/call/plan.ts';
import { freshNonce } from '../../app/call/request-shape.ts';
import { dryRun, redacted } from '../../app/dry-run/dry-run.ts';
import type { Call, SigningMoment } from '../../vendors/vendor.ts';
import { credentialsOf, dryRoute } from '../flags/open-world.ts';
import type { Session } from '../flags/session.ts';
import { showDryRun } from '../show/show.ts';

const momentOf = ({ options, vendor, runtime, shape }: Session): SigningMoment => ({
  timestamp: options.timestamp ?? Math.floor(runtime.nowMs() / 1000),
  nonce: options.nonce ?? freshNonce(vendor, shape.signMethod, runtime),
});

/** Everything but sending. */
export async function showPlan(session: Session, call: Call): Promise<number> {
  const credentials = credentialsOf(session);
  const plan = planCall(call, dryRoute(session), credentials);
  const run = dryRun(plan, session.vendor, credentials, momentOf(session));
  const { redact } = session.options;
  await showDryRun(session, redact ? redacted(run, plan.endpoint, credentials) : run, session.options.dryRun ?? 'text');
  return 0;
}
