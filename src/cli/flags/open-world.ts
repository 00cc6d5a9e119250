import { traceText } from '../../app/call/trace.ts';
import type { Activity, Route, RunningExchange, World } from '../../app/call/world.ts';
import { makeSaveDir } from '../../app/files/artifacts.ts';
import { keepAnswer } from '../../app/files/keep-answer.ts';
import { hideSent } from '../../app/privacy/redactor.ts';
import { openTrace, type TraceFile } from '../../app/privacy/trace-file.ts';
import { IdvError } from '../../core/errors.ts';
import type { ErrorCategory } from '../../core/exit.ts';
import { isFromSandbox, isOwnHost, type Transport } from '../../core/http.ts';
import { sandboxCredentials } from '../../core/sandbox-credentials.ts';
import { hostList } from '../../core/setting-shape.ts';
import type { Credentials } from '../../vendors/vendor.ts';
import { startProgress } from '../show/progress.ts';
import { type Session, sandboxPlaceholder } from './session.ts';
import { attemptLine } from './verbose.ts';

/** Refuses an answer of 200 MB, but accepts a video of 8 MB as base64 with its frames. */
const maxResponseBytes = 24 * 2 ** 20;

export function credentialsOf({ settings }: Session): Credentials {
  if (!settings.credentials) throw new IdvError('config', 'no credentials', { code: 'no-credentials' });
  return settings.credentials;
}

const routeOf = ({ vendor, settings, shape, answerFormat, options }: Session, endpoint: string | undefined): Route => ({
  vendor,
  region: settings.region.value,
  shape,
  answerFormat,
  endpoint,
  ...(options.showPii ? { showPii: true as const } : {}),
});

/** The route of a call that will not be sent: a sandbox has no port before it starts. */
export const dryRoute = (session: Session): Route =>
  routeOf(session, session.options.sandbox ? (session.options.endpoint ?? sandboxPlaceholder) : session.settings.endpoint.value);

async function sandboxFor(session: Session): Promise<{ url: string | undefined; close(): Promise<void> }> {
  const { options, runtime } = session;
  if (!options.sandbox || options.endpoint !== undefined) return { url: undefined, close: async () => undefined };
  const { startSandbox } = await import('../../sandbox/server.ts');
  const { outcome } = options;
  return startSandbox({
    port: 0,
    rateLimit: true,
    nowMs: runtime.nowMs,
    uuid: runtime.uuid,
    ...(outcome === undefined ? {} : { outcome }),
  });
}

/** Calls `onSandbox` once if an answer came from a sandbox, before the answer is used. */
function watchingForSandbox(transport: Transport, onSandbox: () => void): Transport {
  let isReported = false;
  return {
    ...transport,
    async send(request, options) {
      const response = await transport.send(request, options);
      if (!isReported && isFromSandbox(response)) {
        isReported = true;
        onSandbox();
      }
      return response;
    },
  };
}

/** The sentence that comes with every answer of a sandbox. */
export const noFaceComparedNotice = 'sandbox: no face was compared\n';

/** Says that answers are from a sandbox. In every format and even with --quiet, so that nobody mistakes the verdict for a real one. */
function withSandboxNotice({ runtime, options }: Session, transport: Transport): Transport {
  if (!options.sandbox) return watchingForSandbox(transport, () => runtime.stderr.write(noFaceComparedNotice));
  runtime.stderr.write(noFaceComparedNotice);
  return transport;
}

/** Names a host that is not in the vendor's list. Even with --quiet, because a log must show that a face was sent there. */
function sayForeignHost({ vendor, settings: { endpoint, credentials }, options, say }: Session): void {
  if (endpoint.value === undefined) return;
  const url = new URL(endpoint.value);
  const isSandbox = options.sandbox || (isOwnHost(url) && credentials?.id === sandboxCredentials.id);
  if (isSandbox || vendor.hosts.some(({ host }) => host === url.hostname)) return;
  say(`the request goes to ${url.host} (${endpoint.source}), which is not a host of ${vendor.title}`);
}

/** A host that is not in the vendor's list is a guess. The user should know that before a key is used there. */
function noteHost({ settings, vendor, notice }: Session, product: string): void {
  const region = settings.region.value ?? vendor.defaultRegion(product);
  if (settings.endpoint.value !== undefined) return;
  const found = vendor.hostOf(product, region);
  if (!('host' in found) || vendor.hosts.some(({ host }) => host === found.host)) return;
  const parts = found.host.includes(region) ? `${product} and ${region}` : product;
  notice(`the host ${found.host} is not documented: it is derived from ${parts}; use --endpoint for another host`);
}

/**
 * Gives a notice if the region, or the host derived from it, is not known to support the call. `role` says why the command calls the
 * action, if the user did not name that action.
 */
