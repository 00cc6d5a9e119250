import type { CodeTable } from '../../core/declare/codes.ts';
import { IdvError } from '../../core/errors.ts';
import { type HttpResponse, isFromSandbox } from '../../core/http.ts';
import { judge } from '../../core/judge/judge.ts';
import type { Judged } from '../../core/judge/judged.ts';
import type { Call, Plan } from '../../vendors/vendor.ts';
import { hideSecrets, hideSent, withoutEcho } from '../privacy/redactor.ts';
import { buildResult, type Result } from '../result/result.ts';
import { failedCall } from './failed-call.ts';
import { planCall } from './plan.ts';
import { type Exchange, sendCall } from './send.ts';
import type { Activity, RunningExchange, World } from './world.ts';

/** The outcome of a call: the answer as received, and its meaning. */
export interface Outcome extends Exchange {
  plan: Plan;
  judged: Judged;
  /** Removes the caller's session token and key from a text of the answer, before it is shown. */
  hideSecrets(text: string): string;
}

function judgeExchange(plan: Plan, { answer }: Exchange, codes: CodeTable, { asked }: World): Judged {
  return judge(answer, {
    action: plan.action ?? { name: plan.actionName },
    isKnown: plan.action !== undefined,
    codes,
    threshold: asked.threshold,
    required: [...plan.required, ...asked.checks],
    asked: plan.asked,
    values: plan.verbatim ? undefined : plan.values,
  });
}

/** The plan without its borrowed body, whose memory other calls use afterwards. */
const withoutLentBody = (plan: Plan): Plan => (plan.borrowed ? Object.assign({}, plan, { payload: undefined, borrowed: undefined }) : plan);

/**
 * Sends a planned call and judges its answer. Sent secrets and personal values are removed from the texts of the answer. `onAnswer` gets
 * the last answer before it is judged, even if it cannot be read.
 */
export async function sendAndJudge(plan: Plan, world: World, activity: Activity, onAnswer?: World['answered']): Promise<Outcome> {
  const hide = hideSent(plan, world.route.vendor, world.credentials);
  let last: HttpResponse | undefined;
  const rememberAnswer = (response: HttpResponse): void => {
    last = response;
    onAnswer?.(response);
  };
  try {
    const { answer, ...sent } = await sendCall(plan, world, activity, rememberAnswer);
    const codes = await world.route.vendor.loadCodes();
    const exchange = { ...sent, answer: withoutEcho(answer, hide, codes) };
    const { reason, notices, ...rest } = judgeExchange(plan, exchange, codes, world);
    const judged = { ...rest, reason: { ...reason, message: hide(reason.message) }, notices: notices.map(hide) };
    return {
      ...exchange,
      plan: withoutLentBody(plan),
      judged: isFromSandbox(exchange.response) ? { ...judged, billed: null } : judged,
      hideSecrets: hideSecrets(world.credentials),
    };
  } catch (error) {
    if (!(error instanceof IdvError)) throw error;
    const failed = failedCall(error.saying(hide(error.message)), plan, world.route.vendor, last);
    throw failed.with({ requestId: failed.requestId && hide(failed.requestId) });
  } finally {
    plan.borrowed?.giveBack();
  }
}

const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;

/** `CompareFaceLiveness at HOST: 12 s, 4.1 MB sent, time-out 60 s`. */
export function progressText(text: string, elapsedMs: number, runningExchange: RunningExchange | undefined): string {
  const sent = runningExchange?.sentBytes() ?? 0;
  const facts = [
    `${Math.floor(elapsedMs / 1000)} s`,
    ...(sent > 0 ? [`${megabytes(sent)} sent`] : []),
    ...(runningExchange ? [`time-out ${runningExchange.timeoutMs / 1000} s`] : []),
  ];
  return `${text}: ${facts.join(', ')}`;
}

/** In CI and in pipes, a command that prints nothing for a long time seems to hang. */
const plainLineEveryMs = 10_000;

/** Prints a line every ten seconds. Used if there is no spinner. */
export function activityByLines(
  { nowMs, every, notice, runningExchange }: Pick<World, 'nowMs' | 'every' | 'notice'> & { runningExchange?: RunningExchange | undefined },
  text: string,
): Activity {
  const startedMs = nowMs();
  const stop = every(plainLineEveryMs, () => notice(progressText(text, nowMs() - startedMs, runningExchange)));
  return { notice, update: stop, animated: false, stop };
}

/** Shows the user that something begins: on the spinner of `world.beginActivity`, or else by lines. */
export const beginActivity = async (world: World, text: string): Promise<Activity> =>
  (await world.beginActivity?.(text)) ?? activityByLines(world, text);

/**
 * The only way to call a service: plans a call, signs and sends it, decodes and judges the answer. Throws IdvError if there is no verdict:
 * nothing could be sent, there was no answer, the service refused or failed, or the answer could not be read. `onAnswer` gets the answer
 * before it is judged. A call that only prepares another call passes its own `onAnswer`, so that its answer is not shown.
 */
export async function call(wanted: Call, world: World, onAnswer = world.answered): Promise<Outcome> {
  const plan = planCall(wanted, world.route, world.credentials, world.attempted ? undefined : world.bodies);
  const activity = await beginActivity(world, `${plan.actionName} at ${plan.endpoint.host}`);
  try {
    return await sendAndJudge(plan, world, activity, onAnswer);
  } finally {
    activity.stop();
  }
}

/** A judged answer, and the result that is shown. */
export interface OutcomeWithResult {
  outcome: Outcome;
  /** The result without files: they are saved after the verdict is printed. */
  result: Result;
}

export const withResult = (outcome: Outcome, { route }: Pick<World, 'route'>): OutcomeWithResult => ({
  outcome,
  result: buildResult(route.vendor.name, outcome, []),
});
