import { IdvError } from '../../core/errors.ts';
import type { Media } from '../../core/http.ts';
import { findMark } from './mark.ts';
import type { SandboxOutcome } from './outcome.ts';
import { resolveOutcome } from './resolve-outcome.ts';

/** An outcome for the next `left` calls. */
export interface OutcomeForCalls {
  outcome: SandboxOutcome;
  left: number;
}

/** The outcomes that the user chose, and how often they were used. Changed in place. */
export interface OutcomeChoice {
  /** The outcome that the sandbox was started with. It counts again when the others are used up. */
  readonly first: SandboxOutcome | undefined;
  /** An outcome chosen later, for calls of any action. */
  current: OutcomeForCalls | undefined;
  /** Outcomes chosen for one action each, by its name. They take precedence. */
  byAction: Map<string, OutcomeForCalls>;
  /** How many throttled answers were given, by the name of the outcome that asked for them. */
  throttled: Map<string, number>;
}

export const createChoice = (first: SandboxOutcome | undefined): OutcomeChoice => ({
  first,
  current: undefined,
  byAction: new Map(),
  throttled: new Map(),
});

/** Sets the outcome of the next calls of an action, or of any action. Undefined takes back what was set before. */
export function chooseOutcome(choice: OutcomeChoice, chosen: OutcomeForCalls | undefined, action?: string): void {
  if (action === undefined) choice.current = chosen;
  else if (chosen) choice.byAction.set(action, chosen);
  else choice.byAction.delete(action);
  choice.throttled.clear();
}

/** Goes back to the outcome that the sandbox was started with. */
export function resetChoice(choice: OutcomeChoice): void {
  chooseOutcome(choice, undefined);
  choice.byAction.clear();
}

/** The outcome for a call of the action, or for a call whose action is not known yet. */
export const chosenOutcome = (choice: OutcomeChoice, action?: string): SandboxOutcome | undefined =>
  (action === undefined ? undefined : choice.byAction.get(action))?.outcome ?? choice.current?.outcome ?? choice.first;

/** Counts one answer of the action with its chosen outcome. */
export function countAnswer(choice: OutcomeChoice, action: string): void {
  const own = choice.byAction.get(action);
  const used = own ?? choice.current;
  if (!used) return;
  used.left -= 1;
  if (used.left > 0) return;
  if (own) choice.byAction.delete(action);
  else choice.current = undefined;
}

/** True for the first `times` calls with the outcome of this name. */
export function isThrottled(choice: OutcomeChoice, name: string, times: number): boolean {
  const given = choice.throttled.get(name) ?? 0;
  if (given >= times) return false;
  choice.throttled.set(name, given + 1);
  return true;
}

/** How far the clock of the sandbox is wrong on purpose. The clock is read before the action of a call is known. */
export function clockSkewMs(choice: OutcomeChoice): number {
  const outcome = chosenOutcome(choice);
  return outcome?.kind === 'fault' && outcome.fault.name === 'date' ? outcome.fault.argument * 1000 : 0;
}

/** The outcome of a call, undefined if there is no choice and no mark; or the reason why a mark cannot be used. */
export type CallOutcome = { outcome: SandboxOutcome | undefined } | { reason: string };

async function markedOutcome(media: ReadonlyMap<string, Media>): Promise<CallOutcome> {
  const mark = [...media.values()].map(({ bytes }) => findMark(bytes)).find((name) => name !== undefined);
  if (mark === undefined) return { outcome: undefined };
  try {
    const outcome = await resolveOutcome(mark);
    // The clock is checked before the media is read, so a mark comes too late to change it.
    const isTooLate = outcome.kind === 'fault' && outcome.fault.name === 'date';
    return isTooLate
      ? { reason: `${outcome.name} cannot be chosen by a mark, only when the sandbox starts or by POST /_sandbox/outcomes` }
      : { outcome };
  } catch (error) {
    if (error instanceof IdvError) return { reason: `${error.message}; ${error.hint}` };
    throw error;
  }
}

/** The outcome that the user chose for the action, or the one named by a mark in the media. */
export async function outcomeOfCall(choice: OutcomeChoice, action: string, media: ReadonlyMap<string, Media>): Promise<CallOutcome> {
  const outcome = chosenOutcome(choice, action);
  return outcome ? { outcome } : markedOutcome(media);
}
