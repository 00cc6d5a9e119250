import type { Action } from '../../core/declare/action.ts';
import type { CodeTable } from '../../core/declare/codes.ts';
import { chosenOutcome, type OutcomeChoice } from '../outcomes/chosen-outcome.ts';
import { codeFor } from '../outcomes/code-location.ts';
import { canBePending } from '../outcomes/later-actions.ts';
import { type SandboxOutcome, success } from '../outcomes/outcome.ts';
import { resolveOutcome } from '../outcomes/resolve-outcome.ts';
import { type Click, isClick, type PageStates } from './hosted-page.ts';
import { isPending, type ReadToken } from './read-token.ts';

interface Reader {
  /** The action that reads the result. */
  action: Action;
  codes: CodeTable;
}

/** The first of these outcomes for which the action has a code, or the last outcome. */
async function firstKnown([name = '', ...others]: readonly string[], reader: Reader): Promise<SandboxOutcome> {
  const outcome = await resolveOutcome(name);
  const isKnown = outcome.kind === 'codes' && codeFor(outcome, reader.action, reader.codes) !== undefined;
  return isKnown || others.length === 0 ? outcome : firstKnown(others, reader);
}

const outcomeOfClick: Readonly<Record<Click, (reader: Reader) => Promise<SandboxOutcome>>> = {
  pass: async () => success,
  fail: (reader) => firstKnown(['low-similarity', 'quality'], reader),
  leave: (reader) => firstKnown(['left', 'quality'], reader),
};

/**
 * The outcome of a token's result. An outcome that was chosen after the token was issued counts at once. One that was chosen
 * before counts when the process has ended, unless the person clicked a button at the page.
 * Throws IdvError `usage` if another version of the sandbox sealed an outcome that this one does not know.
 */
export async function outcomeOfToken(
  read: ReadToken,
  reader: Reader,
  { choice, pageStates }: { choice: OutcomeChoice; pageStates: PageStates },
  nowMs: number,
): Promise<SandboxOutcome> {
  const { token } = read;
  const chosen = chosenOutcome(choice, reader.action.name);
  if (chosen && chosen.name !== token.outcome) return chosen;
  const pageState = pageStates.get(token.id);
  if (isClick(pageState)) return outcomeOfClick[pageState](reader);
  if (canBePending(reader.action, reader.codes) && isPending(read, pageState, nowMs)) return resolveOutcome('pending');
  if (pageState === 'opened') return firstKnown(['timed-out', 'expired'], reader);
  return token.outcome === undefined ? success : resolveOutcome(token.outcome);
}
