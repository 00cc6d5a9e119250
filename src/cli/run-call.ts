import { saveArtifacts } from '../app/artifacts.ts';
import { dryRun } from '../app/dry-run.ts';
import { type Plan, planCall, sizeProblems, type Target } from '../app/plan.ts';
import { buildResult, isSandbox } from '../app/result.ts';
import { type Exchange, sendCall } from '../app/send.ts';
import { traceText } from '../app/trace.ts';
import type { Action } from '../core/action.ts';
import type { BodyValue } from '../core/body.ts';
import { IdvError, problemsError } from '../core/errors.ts';
import { exitCodeOfVerdict } from '../core/exit.ts';
import { type Judged, judge } from '../core/verdict.ts';
import type { Credentials } from '../providers/provider.ts';
import { startProgress } from './progress.ts';
import { type Session, sandboxPlaceholder } from './session.ts';
import { showDryRun, showResult } from './show.ts';

/** What is to be called: a declared action or any other, with values or with a body as it is. */
export interface Request {
  action: Action | undefined;
  actionName: string;
  product: string;
  version: string;
  values: Readonly<Record<string, BodyValue>>;
  verbatim?: Buffer;
}

/** Holds a 200 MB answer off, and lets every documented one through. */
const maxResponseBytes = 64 * 2 ** 20;

const alwaysSaid = 'sandbox: no face was compared';

function targetOf(session: Session, request: Request, sandboxUrl: string | undefined): Target {
  const { provider, options, settings } = session;
  const region = settings.region.value;
  const known = request.action?.regions;
  if (known && region !== undefined && !known.includes(region)) {
    session.notice(`region ${region} is not among those known for ${request.actionName} (${known.join(', ')}); sent all the same`);
  }
  return {
    provider,
    product: request.product,
    actionName: request.actionName,
    action: request.action,
    version: request.version,
    region,
    endpoint: new URL(sandboxUrl ?? settings.endpoint.value ?? `https://${provider.hostOf(request.product)}`),
    httpMethod: options.httpMethod === 'get' ? 'GET' : 'POST',
    signMethod: options.signMethod ?? provider.defaultSignMethod,
  };
}

function makePlan(session: Session, request: Request, credentials: Credentials, sandboxUrl: string | undefined): Plan {
  const plan = planCall(targetOf(session, request, sandboxUrl), request.values, request.verbatim);
  const isGet = plan.target.httpMethod === 'GET';
  const url = isGet ? plan.target.provider.sign(plan.call, credentials, { timestamp: 0, nonce: '0' }).request.url : '';
  const problems = sizeProblems(plan, url.length);
  if (problems.length > 0) throw problemsError(problems);
  return plan;
}

const momentOf = ({ options, runtime }: Session) => ({
  timestamp: options.timestamp ?? Math.floor(runtime.nowMs() / 1000),
  nonce: options.nonce ?? runtime.uuid(),
});

async function exchange(session: Session, plan: Plan, credentials: Credentials): Promise<Exchange> {
  const { runtime, options, settings } = session;
  const transport = await runtime.openTransport(settings.proxy?.value);
  const progress = await startProgress(runtime, `${plan.target.actionName} at ${plan.target.endpoint.host}`, options.quiet === true);
  const { timestamp, nonce } = options;
  try {
    return await sendCall(plan, credentials, {
      transport,
      nowMs: runtime.nowMs,
      random: runtime.random,
      nonce: runtime.uuid,
      sleep: runtime.sleep,
      notice: progress.notice,
      ...(options.debug ? { trace: (signed, response) => runtime.stderr.write(traceText(plan, signed, response)) } : {}),
      fixed: { ...(timestamp === undefined ? {} : { timestamp }), ...(nonce === undefined ? {} : { nonce }) },
      retries: settings.retries.value,
      options: {
        timeoutMs: settings.timeoutS.value * 1000,
        connectTimeoutMs: settings.connectTimeoutS.value * 1000,
        maxResponseBytes,
        signal: runtime.signal,
      },
    });
  } finally {
    progress.stop();
    await transport.close();
  }
}

async function judgeExchange(session: Session, plan: Plan, made: Exchange): Promise<Judged> {
  const codes = await plan.target.provider.loadCodes();
  const action = plan.target.action ?? { name: plan.target.actionName };
  return judge(made.answer, { action, codes, threshold: session.options.threshold });
}

async function conclude(session: Session, plan: Plan, made: Exchange): Promise<number> {
  const { options, runtime } = session;
  if (isSandbox(made)) runtime.stderr.write(`${alwaysSaid}\n`);
  if (options.raw) runtime.stdout.write(made.response.body);
  const judged = await judgeExchange(session, plan, made);
  const { action } = plan.target;
  const save = options.saveDir !== undefined && action && made.answer.kind === 'result';
  const target = { dir: options.saveDir ?? '', force: options.force === true, uuid: runtime.uuid };
  let artifacts: Awaited<ReturnType<typeof saveArtifacts>> = [];
  let saveFault: IdvError | undefined;
  try {
    if (save) artifacts = await saveArtifacts(action, made.answer.kind === 'result' ? made.answer.fields : {}, target, runtime.fs);
  } catch (error) {
    if (!(error instanceof IdvError)) throw error;
    saveFault = error;
  }
  if (!options.raw) await showResult(session, buildResult(plan, made, judged, artifacts));
  // The verdict is printed first: a full disk must not cost a paid answer.
  if (saveFault) throw saveFault;
  return options.exitZero ? 0 : exitCodeOfVerdict(judged.verdict);
}

async function callAt(session: Session, request: Request, credentials: Credentials, sandboxUrl?: string): Promise<number> {
  const plan = makePlan(session, request, credentials, sandboxUrl);
  return conclude(session, plan, await exchange(session, plan, credentials));
}

/** From a checked request to its exit code: dry run, sandbox or the real service. */
export async function runCall(session: Session, request: Request): Promise<number> {
  const { options, settings, runtime } = session;
  const { credentials } = settings;
  if (!credentials) throw new IdvError('config', 'no credentials', { code: 'no-credentials' });
  if (options.dryRun) {
    const plan = makePlan(session, request, credentials, options.sandbox ? (options.endpoint ?? sandboxPlaceholder) : undefined);
    await showDryRun(session, dryRun(plan, credentials, momentOf(session)), options.dryRun);
    return 0;
  }
  if (!options.sandbox || options.endpoint !== undefined) return callAt(session, request, credentials);
  const { startSandbox } = await import('../sandbox/server.ts');
  const { outcome } = options;
  const sandbox = await startSandbox({
    port: 0,
    rateLimit: true,
    nowMs: runtime.nowMs,
    uuid: runtime.uuid,
    ...(outcome === undefined ? {} : { outcome }),
  });
  try {
    return await callAt(session, request, credentials, sandbox.url);
  } finally {
    await sandbox.close();
  }
}
