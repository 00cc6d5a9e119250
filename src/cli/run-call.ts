import { dryRun } from '../app/dry-run.ts';
import { freshNonce } from '../app/nonce.ts';
import type { Plan } from '../app/plan.ts';
import type { Exchange } from '../app/send.ts';
import type { Request } from '../app/target.ts';
import type { SigningMoment } from '../providers/provider.ts';
import { finish } from './conclude.ts';
import { credentialsOf, dryRoute, exchange, type Line, makePlan, noteRegion, withLine } from './line.ts';
import { startProgress } from './progress.ts';
import type { Session } from './session.ts';
import { showDryRun } from './show.ts';

const momentOf = ({ options, provider, runtime, shape }: Session): SigningMoment => ({
  timestamp: options.timestamp ?? Math.floor(runtime.nowMs() / 1000),
  nonce: options.nonce ?? freshNonce(provider, shape.signMethod, runtime),
});

/** Everything but sending. */
export async function showPlan(session: Session, request: Request): Promise<number> {
  const credentials = credentialsOf(session);
  const plan = makePlan(dryRoute(session), request, credentials);
  await showDryRun(session, dryRun(plan, credentials, momentOf(session)), session.options.dryRun ?? 'text');
  return 0;
}

/** One call over an open line, with a spinner while it lasts. */
export async function callOnce(line: Line, request: Request): Promise<{ plan: Plan; made: Exchange }> {
  const { runtime, options } = line.session;
  const plan = makePlan(line.route, request, line.credentials);
  const progress = await startProgress(runtime, `${plan.target.actionName} at ${plan.target.endpoint.host}`, options);
  return { plan, made: await exchange(line, plan, progress).finally(progress.stop) };
}

/** The same, to its exit code. */
export async function callOver(line: Line, request: Request): Promise<number> {
  const { plan, made } = await callOnce(line, request);
  return finish(line, plan, made);
}

/** From a checked request to its exit code: dry run, sandbox or the real service. */
export async function runCall(session: Session, request: Request): Promise<number> {
  noteRegion(session, request);
  return session.options.dryRun ? showPlan(session, request) : withLine(session, (line) => callOver(line, request));
}
