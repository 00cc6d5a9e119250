import { call } from '../../app/call/call.ts';
import { callOf } from '../../app/call/plan.ts';
import { uploadFiles } from '../../app/call/uploads.ts';
import { issuedBy, pollPlan, textAt, waitForResult } from '../../app/call/wait.ts';
import type { World } from '../../app/call/world.ts';
import type { Input } from '../../app/input/read-input.ts';
import { withoutKeys } from '../../core/credentials.ts';
import type { Action, Follow } from '../../core/declare/action.ts';
import { isOwnHost } from '../../core/http.ts';
import { plainText } from '../../core/text/printable.ts';
import { declaredVendors } from '../../vendors/catalogue.ts';
import type { Call } from '../../vendors/vendor.ts';
import type { Session } from '../flags/session.ts';
import { conclude } from './conclude.ts';
import { type WaitFlags, waitTimeoutS } from './wait-flags.ts';

/** An address as the browser shall get it: https, parsed and written anew, or a page of the service on this machine. */
function pageToOpen(text: string, endpoint: string | undefined): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const page = new URL(text);
  const isOwn = endpoint !== undefined && isOwnHost(new URL(endpoint)) && isOwnHost(page);
  if (page.protocol !== 'https:' && !(page.protocol === 'http:' && isOwn)) return undefined;
  return page.username === '' && page.password === '' ? page : undefined;
}

async function openPage({ runtime, notice }: Session, text: string, { route }: World): Promise<void> {
  const page = pageToOpen(text, route.endpoint);
  if (page === undefined) notice('the page is not opened: its address is not one of https');
  else
    await runtime
      .openPage(page, withoutKeys(declaredVendors, runtime.env))
      .catch(() => notice('no browser could be opened; open the page by hand'));
}

async function showPage(session: Session, page: string, { open, qr }: WaitFlags, world: World): Promise<void> {
  const { stderr } = session.runtime;
  stderr.write(`page   ${plainText(page)}\n`);
  if (qr) {
    const { qrCode } = await import('../show/qr.ts');
    stderr.write(qrCode(page));
  }
  if (open) await openPage(session, page, world);
}

/** Issues a token and waits for its result. The token is said before any waiting: whoever interrupts it can still ask for the result. */
async function followToken(session: Session, issuing: Call, follow: Follow, flags: WaitFlags, world: World): Promise<number> {
  const { runtime, vendor } = session;
  const outcome = await call(issuing, world, () => undefined);
  const { token, page, reading } = issuedBy(outcome, follow, vendor.actions);
  runtime.stderr.write(`token  ${plainText(token)}\n`);
  if (page !== undefined) await showPage(session, page, flags, world);
  const fields = outcome.answer.kind === 'result' ? outcome.answer.fields : {};
  const poll = pollPlan(follow, fields, runtime.nowMs(), waitTimeoutS(flags));
  return conclude(session, await waitForResult(reading, world, poll), world);
}

/** An action whose files are uploaded first, or whose result is waited for. */
export async function runFlow(session: Session, action: Action, input: Input, flags: WaitFlags, world: World): Promise<number> {
  const { runtime, vendor } = session;
  const values = { ...input.values, ...(await uploadFiles(action, input.uploads, world)) };
  const wanted = callOf(action, values);
  if (flags.wait && action.follow) return followToken(session, wanted, action.follow, flags, world);
  if (flags.wait) {
    const issuer = vendor.actions.find(({ follow }) => follow?.action === action.name);
    const poll = pollPlan(issuer?.follow, {}, runtime.nowMs(), waitTimeoutS(flags));
    return conclude(session, await waitForResult(wanted, world, poll), world);
  }
  const outcome = await call(wanted, world);
  const exitCode = await conclude(session, outcome, world);
  const page = outcome.answer.kind === 'result' ? textAt(outcome.answer.fields, action.follow?.page) : undefined;
  if (page !== undefined && (flags.open || flags.qr)) await showPage(session, page, flags, world);
  return exitCode;
}
