import { call, type Outcome, withResult } from '../../app/call/call.ts';
import { callOf } from '../../app/call/plan.ts';
import { uploadFiles } from '../../app/call/uploads.ts';
import { type Issued, issuedIn, pollPlan, textAt, waitForResult } from '../../app/call/wait.ts';
import type { World } from '../../app/call/world.ts';
import type { Input } from '../../app/input/read-input.ts';
import { withoutKeys } from '../../core/credentials.ts';
import type { Action, Follow } from '../../core/declare/action.ts';
import { IdvError } from '../../core/errors.ts';
import { categoryOfSignal, type ErrorCategory, meaningOfCategory } from '../../core/exit.ts';
import { isOwnHost } from '../../core/http.ts';
import { mask, plainText } from '../../core/text/printable.ts';
import { waitInWords } from '../../core/text/wait-in-words.ts';
import { declaredVendors } from '../../vendors/catalogue.ts';
import type { Call } from '../../vendors/vendor.ts';
import type { Session } from '../flags/session.ts';
import { continuingCommand } from './continuing-command.ts';
import { type WaitFlags, waitTimeoutS } from './flag-problems.ts';
import { printOutcome } from './print-outcome.ts';

/** A URL that may be opened in the browser: https, parsed and written again, or a page of the service on this machine. */
function pageToOpen(text: string, endpoint: string | undefined): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const page = new URL(text);
  const isOwn = endpoint !== undefined && isOwnHost(new URL(endpoint)) && isOwnHost(page);
  if (page.protocol !== 'https:' && !(page.protocol === 'http:' && isOwn)) return undefined;
  return page.username === '' && page.password === '' ? page : undefined;
}

async function openPage({ runtime, notice }: Session, text: string, { route }: World): Promise<void> {
  const page = pageToOpen(text, route.endpoint);
  if (page === undefined) notice('the page is not opened: its URL is not https');
  else
    await runtime
      .openPage(page, withoutKeys(declaredVendors, runtime.env))
      .catch(() => notice('no browser could be opened; open the page by hand'));
}

async function showPage(session: Session, page: string, { open, qr }: WaitFlags, world: World): Promise<void> {
  const { say, runtime, options } = session;
  const shown = options.redact ? mask : page;
  say(`page   ${plainText(shown)}`, { page: shown });
  if (qr) {
    const { qrCode } = await import('../show/qr.ts');
    runtime.stderr.write(qrCode(page));
  }
  if (open) await openPage(session, page, world);
}

/** What to do if there is no result yet. The service's own hint says to wait, but that was done. */
function withContinueHint(outcome: Outcome, waitedMs: number, command: string | undefined): Outcome {
  if (outcome.judged.verdict !== 'pending' || command === undefined) return outcome;
  return { ...outcome, judged: { ...outcome.judged, hint: `not finished after ${waitInWords(waitedMs)}; to continue: \`${command}\`` } };
}

/** The category of an error for a single call, and the category for a command whose paid or token-issuing call was already answered. */
const categoriesAfterIssuing: Partial<Record<ErrorCategory, ErrorCategory>> = {
  network: 'unknown',
  timeout: 'unknown',
  limited: 'failed',
  usage: 'unreadable',
  config: 'unreadable',
  media: 'unreadable',
};

/** These errors say what to fix before the wait can continue; the others say to repeat the call. */
const fixableCategories: readonly ErrorCategory[] = ['refused', 'unreadable', 'unknown', 'internal'];

function asIdvError(error: unknown, { signal }: Session['runtime']): IdvError {
  if (error instanceof IdvError) return error;
  if (!signal.aborted) return new IdvError('internal', 'idv itself failed', { code: 'internal', cause: error, hint: 'report it' });
  const category = categoryOfSignal(signal.reason);
  return new IdvError(category, meaningOfCategory(category), { code: String(signal.reason), cause: error });
}