export function noteRegion(
  session: Session,
  { name: actionName, product, regions: known = [] }: { name: string; product: string; regions?: readonly string[] },
  role?: string,
): void {
  const { settings, notice } = session;
  noteHost(session, product);
  const region = settings.region.value;
  if (known.length === 0 || region === undefined || known.includes(region)) return;
  const name = role === undefined ? actionName : `${actionName}, which ${role}`;
  notice(`region ${region} is not one of the known regions of ${name} (${known.join(', ')}); sent anyway`);
}

/** What is shown during a call: a spinner, attempts with --verbose, the exchange with --debug, the unchanged answer with --raw. */
function callDisplay(
  { runtime, options, redact, notice, vendor }: Session,
  credentials: Credentials,
  runningExchange: RunningExchange,
  trace: TraceFile | undefined,
): Pick<World, 'beginActivity' | 'attempted' | 'answered'> {
  let current: Activity | undefined;
  const display: ReturnType<typeof callDisplay> = {};
  if (runtime.stderr.isTTY && !options.quiet)
    display.beginActivity = async (text) => {
      current = await startProgress(runtime, text, options, runningExchange);
      return current;
    };
  if (trace || options.debug || options.verbose)
    display.attempted = (attempt) => {
      const { plan, signed, response, durationMs, number } = attempt;
      trace?.add(attempt, runtime.nowMs());
      if (options.debug) runtime.stderr.write(redact(traceText(plan, signed, response, hideSent(plan, vendor, credentials))));
      if (options.debug || options.verbose) (current?.notice ?? notice)(redact(attemptLine(number, plan.endpoint, response, durationMs)));
    };
  if (options.raw)
    display.answered = ({ body }) => {
      current?.stop();
      try {
        runtime.stdout.write(body);
      } catch (error) {
        // The stream keeps the error, and throws it again when the verdict is printed.
        if (!(error instanceof IdvError && error.category === 'output')) throw error;
      }
    };
  return display;
}

/** The parts of a world that come unchanged from the runtime. */
const runtimeParts = ({ runtime: { nowMs, random, uuid, sleep, every }, notice }: Session) => ({
  nowMs,
  random,
  uuid,
  sleep,
  every,
  notice,
});

/** The categories of errors in which a part of an answer can have arrived that idv cannot read. */
const partialAnswerCategories: readonly ErrorCategory[] = [
  'unreadable',
  'failed',
  'unknown',
  'network',
  'timeout',
  'hangup',
  'interrupted',
  'terminated',
];

/** An answer that cannot be read may have been paid for, so it is saved unchanged, and the error says where. */
async function withKeptAnswer({ options, runtime }: Session, error: unknown): Promise<unknown> {
  if (!(error instanceof IdvError) || error.answer === undefined || !partialAnswerCategories.includes(error.category)) return error;
  const kept = await keepAnswer(error.answer, options.saveDir, runtime);
  return kept === undefined ? error : error.hinting(`the unreadable answer is in ${kept}`);
}

/** Opens the connection to the service, or to a sandbox in this process, for all calls of one command, and always closes it. */
export async function withWorld<T>(session: Session, use: (world: World) => Promise<T>): Promise<T> {
  const { runtime, settings, options } = session;
  const { timestamp, nonce, threshold, allowHost, expect = [] } = options;
  const timeoutMs = settings.timeoutS.value * 1000;
  const connectTimeoutMs = settings.connectTimeoutS.value * 1000;
  const credentials = credentialsOf(session);
  if (options.saveDir !== undefined) await makeSaveDir(options.saveDir, runtime.fs);
  const masking = { vendor: session.vendor, credentials, hidesHost: options.redact === true };
  const trace = options.trace === undefined ? undefined : await openTrace(options.trace, options.force === true, runtime, masking);
  const sandbox = await sandboxFor(session);
  sayForeignHost(session);
  const opened = await runtime.openTransport(settings.proxy?.value, Math.min(timeoutMs, connectTimeoutMs));
  const transport = withSandboxNotice(session, opened);
  const runningExchange: RunningExchange = { timeoutMs, sentBytes: () => 0 };
  try {
    return await use({
      route: routeOf(session, sandbox.url ?? settings.endpoint.value),
      credentials,
      transport,
      sendOptions: { timeoutMs, connectTimeoutMs, maxResponseBytes, signal: runtime.signal },
      paidIdleMs: 0,
      retries: settings.retries.value,
      allowedHosts: allowHost === undefined ? [] : hostList(allowHost),
      fixed: { ...(timestamp === undefined ? {} : { timestamp }), ...(nonce === undefined ? {} : { nonce }) },
      asked: { threshold, checks: expect },
      runningExchange,
      progress: session.progress,
      clock: { offsetMs: 0 },
      ...runtimeParts(session),
      ...callDisplay(session, credentials, runningExchange, trace),
    });
  } catch (error) {
    throw await withKeptAnswer(session, error);
  } finally {
    const traceNotice = await trace?.close();
    if (traceNotice !== undefined) session.notice(traceNotice);
    await transport.close();
    await sandbox.close();
  }
}
