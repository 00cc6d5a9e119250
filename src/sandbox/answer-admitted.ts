import { IdvError } from '../core/errors.ts';
import { findMark } from '../media/mark.ts';
import { type Said, sayOutcome } from './answer.ts';
import { type Outcome, resolveOutcome, success } from './resolve-outcome.ts';
import { chosenOutcome, countAnswer, type SandboxState, throttles } from './state.ts';
import type { Admitted, Vendor } from './vendor.ts';

export interface Answered {
  said: Said;
  /** Absent where there was none to answer with: the mark names no outcome. */
  outcome?: Outcome;
}

async function markedOutcome({ media }: Admitted): Promise<Outcome | undefined> {
  for (const { bytes } of media.values()) {
    const mark = findMark(bytes);
    if (mark !== undefined) return resolveOutcome(mark);
  }
  return undefined;
}

/** Why a mark cannot be followed, in one sentence; undefined if it can. */
const markTrouble = (outcome: Outcome | undefined): string | undefined =>
  // A mark is read long after the clocks were compared.
  outcome?.kind === 'fault' && outcome.fault.name === 'date' ? `${outcome.name} takes --outcome or POST /_sandbox/outcomes` : undefined;

async function sayChosen(outcome: Outcome, { action }: Admitted, vendor: Vendor, state: SandboxState, requestId: string): Promise<Said> {
  if (outcome.kind === 'fault' && outcome.fault.name === 'throttle' && throttles(state, outcome.name, outcome.fault.argument)) {
    return { refusal: { code: vendor.throttleCode, message: 'the sandbox was asked to throttle this call' } };
  }
  // An ordinary success speaks of no code, and loads no table.
  const codes = outcome.kind === 'codes' ? await vendor.provider.loadCodes() : {};
  const said = sayOutcome(outcome, action, codes, requestId);
  return said ?? { refusal: { code: vendor.badValueCode, message: `the sandbox's outcome ${outcome.name} does not fit ${action.name}` } };
}

/** Answers a call that passed every check: as chosen from outside, else as its media is marked, else with success. */
export async function answerAdmitted(admitted: Admitted, vendor: Vendor, state: SandboxState, requestId: string): Promise<Answered> {
  const refuseMark = (why: string): Answered => ({
    said: { refusal: { code: vendor.badValueCode, message: `the mark in the media: ${why}` } },
  });
  let outcome = chosenOutcome(state);
  if (!outcome) {
    try {
      outcome = await markedOutcome(admitted);
    } catch (error) {
      if (error instanceof IdvError) return refuseMark(`${error.message}; ${error.hint}`);
      throw error;
    }
    const trouble = markTrouble(outcome);
    if (trouble) return refuseMark(trouble);
  }
  countAnswer(state);
  return { said: await sayChosen(outcome ?? success, admitted, vendor, state, requestId), outcome: outcome ?? success };
}
