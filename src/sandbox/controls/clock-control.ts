import type { SandboxState } from '../outcomes/chosen-outcome.ts';
import type { ReceivedRequest } from '../wire/received-request.ts';
import { jsonReply, type Reply } from '../wire/reply.ts';
import { problem, readOrder } from './control-order.ts';

const usage = 'send {"offsetS": SECONDS} or {"reset": true}';
/** A hundred years either way. */
const mostS = 3_155_760_000;

export const showClock = (state: SandboxState): Reply => jsonReply(200, { offsetS: state.offsetMs / 1000 });

/** Moves the clock by which tokens, uploads and files grow old: `offsetS` ahead of the true one, whatever it was before. */
export function setClock(request: ReceivedRequest, state: SandboxState): Reply {
  const read = readOrder(request.body, ['offsetS', 'reset'], usage);
  if ('refusal' in read) return read.refusal;
  const { offsetS = 0, reset } = read.order;
  const isReset = reset === true && read.order.offsetS === undefined;
  if (!isReset && (reset !== undefined || read.order.offsetS === undefined))
    return problem(400, 'invalid-request', 'exactly one of offsetS and reset is needed', usage);
  if (typeof offsetS !== 'number' || !Number.isInteger(offsetS) || Math.abs(offsetS) > mostS)
    return problem(400, 'invalid-request', 'offsetS is not a whole number of seconds within a hundred years', usage);
  state.offsetMs = offsetS * 1000;
  return showClock(state);
}
