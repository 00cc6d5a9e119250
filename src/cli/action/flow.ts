import { call } from '../../app/call/call.ts';
import { callOf } from '../../app/call/plan.ts';
import { uploadFiles } from '../../app/call/uploads.ts';
import { issuedBy, pollPlan, textAt, waitForResult } from '../../app/call/wait.ts';
import type { World } from '../../app/call/world.ts';
import type { Input } from '../../app/input/read-input.ts';
import type { Action, Follow } from '../../core/declare/action.ts';
import { plainText } from '../../core/text/printable.ts';
import type { Call } from '../../providers/provider.ts';
import type { Session } from '../flags/session.ts';
import { conclude } from './conclude.ts';
import { type WaitFlags, waitTimeoutS } from './wait-flags.ts';

async function showPage({ runtime, notice }: Session, page: string, { open, qr }: WaitFlags): Promise<void> {
  runtime.stderr.write(`page   ${plainText(page)}\n`);
  if (qr) {
    const { qrCode } = await import('../show/qr.ts');
    runtime.stderr.write(qrCode(page));
  }
  if (open) await runtime.openPage(page).catch(() => notice('no browser could be opened; open the page by hand'));
}

/** Issues a token and waits for its result. The token is said before any waiting: whoever interrupts it can still ask for the result. */
async function followToken(session: Session, issuing: Call, follow: Follow, flags: WaitFlags, world: World): Promise<number> {
  const { runtime, provider } = session;
  const outcome = await call(issuing, world, () => undefined);
  const { token, page, reading } = issuedBy(outcome, follow, provider.actions);
  runtime.stderr.write(`token  ${plainText(token)}\n`);
  if (page !== undefined) await showPage(session, page, flags);
  const fields = outcome.answer.kind === 'result' ? outcome.answer.fields : {};
  const poll = pollPlan(follow, fields, runtime.nowMs(), waitTimeoutS(flags));
  return conclude(session, await waitForResult(reading, world, poll), world);
}

/** An action whose files are uploaded first, or whose result is waited for. */
export async function runFlow(session: Session, action: Action, input: Input, flags: WaitFlags, world: World): Promise<number> {
  const { runtime, provider } = session;
  const values = { ...input.values, ...(await uploadFiles(action, input.uploads, world)) };
  const wanted = callOf(action, values);
  if (flags.wait && action.follow) return followToken(session, wanted, action.follow, flags, world);
  if (flags.wait) {
    const issuer = provider.actions.find(({ follow }) => follow?.action === action.name);
    const poll = pollPlan(issuer?.follow, {}, runtime.nowMs(), waitTimeoutS(flags));
    return conclude(session, await waitForResult(wanted, world, poll), world);
  }
  const outcome = await call(wanted, world);
  const exitCode = await conclude(session, outcome, world);
  const page = outcome.answer.kind === 'result' ? textAt(outcome.answer.fields, action.follow?.page) : undefined;
  if (page !== undefined && (flags.open || flags.qr)) await showPage(session, page, flags);
  return exitCode;
}
