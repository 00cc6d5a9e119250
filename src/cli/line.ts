import { type Plan, planCall, sizeProblems } from '../app/plan.ts';
import { type Exchange, sendCall } from '../app/send.ts';
import { type Request, type Route, targetOf } from '../app/target.ts';
import { traceText } from '../app/trace.ts';
import { IdvError, problemsError } from '../core/errors.ts';
import type { SendOptions, Transport } from '../core/http.ts';
import type { Credentials } from '../providers/provider.ts';
import type { Progress } from './progress.ts';
import { type Session, sandboxPlaceholder } from './session.ts';

/** An open way to the service, or to a sandbox of this process: every call of one command goes over it. */
export interface Line {
  session: Session;
  transport: Transport;
  credentials: Credentials;
  route: Route;
  options: SendOptions;
}

/** Holds a 200 MB answer off, and lets every documented one through. */
const maxResponseBytes = 64 * 2 ** 20;

export function credentialsOf({ settings }: Session): Credentials {
  if (!settings.credentials) throw new IdvError('config', 'no credentials', { code: 'no-credentials' });
  return settings.credentials;
}

export const routeOf = ({ provider, options, settings }: Session, endpoint: string | undefined): Route => ({
  provider,
  region: settings.region.value,
  httpMethod: options.httpMethod === 'get' ? 'GET' : 'POST',
  signMethod: options.signMethod ?? provider.defaultSignMethod,
  endpoint,
});

/** The endpoint of a call that will not be sent: a sandbox has no port before it starts. */
export const dryRoute = (session: Session): Route =>
  routeOf(session, session.options.sandbox ? (session.options.endpoint ?? sandboxPlaceholder) : session.settings.endpoint.value);

/** Plans a call and refuses one that is too large for its signature method. */
export function makePlan(route: Route, request: Request, credentials: Credentials): Plan {
  const plan = planCall(targetOf(route, request), request.values, request.verbatim);
  const isGet = plan.target.httpMethod === 'GET';
  const url = isGet ? plan.target.provider.sign(plan.call, credentials, { timestamp: 0, nonce: '0' }).request.url : '';
  const problems = sizeProblems(plan, url.length);
  if (problems.length > 0) throw problemsError(problems);
  return plan;
}

export function noteRegion({ settings, notice }: Session, { action, actionName }: Request): void {
  const region = settings.region.value;
  const known = action?.regions ?? [];
  if (known.length === 0 || region === undefined || known.includes(region)) return;
  notice(`region ${region} is not among those known for ${actionName} (${known.join(', ')}); sent all the same`);
}

/** Signs, sends and decodes one call. */
export async function exchange({ session, transport, credentials, options }: Line, plan: Plan, progress: Progress): Promise<Exchange> {
  const { runtime, settings } = session;
  const { timestamp, nonce, debug } = session.options;
  return sendCall(plan, credentials, {
    transport,
    nowMs: runtime.nowMs,
    random: runtime.random,
    nonce: runtime.uuid,
    sleep: runtime.sleep,
    notice: progress.notice,
    ...(debug ? { trace: (signed, response) => runtime.stderr.write(traceText(plan, signed, response)) } : {}),
    fixed: { ...(timestamp === undefined ? {} : { timestamp }), ...(nonce === undefined ? {} : { nonce }) },
    retries: settings.retries.value,
    options,
  });
}

async function sandboxFor(session: Session): Promise<{ url: string | undefined; close(): Promise<void> }> {
  const { options, runtime } = session;
  if (!options.sandbox || options.endpoint !== undefined) return { url: undefined, close: async () => undefined };
  const { startSandbox } = await import('../sandbox/server.ts');
  const { outcome } = options;
  return startSandbox({
    port: 0,
    rateLimit: true,
    nowMs: runtime.nowMs,
    uuid: runtime.uuid,
    ...(outcome === undefined ? {} : { outcome }),
  });
}

/** Opens the line, and a sandbox at its end where one is asked for; closes both whatever happens. */
export async function withLine<T>(session: Session, use: (line: Line) => Promise<T>): Promise<T> {
  const { runtime, settings } = session;
  const credentials = credentialsOf(session);
  const sandbox = await sandboxFor(session);
  const transport = await runtime.openTransport(settings.proxy?.value);
  try {
    return await use({
      session,
      transport,
      credentials,
      route: routeOf(session, sandbox.url ?? settings.endpoint.value),
      options: {
        timeoutMs: settings.timeoutS.value * 1000,
        connectTimeoutMs: settings.connectTimeoutS.value * 1000,
        maxResponseBytes,
        signal: runtime.signal,
      },
    });
  } finally {
    await transport.close();
    await sandbox.close();
  }
}
