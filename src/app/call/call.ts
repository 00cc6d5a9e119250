import { IdvError } from '../../core/errors.ts';
import { isFromSandbox } from '../../core/http.ts';
import { judge } from '../../core/judge/judge.ts';
import type { Judged } from '../../core/judge/judged.ts';
import type { Call, Plan } from '../../vendors/vendor.ts';
import { saveArtifacts } from '../files/artifacts.ts';
import { filesOver } from '../files/file-exchange.ts';
import { buildResult, type Result } from '../result/result.ts';
import { type Activity, begin } from './activity.ts';
import { planCall } from './plan.ts';
import { type Exchange, sendCall } from './send.ts';
import type { World } from './world.ts';

/** What became of a call: the answer as it came, and what it says. */
export interface Outcome extends Exchange {
  plan: Plan;
  judged: Judged;
}

async function judgeExchange(plan: Plan, { answer }: Exchange, { route, asked }: World): Promise<Judged> {
  return judge(answer, {
    action: plan.action ?? { name: plan.actionName },
    isKnown: plan.action !== undefined,
    codes: await route.vendor.loadCodes(),
    threshold: asked.threshold,
    required: [...plan.required, ...asked.checks],
    values: plan.verbatim ? undefined : plan.values,
  });
}

/** A sandbox charges nothing, whatever a code costs elsewhere. */
const uncharged = (error: unknown): unknown => (error instanceof IdvError ? error.with({ billed: null }) : error);

/** Sends a planned call and judges its answer. `heard` takes the answer before it is judged. */
export async function ask(plan: Plan, world: World, activity: Activity, heard?: World['answered']): Promise<Outcome> {
  const exchange = await sendCall(plan, world, activity);
  heard?.(exchange.response);
  const isSandbox = isFromSandbox(exchange.response);
  try {
    const judged = await judgeExchange(plan, exchange, world);
    return { ...exchange, plan, judged: isSandbox ? { ...judged, billed: null } : judged };
  } catch (error) {
    throw isSandbox ? uncharged(error) : error;
  }
}

/**
 * The one door to a service: plans a call, signs and sends it, decodes and judges the answer. Throws IdvError where there is
 * no verdict: nothing could be sent, nothing came, the service refused or failed, or the answer could not be read.
 * `heard` takes the answer before it is judged; a call that only prepares another has its own.
 */
export async function call(wanted: Call, world: World, heard = world.answered): Promise<Outcome> {
  const plan = planCall(wanted, world.route, world.credentials);
  const activity = await begin(world, `${plan.actionName} at ${plan.endpoint.host}`);
  try {
    return await ask(plan, world, activity, heard);
  } finally {
    activity.stop();
  }
}

/** A judged answer whose files are kept. */
export interface Settled {
  outcome: Outcome;
  result: Result;
  /** A file that could not be kept. The verdict stands. */
  fault: IdvError | undefined;
}

/** Keeps the files of an answer where the world says, and puts together what is to be told of it. */
export async function settle(outcome: Outcome, world: World): Promise<Settled> {
  const { plan, answer } = outcome;
  const { saving, route } = world;
  const { artifacts, fault } =
    saving && plan.action && answer.kind === 'result'
      ? await saveArtifacts(plan.action, answer.fields, saving, filesOver(world, plan.endpoint))
      : { artifacts: [], fault: undefined };
  return { outcome, result: buildResult(route.vendor.name, outcome, artifacts), fault };
}
