import { createJournal, type Journal } from '../controls/journal.ts';
import { createUploadStore, type UploadStore } from '../files/upload-store.ts';
import type { Visits } from '../tokens/visits.ts';
import type { Outcome } from './outcome.ts';

/** The outcome chosen from outside, for every call or for the next `left` of them. */
export interface Choice {
  outcome: Outcome;
  left: number;
}

/** All that a sandbox remembers between two requests. */
export interface SandboxState {
  /** What it was started with, and goes back to. */
  readonly first: Outcome | undefined;
  choice: Choice | undefined;
  /** Throttled answers given so far, by the outcome that asked for them. */
  throttled: Map<string, number>;
  journal: Journal;
  uploads: UploadStore;
  visits: Visits;
  /** How far the clock of tokens, uploads and files is ahead; signatures go by the true one. */
  offsetMs: number;
}

export const createState = (first: Outcome | undefined): SandboxState => ({
  first,
  choice: undefined,
  throttled: new Map(),
  journal: createJournal(),
  uploads: createUploadStore(),
  visits: new Map(),
  offsetMs: 0,
});

export function choose(state: SandboxState, choice: Choice | undefined): void {
  state.choice = choice;
  state.throttled.clear();
}

export const chosenOutcome = (state: SandboxState): Outcome | undefined => state.choice?.outcome ?? state.first;

/** Counts one answer that the choice has made. */
export function countAnswer(state: SandboxState): void {
  if (!state.choice) return;
  state.choice.left -= 1;
  if (state.choice.left <= 0) state.choice = undefined;
}

/** How far the clock is off on purpose. */
export function clockSkewMs(state: SandboxState): number {
  const outcome = chosenOutcome(state);
  return outcome?.kind === 'fault' && outcome.fault.name === 'date' ? outcome.fault.argument * 1000 : 0;
}

/** True for the first `times` calls that ask under this name. */
export function throttles(state: SandboxState, name: string, times: number): boolean {
  const given = state.throttled.get(name) ?? 0;
  if (given >= times) return false;
  state.throttled.set(name, given + 1);
  return true;
}
