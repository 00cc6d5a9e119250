import { IdvError } from '../../core/errors.ts';
import { isRecord } from '../../core/json.ts';
import { allActions } from '../../vendors/catalogue.ts';
import { chooseOutcome, chosenOutcome, type OutcomeChoice, type OutcomeForCalls, resetChoice } from '../outcomes/chosen-outcome.ts';
import { headerOf, isLoopbackHost, isOwnFetch, type ReceivedRequest, splitTarget } from '../wire/received-request.ts';
import { jsonReply, type Reply } from '../wire/reply.ts';
import { chooseOutcomeByName, requireAction } from './choose-outcome.ts';
import type { SandboxState } from './sandbox-state.ts';

const prefix = '/_sandbox';

export function isControl(request: ReceivedRequest): boolean {
  const { path } = splitTarget(request.target);
  return path === prefix || path.startsWith(`${prefix}/`);
}

/**
 * False for a request that a web page can cause. A script of a page sends an `Origin`. For an image or a link, the browser says in
 * `Sec-Fetch-Site` that another site caused the request. A domain name that points to this machine is not a loopback host.
 */
const isAllowed = (request: ReceivedRequest): boolean =>
  headerOf(request, 'origin') === undefined && isOwnFetch(request) && isLoopbackHost(request);

const errorReply = (status: number, code: string, message: string, hint?: string): Reply =>
  jsonReply(status, { error: { code, message, ...(hint ? { hint } : {}) } });

const invalidRequest = (message: string, hint: string): Reply => errorReply(400, 'invalid-request', message, hint);

/** Reads the JSON object that a control was sent. It may have only members that are `known`. */
function readMembers(body: Buffer, known: readonly string[], hint: string): { members: Record<string, unknown> } | { reply: Reply } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch {
    parsed = undefined;
  }
  if (!isRecord(parsed)) return { reply: invalidRequest('the body is not a JSON object', hint) };
  const unknown = Object.keys(parsed).find((name) => !known.includes(name));
  return unknown === undefined ? { members: { ...parsed } } : { reply: invalidRequest(`'${unknown.slice(0, 80)}' is not known`, hint) };
}

const showOutcome = ({ outcome, left }: OutcomeForCalls): Record<string, unknown> => ({
  outcome: outcome.name,
  ...(Number.isFinite(left) ? { left } : {}),
});

function showChoice(choice: OutcomeChoice): Record<string, unknown> {
  const outcome = chosenOutcome(choice);
  const chosen = choice.current ?? (outcome && { outcome, left: Number.POSITIVE_INFINITY });
  const byAction = Object.fromEntries([...choice.byAction].map(([action, own]) => [action, showOutcome(own)]));
  return { chosen: chosen ? showOutcome(chosen) : null, ...(choice.byAction.size > 0 ? { byAction } : {}) };
}

/** The names of all outcomes, by action. The list is made once, and only on demand: `idv compare --sandbox` never needs it. */
async function showOutcomes({ choice, outcomes }: SandboxState): Promise<Reply> {
  const lists = await Promise.all(allActions.map(async (action) => [action.name, await outcomes(action)] as const));
  return jsonReply(200, { ...showChoice(choice), outcomes: Object.fromEntries(lists) });
}

const outcomeHint =
  'send {"outcome": NAME}, with "times": N for the next N calls and "action": ACTION for one action, or {"reset": true}, also with "action"';

const isCount = (times: unknown): times is number =>
  typeof times === 'number' && times >= 1 && (Number.isInteger(times) || times === Number.POSITIVE_INFINITY);

async function setOutcome(request: ReceivedRequest, { choice }: SandboxState): Promise<Reply> {
  const read = readMembers(request.body, ['outcome', 'times', 'reset', 'action'], outcomeHint);
  if ('reply' in read) return read.reply;
  const { outcome, times = Number.POSITIVE_INFINITY, reset, action } = read.members;
  if (action !== undefined && typeof action !== 'string') return invalidRequest('action is not given as text', outcomeHint);
  if (reset === true && outcome === undefined) {
    if (action === undefined) resetChoice(choice);
    else chooseOutcome(choice, undefined, requireAction(action).name);
    return jsonReply(200, showChoice(choice));
  }
  if (typeof outcome !== 'string' || reset !== undefined) return invalidRequest('outcome is not given as text', outcomeHint);
  if (!isCount(times)) return invalidRequest('times is not an integer of 1 or more', outcomeHint);
  await chooseOutcomeByName(choice, { outcome, action, times });
  return jsonReply(200, showChoice(choice));
}

const clockHint = 'send {"offsetS": SECONDS} or {"reset": true}';
/** A hundred years, forward or back. */
const mostOffsetS = 3_155_760_000;

const showClock = ({ offsetMs }: SandboxState): Reply => jsonReply(200, { offsetS: offsetMs / 1000 });

/** Sets the clock of tokens, uploads and files to `offsetS` ahead of the true clock. An earlier offset is replaced. */
function setClock(request: ReceivedRequest, state: SandboxState): Reply {
  const read = readMembers(request.body, ['offsetS', 'reset'], clockHint);
  if ('reply' in read) return read.reply;
  const { offsetS = 0, reset } = read.members;
  const isReset = reset === true && read.members.offsetS === undefined;
  if (!isReset && (reset !== undefined || read.members.offsetS === undefined))
    return invalidRequest('exactly one of offsetS and reset is needed', clockHint);
  if (typeof offsetS !== 'number' || !Number.isInteger(offsetS) || Math.abs(offsetS) > mostOffsetS)
    return invalidRequest('offsetS is not an integer, or is more than a hundred years of seconds', clockHint);
  state.offsetMs = offsetS * 1000;
  return showClock(state);
}

const controls: Readonly<Record<string, (request: ReceivedRequest, state: SandboxState) => Reply | Promise<Reply>>> = {
  [`GET ${prefix}/requests`]: (_request, state) => jsonReply(200, { requests: state.journal.entries() }),
  [`DELETE ${prefix}/requests`]: (_request, state) => jsonReply(200, { cleared: state.journal.clear() }),
  [`GET ${prefix}/outcomes`]: (_request, state) => showOutcomes(state),
  [`POST ${prefix}/outcomes`]: setOutcome,
  [`GET ${prefix}/clock`]: (_request, state) => showClock(state),
  [`POST ${prefix}/clock`]: setClock,
};

/** Answers the sandbox's own paths, for the person or the test that runs it: the journal, the choice of the outcome, the clock. */
export async function answerControl(request: ReceivedRequest, state: SandboxState): Promise<Reply> {
  if (!isAllowed(request)) return errorReply(403, 'forbidden', 'the controls answer only to this machine, and to no web page');
  const control = controls[`${request.method} ${splitTarget(request.target).path}`];
  if (!control) return errorReply(404, 'not-found', 'there is no such control', `one of ${Object.keys(controls).join(', ')}`);
  try {
    return await control(request, state);
  } catch (error) {
    if (!(error instanceof IdvError)) throw error;
    return errorReply(400, error.code, error.message, error.hint);
  }
}
