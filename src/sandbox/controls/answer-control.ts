import { IdvError } from '../../core/errors.ts';
import { allActions } from '../../providers/catalogue.ts';
import { choose, chosenOutcome, type SandboxState } from '../outcomes/chosen-outcome.ts';
import { resolveOutcome } from '../outcomes/resolve-outcome.ts';
import { headerOf, isLoopbackHost, type ReceivedRequest, splitTarget } from '../wire/received-request.ts';
import { jsonReply, type Reply } from '../wire/reply.ts';
import { setClock, showClock } from './clock-control.ts';
import { problem, readOrder } from './control-order.ts';

const prefix = '/_sandbox';

export function isControl(request: ReceivedRequest): boolean {
  const { path } = splitTarget(request.target);
  return path === prefix || path.startsWith(`${prefix}/`);
}

/** A page in a browser must not reach the controls, neither by script (`Origin`) nor by a name that points to this machine. */
const isLocal = (request: ReceivedRequest): boolean => headerOf(request, 'origin') === undefined && isLoopbackHost(request);

function chosen(state: SandboxState): Record<string, unknown> {
  const outcome = chosenOutcome(state);
  const left = state.choice && Number.isFinite(state.choice.left) ? { left: state.choice.left } : {};
  return { chosen: outcome ? { outcome: outcome.name, ...left } : null };
}

/** All names by action; loaded on demand, because a call inside `idv compare --sandbox` never asks. */
async function showOutcomes(state: SandboxState): Promise<Reply> {
  const { listOutcomes } = await import('./list-outcomes.ts');
  const lists = await Promise.all(allActions.map(async (action) => [action.name, await listOutcomes(action)] as const));
  return jsonReply(200, { ...chosen(state), outcomes: Object.fromEntries(lists) });
}

const usage = 'send {"outcome": NAME}, {"outcome": NAME, "times": N} or {"reset": true}';

async function takeOrder(request: ReceivedRequest, state: SandboxState): Promise<Reply> {
  const read = readOrder(request.body, ['outcome', 'times', 'reset'], usage);
  if ('refusal' in read) return read.refusal;
  const { outcome, times = Number.POSITIVE_INFINITY, reset } = read.order;
  if (reset === true && outcome === undefined) {
    choose(state, undefined);
    return jsonReply(200, chosen(state));
  }
  if (typeof outcome !== 'string' || reset !== undefined) return problem(400, 'invalid-request', 'outcome is not given as text', usage);
  if (typeof times !== 'number' || times < 1 || (Number.isFinite(times) && !Number.isInteger(times))) {
    return problem(400, 'invalid-request', 'times is not a whole number from 1', usage);
  }
  choose(state, { outcome: await resolveOutcome(outcome), left: times });
  return jsonReply(200, chosen(state));
}

const routes: Readonly<Record<string, (request: ReceivedRequest, state: SandboxState) => Reply | Promise<Reply>>> = {
  [`GET ${prefix}/requests`]: (_request, state) => jsonReply(200, { requests: state.journal.entries() }),
  [`DELETE ${prefix}/requests`]: (_request, state) => jsonReply(200, { cleared: state.journal.clear() }),
  [`GET ${prefix}/outcomes`]: (_request, state) => showOutcomes(state),
  [`POST ${prefix}/outcomes`]: takeOrder,
  [`GET ${prefix}/clock`]: (_request, state) => showClock(state),
  [`POST ${prefix}/clock`]: setClock,
};

/** The sandbox's own paths, for those who run it: the journal, the choice of the outcome, the clock. */
export async function answerControl(request: ReceivedRequest, state: SandboxState): Promise<Reply> {
  if (!isLocal(request)) return problem(403, 'forbidden', 'the controls answer only to this machine, and to no web page');
  const route = routes[`${request.method} ${splitTarget(request.target).path}`];
  if (!route) return problem(404, 'not-found', 'there is no such control', `one of ${Object.keys(routes).join(', ')}`);
  try {
    return await route(request, state);
  } catch (error) {
    if (!(error instanceof IdvError)) throw error;
    return problem(400, error.code, error.message, error.hint);
  }
}
