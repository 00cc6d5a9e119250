import type { Action } from '../core/declare/action.ts';
import type { CodeTable } from '../core/declare/codes.ts';
import { IdvError } from '../core/errors.ts';
import { findMark } from '../media/mark.ts';
import { codeFor } from './code-place.ts';
import { type Outcome, success } from './outcome.ts';
import { resolveOutcome } from './resolve-outcome.ts';
import { canBePending } from './result-outcome.ts';
import { chosenOutcome, type SandboxState } from './state.ts';
import { isPending, type ReadToken } from './token-life.ts';
import type { Admitted, Refusal } from './vendor.ts';
import { type Click, isClick } from './visits.ts';

/** Undefined where nobody chose. */
export type Choosing = { outcome: Outcome | undefined } | { refusal: Refusal };

/** Why a mark cannot be followed, in one sentence; undefined if it can. */
const markTrouble = (outcome: Outcome): string | undefined =>
  // A mark is read long after the clocks were compared.
  outcome.kind === 'fault' && outcome.fault.name === 'date' ? `${outcome.name} takes --outcome or POST /_sandbox/outcomes` : undefined;

async function markedOutcome(media: Admitted['media'], badValueCode: string): Promise<Choosing> {
  const refuse = (why: string): Choosing => ({ refusal: { code: badValueCode, message: `the mark in the media: ${why}` } });
  const mark = [...media.values()].map(({ bytes }) => findMark(bytes)).find((name) => name !== undefined);
  if (mark === undefined) return { outcome: undefined };
  try {
    const outcome = await resolveOutcome(mark);
    const trouble = markTrouble(outcome);
    return trouble === undefined ? { outcome } : refuse(trouble);
  } catch (error) {
    if (error instanceof IdvError) return refuse(`${error.message}; ${error.hint}`);
    throw error;
  }
}

/** The outcome of a call that reads no token: as chosen from outside, else as its media is marked. */
export async function chooseOutcome(media: Admitted['media'], badValueCode: string, state: SandboxState): Promise<Choosing> {
  const outcome = chosenOutcome(state);
  return outcome ? { outcome } : markedOutcome(media, badValueCode);
}

interface Reading {
  /** The action that reads the result. */
  action: Action;
  codes: CodeTable;
}

/** How a Fail reads: the first for which the action has a word. */
async function failure({ action, codes }: Reading): Promise<Outcome> {
  const mismatch = await resolveOutcome('low-similarity');
  const isKnown = mismatch.kind === 'codes' && codeFor(mismatch, action, codes) !== undefined;
  return isKnown ? mismatch : resolveOutcome('quality');
}

const ofClick: Readonly<Record<Click, (reading: Reading) => Promise<Outcome>>> = {
  pass: async () => success,
  fail: failure,
  leave: () => resolveOutcome('left'),
};

/**
 * The outcome of a token's result. One chosen since the token was issued counts at once; one chosen before it comes
 * about in its time; a click at the hosted page outranks that.
 */
export async function outcomeOfToken(read: ReadToken, reading: Reading, state: SandboxState, nowMs: number): Promise<Outcome> {
  const { token } = read;
  const chosen = chosenOutcome(state);
  if (chosen && chosen.name !== token.outcome) return chosen;
  const visit = state.visits.get(token.id);
  if (isClick(visit)) return ofClick[visit](reading);
  if (canBePending(reading.action, reading.codes) && isPending(read, visit, nowMs)) return resolveOutcome('pending');
  if (visit === 'opened') return resolveOutcome('timed-out');
  return token.outcome === undefined ? success : resolveOutcome(token.outcome);
}
