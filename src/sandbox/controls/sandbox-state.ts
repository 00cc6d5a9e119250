import { createUploadStore, type UploadStore } from '../files/upload-store.ts';
import { createChoice, type OutcomeChoice } from '../outcomes/chosen-outcome.ts';
import type { SandboxOutcome } from '../outcomes/outcome.ts';
import type { Visits } from '../tokens/hosted-page.ts';
import { createJournal, type Journal } from './journal.ts';

const windowMs = 1000;

/** Counts calls under a key. False for a call that would be more than `perSecond` within any second; such a call does not count. */
export type WithinRate = (key: string, perSecond: number, nowMs: number) => boolean;

export function createRate(): WithinRate {
  const calls = new Map<string, number[]>();
  return (key, perSecond, nowMs) => {
    // The distance is absolute: after the clock was set back, the key is not locked until the clock has caught up.
    const recent = (calls.get(key) ?? []).filter((atMs) => Math.abs(nowMs - atMs) < windowMs);
    const allowed = recent.length < perSecond;
    calls.set(key, allowed ? [...recent, nowMs] : recent);
    return allowed;
  };
}

/** Everything that a sandbox remembers from one request to the next. Changed in place. */
export interface SandboxState {
  choice: OutcomeChoice;
  journal: Journal;
  uploads: UploadStore;
  visits: Visits;
  withinRate: WithinRate;
  /** How far the clock of tokens, uploads and files is ahead. Signatures are checked by the true clock. */
  offsetMs: number;
}

/** `first` is the outcome that the sandbox is started with. */
export const createState = (first: SandboxOutcome | undefined): SandboxState => ({
  choice: createChoice(first),
  journal: createJournal(),
  uploads: createUploadStore(),
  visits: new Map(),
  withinRate: createRate(),
  offsetMs: 0,
});
