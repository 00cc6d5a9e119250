import type { Settled } from '../../app/call/call.ts';
import type { Result } from '../../app/result/result.ts';
import { IdvError } from '../../core/errors.ts';
import { exitCodeOfVerdict } from '../../core/exit.ts';
import type { Runtime } from '../../runtime.ts';
import type { Session } from '../flags/session.ts';
import { showResult } from '../show/show.ts';

/** Waits until what `write` writes has arrived; what could not be written comes back, and any other fault is thrown. */
async function outputFault({ stdout }: Runtime, write: () => void | Promise<void>): Promise<IdvError | undefined> {
  try {
    await write();
    await stdout.finish();
    return undefined;
  } catch (error) {
    if (error instanceof IdvError && error.category === 'output') return error;
    throw error;
  }
}

/** A part of an answer that could not be kept. The verdict was made, and is said here too. */
function notKept(fault: IdvError, { verdict, requestId, billed }: Result, readOnly: boolean): IdvError {
  const again = readOnly ? 'it is safe to ask for the result again' : 'do not run the command again for this: it would be paid for again';
  const said = `${verdict === null ? 'the answer came' : `the verdict was ${verdict}`}; ${again}`;
  return fault.with({ hint: fault.hint === undefined ? said : `${fault.hint}; ${said}`, requestId: requestId ?? undefined, billed });
}

/** Prints a judged answer, and answers with the exit code. */
export async function conclude(session: Session, { outcome, result, fault }: Settled): Promise<number> {
  const { options, vendor, runtime } = session;
  const { plan, judged } = outcome;
  for (const text of judged.notices) session.notice(text);
  const unwritten = await outputFault(runtime, () => {
    if (!options.raw) return showResult(session, { vendor, ...plan }, result);
  });
  // The verdict is printed first: a full disk must not cost a paid answer.
  const lost = unwritten ?? fault;
  if (lost) throw notKept(lost, result, plan.action?.readOnly === true);
  return options.exitZero ? 0 : exitCodeOfVerdict(judged.verdict);
}
