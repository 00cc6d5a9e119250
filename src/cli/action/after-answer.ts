import type { Outcome } from '../../app/call/call.ts';
import { keepAnswer } from '../../app/files/keep-answer.ts';
import type { Result } from '../../app/result/result.ts';
import { IdvError } from '../../core/errors.ts';
import { categoryOfSignal, type ErrorCategory, meaningOfCategory } from '../../core/exit.ts';
import type { Session } from '../flags/session.ts';

/** What an error says of the call alone, and what that means for a command whose paid or issuing call was answered before. */
const ofCommand: Partial<Record<ErrorCategory, ErrorCategory>> = {
  network: 'unknown',
  timeout: 'unknown',
  limited: 'failed',
  usage: 'unreadable',
  config: 'unreadable',
  media: 'unreadable',
};

/** These say what to fix before the command that goes on can go on; the others say to repeat the call. */
const fixable: readonly ErrorCategory[] = ['refused', 'unreadable', 'unknown', 'internal'];

function asIdvError(error: unknown, { signal }: Session['runtime']): IdvError {
  if (error instanceof IdvError) return error;
  if (!signal.aborted) return new IdvError('internal', 'idv itself failed', { code: 'internal', cause: error, hint: 'report it' });
  const category = categoryOfSignal(signal.reason);
  return new IdvError(category, meaningOfCategory(category), { code: String(signal.reason), cause: error });
}

/** A fault after a token was issued: running the command again would issue another. `command` goes on with this one. */
export function faultAfterIssuing(thrown: unknown, issued: Outcome, command: string | undefined, { runtime, vendor }: Session): IdvError {
  const error = asIdvError(thrown, runtime);
  const hint = `the token was issued, and running this command again would issue another; \`${command}\` goes on with it`;
  // The service's last word on this token: nothing is left to wait for.
  if (error.category === 'failed' && !error.retryable && !vendor.isOutage(error.code)) return error;
  const keepsHint = fixable.includes(error.category) && error.hint !== undefined;
  return error.as(ofCommand[error.category] ?? error.category, {
    hint: keepsHint ? `${error.hint}; ${hint}` : hint,
    retryable: false,
    billed: issued.judged.billed,
    requestId: error.requestId ?? issued.answer.requestId,
  });
}

/** Any fault in printing, as one that says so: a query that does not fit the answer, a device that is full, a fault of idv itself. */
export function printingFault(error: unknown): IdvError {
  if (error instanceof IdvError && error.category === 'output') return error;
  if (error instanceof IdvError) return error.as('output');
  const what = error instanceof Error ? error.name : typeof error;
  return new IdvError('output', `the result could not be printed (${what})`, { code: 'print-failed', hint: 'report it', cause: error });
}

const verdictWords = ({ verdict }: Result): string => (verdict === null ? 'the answer came' : `the verdict was ${verdict}`);

/** What is known of the answer, for a failure that knows nothing of it. */
export const answerFacts = (result: Result) => ({
  hint: verdictWords(result),
  requestId: result.requestId ?? undefined,
  billed: result.billed,
});

/**
 * A part of an answer that could not be kept. The verdict was made, and is said here too. The answer to a paid call is kept as it came,
 * for it cannot be had again. `command` asks for the result of a token that was issued.
 */
export async function notKept(
  fault: IdvError,
  { result, outcome, command }: { result: Result; outcome: Outcome; command: string | undefined },
  { options, runtime }: Session,
): Promise<IdvError> {
  const readOnly = outcome.plan.action?.readOnly === true;
  const kept = readOnly ? undefined : await keepAnswer(outcome.response, options.saveDir, runtime);
  const reading = command === undefined ? 'it is safe to ask for the result again' : `\`${command}\` asks for it again`;
  const paying = 'do not run the command again for this: it would be paid for again';
  const parts = [
    fault.hint,
    verdictWords(result),
    ...(kept === undefined ? [] : [`the answer as it came is in ${kept}`]),
    readOnly ? reading : command === undefined ? paying : `do not run the command again for this; ${reading}`,
  ];
  const { requestId, billed } = answerFacts(result);
  return fault.with({ hint: parts.filter((part) => part !== undefined).join('; '), requestId, billed, retryable: false });
}
