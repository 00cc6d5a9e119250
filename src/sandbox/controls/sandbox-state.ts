import type { Action } from '../../core/declare/action.ts';
import { createUploadStore, type UploadStore } from '../files/upload-store.ts';
import { createChoice, type OutcomeChoice } from '../outcomes/chosen-outcome.ts';
import type { SandboxOutcome } from '../outcomes/outcome.ts';
import type { PageStates } from '../tokens/hosted-page.ts';
import { createJournal, type Journal } from './journal.ts';
import type { OutcomeRow } from './list-outcomes.ts';
import { createNotes, type NoteOf } from './media-notes.ts';

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

/** The outcomes of one action. The list is made on first use, and then kept. */
export type OutcomesOf = (action: Action) => Promise<readonly OutcomeRow[]>;

function createOutcomes(): OutcomesOf {
  const made = new Map<string, Promise<readonly OutcomeRow[]>>();
  const make = async (action: Action): Promise<readonly OutcomeRow[]> => (await import('./list-outcomes.ts')).listOutcomes(action);
  return (action) => {
    const list = made.get(action.name) ?? make(action);
    made.set(action.name, list);
    return list;
  };
}

/** Everything that a sandbox remembers from one request to the next. Changed in place. */
export interface SandboxState {
  choice: OutcomeChoice;
  outcomes: OutcomesOf;
  journal: Journal;
  noteOf: NoteOf;
  uploads: UploadStore;
  pageStates: PageStates;
  withinRate: WithinRate;
  /** How far the clock of tokens, uploads and files is ahead. Signatures are checked by the true clock. */
  offsetMs: number;
}

/** `first` is the outcome that the sandbox is started with. */
export const createState = (first: SandboxOutcome | undefined): SandboxState => ({
  choice: createChoice(first),
  outcomes: createOutcomes(),
  journal: createJournal(),
  noteOf: createNotes(),
  uploads: createUploadStore(),
  pageStates: new Map(),
  withinRate: createRate(),
  offsetMs: 0,
});
