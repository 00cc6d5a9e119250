import { makeSaveDir } from '../app/artifacts.ts';
import { freshNonce } from '../app/nonce.ts';
import { type Plan, planCall, sizeProblems, unsayableProblems } from '../app/plan.ts';
import { type Exchange, sendCall } from '../app/send.ts';
import { type Request, type Route, targetOf } from '../app/target.ts';
import { traceText } from '../app/trace.ts';
import { IdvError, problemsError } from '../core/errors.ts';
import { isFromSandbox, type SendOptions, type Transport } from '../core/http.ts';
import type { Credentials } from '../providers/provider.ts';
import type { Progress } from './progress.ts';
import { type Session, sandboxPlaceholder } from './session.ts';
import { attemptLine } from './verbose.ts';

/** An open way to the service, or to a sandbox of this process: every call of one command goes over it. */
export interface Line {
  session: Session;
  transport: Transport;
  credentials: Credentials;
  route: Route;
  options: SendOptions;
}

/** Holds a 200 MB answer off, and lets a clip of 8 MB as base64 with its frames through. */
const maxResponseBytes = 24 * 2 ** 20;

export function credentialsOf({ settings }: Session): Credentials {
  if (!settings.credentials) throw new IdvError('config', 'no credentials', { code: 'no-credentials' });
  return settings.credentials;
}

export const routeOf = ({ provider, settings, shape, answerFormat }: Session, endpoint: string | undefined): Route => ({
  provider,
  region: settings.region.value,
  shape,
  answerFormat,
  endpoint,
});

/** The endpoint of a call that will not be sent: a sandbox has no port before it starts. */
export const dryRoute = (session: Session): Route =>
  routeOf(session, session.options.sandbox ? (session.options.endpoint ?? sandboxPlaceholder) : session.settings.endpoint.value);

/** Plans a call and refuses one that its shape has no words for, or no room. */
export function makePlan(route: Route, request: Request, credentials: Credentials): Plan {
  const plan = planCall(targetOf(route, request), request.values, request.verbatim, request.required);
  const problems = [...unsayableProblems(plan), ...sizeProblems(plan, credentials)];
  if (problems.length > 0) throw problemsError(problems);
  return plan;
}

/** `role` is what the command calls the action for, where it is not the one that the user named. */
export function noteRegion({ settings, notice }: Session, { action, actionName }: Request, role?: string): void {
  const region = settings.region.value;
  const known = action?.regions ?? [];
  if (known.length === 0 || region === undefined || known.includes(region)) return;
  const name = role === undefined ? actionName : `${actionName}, which ${role}`;
  notice(`region ${region} is not among those known for ${name} (${known.join(', ')}); sent all the same`);
}

/** Signs, sends and decodes one call. */
export async function exchange({ session, transport, credentials, options }: Line, plan: Plan, progress: Progress): Promise<Exchange> {
  const { runtime, settings } = session;
  const { timestamp, nonce, debug, verbose, raw } = session.options;
  let attempts = 0;
  return sendCall(plan, credentials, {
    transport,
    nowMs: runtime.nowMs,
    random: runtime.random,
    nonce: () => freshNonce(session.provider, session.shape.signMethod, runtime),
    sleep: runtime.sleep,
    notice: progress.notice,
    trace(signed, response, durationMs) {
      attempts += 1;
      if (debug) runtime.stderr.write(traceText(plan, signed, response));
      if (debug || verbose) progress.notice(attemptLine(attempts, plan.target.endpoint, response, durationMs));
    },
    undecoded({ body }) {
      progress.stop();
      if (raw) runtime.stdout.write(body);
    },
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

/**
 * Says that an answer came from a sandbox before anything is made of it, whatever the format and whatever --quiet says:
 * a sandbox's verdict must never pass for another.
 */
function sayingSandbox({ runtime, options }: Session, transport: Transport): { transport: Transport; isSaid(): boolean } {
  let said = false;
  const say = (): void => {
    if (!said) runtime.stderr.write('sandbox: no face was compared\n');
    said = true;
  };
  if (options.sandbox) say();
  const send: Transport['send'] = async (request, sendOptions) => {
    const response = await transport.send(request, sendOptions);
    if (isFromSandbox(response)) say();
    return response;
  };
  return { transport: { ...transport, send }, isSaid: () => said };
}

/** The same failure without what a code costs: a sandbox charges nothing. */
function uncharged(error: unknown): unknown {
  if (!(error instanceof IdvError) || error.billed === null) return error;
  const { category, message, code, hint, requestId, retryable, docsUrl, cause } = error;
  const known = { ...(hint ? { hint } : {}), ...(requestId ? { requestId } : {}), ...(docsUrl ? { docsUrl } : {}) };
  return new IdvError(category, message, { code, ...known, retryable, billed: null, sandbox: true, cause });
}

/** Opens the line, and a sandbox at its end where one is asked for; closes both whatever happens. */
export async function withLine<T>(session: Session, use: (line: Line) => Promise<T>): Promise<T> {
  const { runtime, settings, options } = session;
  const credentials = credentialsOf(session);
  if (options.saveDir !== undefined) await makeSaveDir(options.saveDir, runtime.fs);
  const sandbox = await sandboxFor(session);
  const { transport, isSaid } = sayingSandbox(session, await runtime.openTransport(settings.proxy?.value));
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
  } catch (error) {
    throw isSaid() ? uncharged(error) : error;
  } finally {
    await transport.close();
    await sandbox.close();
  }
}