/** A fault after a token was issued: running the command again would issue another one. `command` continues with this token. */
function errorAfterIssuing(thrown: unknown, issued: Outcome, command: string | undefined, { runtime, vendor }: Session): IdvError {
  const error = asIdvError(thrown, runtime);
  const hint = `the token was issued, and running this command again would issue another one; to continue with it: \`${command}\``;
  // The final answer of the service about this token, so there is nothing to wait for.
  if (error.category === 'failed' && !error.retryable && !vendor.isOutage(error.code)) return error;
  const keepsHint = fixableCategories.includes(error.category) && error.hint !== undefined;
  return error.as(categoriesAfterIssuing[error.category] ?? error.category, {
    hint: keepsHint ? `${error.hint}; ${hint}` : hint,
    retryable: false,
    billed: issued.judged.billed,
    requestId: error.requestId ?? issued.answer.requestId,
  });
}

/**
 * Issues a token and waits for its result. The token is printed before the wait, so that a user who interrupts it can still ask for the
 * result.
 */
async function followToken(session: Session, issuing: Call, follow: Follow, flags: WaitFlags, world: World): Promise<number> {
  const { runtime, vendor } = session;
  const issued = await call(issuing, world, () => undefined);
  const { token, page, reading } = issuedIn(issued, follow, vendor.actions);
  const command = continuingCommand(reading, session);
  const hint = `the token was issued; \`${command}\` asks for its result`;
  Object.assign(session.progress, { hint, requestId: issued.answer.requestId, billed: issued.judged.billed });
  const shown = session.options.redact ? mask : token;
  session.say(`token  ${plainText(shown)}`, { token: shown, requestId: issued.answer.requestId ?? null });
  const startedMs = runtime.nowMs();
  const outcome = await resultOf(issued, { page, reading }, { session, follow, flags, world }).catch((error: unknown) => {
    throw errorAfterIssuing(error, issued, command, session);
  });
  return printOutcome(session, withResult(withContinueHint(outcome, runtime.nowMs() - startedMs, command), world), world);
}

async function resultOf(
  issued: Outcome,
  { page, reading }: Pick<Issued, 'page' | 'reading'>,
  { session, follow, flags, world }: { session: Session; follow: Follow; flags: WaitFlags; world: World },
): Promise<Outcome> {
  if (page !== undefined) await showPage(session, page, flags, world);
  const fields = issued.answer.kind === 'result' ? issued.answer.fields : {};
  return waitForResult(reading, world, pollPlan(follow, fields, session.runtime.nowMs(), waitTimeoutS(flags)));
}

/** Waits for the result of a token that was issued before. */
async function followResult(session: Session, reading: Call, action: Action, flags: WaitFlags, world: World): Promise<number> {
  const { runtime, vendor } = session;
  const issuer = vendor.actions.find(({ follow }) => follow?.action === action.name);
  const startedMs = runtime.nowMs();
  const outcome = await waitForResult(reading, world, pollPlan(issuer?.follow, {}, startedMs, waitTimeoutS(flags)));
  return printOutcome(
    session,
    withResult(withContinueHint(outcome, runtime.nowMs() - startedMs, continuingCommand(reading, session)), world),
    world,
  );
}

/** Runs an action whose files are uploaded first, or whose result is waited for. */
export async function runFlow(session: Session, action: Action, input: Input, flags: WaitFlags, world: World): Promise<number> {
  const values = { ...input.values, ...(await uploadFiles(action, input.uploads, world)) };
  const wanted = callOf(action, values);
  if (flags.wait && action.follow) return followToken(session, wanted, action.follow, flags, world);
  if (flags.wait) return followResult(session, wanted, action, flags, world);
  const outcome = await call(wanted, world);
  const exitCode = await printOutcome(session, withResult(outcome, world), world);
  const page = outcome.answer.kind === 'result' ? textAt(outcome.answer.fields, action.follow?.page) : undefined;
  if (page !== undefined && (flags.open || flags.qr)) await showPage(session, page, flags, world);
  return exitCode;
}
