import type { Media } from '../../core/body.ts';
import { IdvError } from '../../core/errors.ts';
import { findMark } from '../../media/mark.ts';
import type { SandboxOutcome } from './outcome.ts';
import { resolveOutcome } from './resolve-outcome.ts';

/** The outcome that the user chose, and how often it was used. Changed in place. */
export interface OutcomeChoice {
  /** The outcome that the sandbox was started with. It counts again when `current` is used up. */
  readonly first: SandboxOutcome | undefined;
  /** An outcome chosen later, for the next `left` calls. */
  current: { outcome: SandboxOutcome; left: number } | undefined;
  /** How many throttled answers were given, by the name of the outcome that asked for them. */
  throttled: Map<string, number>;
}

export const createChoice = (first: SandboxOutcome | undefined): OutcomeChoice => ({ first, current: undefined, throttled: new Map() });

/** Sets the outcome of the next calls. Undefined goes back to the first outcome. */
export function chooseOutcome(choice: OutcomeChoice, current: OutcomeChoice['current']): void {
  choice.current = current;
  choice.throttled.clear();
}

export const chosenOutcome = (choice: OutcomeChoice): SandboxOutcome | undefined => choice.current?.outcome ?? choice.first;

/** Counts one answer with the chosen outcome. */
export function countAnswer(choice: OutcomeChoice): void {
  if (!choice.current) return;
  choice.current.left -= 1;
  if (choice.current.left <= 0) choice.current = undefined;
}

/** True for the first `times` calls with the outcome of this name. */
export function isThrottled(choice: OutcomeChoice, name: string, times: number): boolean {
  const given = choice.throttled.get(name) ?? 0;
  if (given >= times) return false;
  choice.throttled.set(name, given + 1);
  return true;
}

/** How far the clock of the sandbox is wrong on purpose. */
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

/** The outcome that the user chose, or the one named by a mark in the media. */
export async function outcomeOfCall(choice: OutcomeChoice, media: ReadonlyMap<string, Media>): Promise<CallOutcome> {
  const outcome = chosenOutcome(choice);
  return outcome ? { outcome } : markedOutcome(media);
}
