import { KeyedRecords, keyBytes } from '../keyed-records.ts';
import type { Span } from './group-commit.ts';
import type { JournalRecord, RecordHead } from './record.ts';

/** The last state of a row in the journal. */
export interface RowState {
  /** A row whose call was taken back has no state, unless it had one before. */
  step: Exclude<JournalRecord['type'], 'released'>;
  generation: number;
  /** Digest of the row's values as they were written; empty if the journal does not contain it. */
  written: string;
  /** Stamp of the row's files as they were called; empty if the journal does not contain it. */
  stamp: string;
  /** The position of the record that gave the state. */
  span: Span;
}

/** The rows that have a state in a journal, by their keys. */
export interface KnownRows extends Iterable<[key: string, state: RowState]> {
  readonly size: number;
  get(key: string): RowState | undefined;
}

/** A record stores the index in this list plus 1. 0 means that the state was taken back, or that there never was one. */
const steps = ['intent', 'issued', 'unsure', 'outcome'] as const;
const writtenAt = keyBytes;
const stampAt = writtenAt + keyBytes;
const offsetAt = stampAt + keyBytes;
const lengthAt = offsetAt + 8;
const generationAt = lengthAt + 4;
const hasWrittenAt = generationAt + 4;
const hasStampAt = hasWrittenAt + 1;
const stepAt = hasStampAt + 1;

/** A state that a later call of the same row hides, until that call is answered or taken back. */
type Covered = RowState & { below: Covered | undefined };

/** The states of all rows of a journal: 67 bytes for each, and a slot in the hash table. */
export class RowStates implements KnownRows {
  readonly #records = new KeyedRecords(stepAt + 1 - keyBytes);
  readonly #covered = new Map<string, Covered>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(key: string): RowState | undefined {
    const number = this.#records.find(key);
    return number === undefined ? undefined : stateIn(this.#records.at(number));
  }

  *[Symbol.iterator](): Generator<[string, RowState]> {
    for (let number = 0; number < this.#records.named; number += 1) {
      const record = this.#records.at(number);
      const state = stateIn(record);
      if (state) yield [record.toString('hex', 0, keyBytes), state];
    }
  }

  /** Applies a line to the states. Lines must come in their order. Returns the change in the number of calls: 1, 0 or -1. */
  note({ type, key, generation, written, stamp }: RecordHead, span: Span): number {
    const before = this.get(key);
    // A late outcome of an earlier generation does not change the state of a later one.
    if (before && before.generation > generation) return 0;
    const covered = this.#covered.get(key);
    if (type === 'released') {
      this.#set(key, covered);
      this.#cover(key, covered?.below);
      return -1;
    }
    const ofCall = { written: written ?? before?.written ?? '', stamp: (type === 'intent' ? stamp : before?.stamp) ?? '' };
    this.#set(key, { step: type, generation, ...ofCall, span });
    this.#cover(key, type === 'intent' && before ? { ...before, below: covered } : undefined);
    return type === 'intent' ? 1 : 0;
  }

  #cover(key: string, state: Covered | undefined): void {
    if (state) this.#covered.set(key, state);
    else this.#covered.delete(key);
  }

  #numberOf(key: string): number {
    const next = this.#records.named;
    return this.#records.name(next, key) ?? next;
  }

  #set(key: string, state: RowState | undefined): void {
    const record = this.#records.at(this.#numberOf(key));
    const isKnown = record[stepAt] !== 0;
    record[stepAt] = state ? 1 + steps.indexOf(state.step) : 0;
    this.#size += Number(state !== undefined) - Number(isKnown);
    if (!state) return;
    record[hasWrittenAt] = Number(state.written !== '');
    record.write(state.written, writtenAt, 'hex');
    record[hasStampAt] = Number(state.stamp !== '');
    record.write(state.stamp, stampAt, 'hex');
    record.writeDoubleLE(state.span.offset, offsetAt);
    record.writeUInt32LE(state.span.length, lengthAt);
    record.writeUInt32LE(state.generation, generationAt);
  }
}

function stateIn(record: Buffer): RowState | undefined {
  const step = steps[(record[stepAt] ?? 0) - 1];
  if (step === undefined) return undefined;
  return {
    step,
    generation: record.readUInt32LE(generationAt),
    written: record[hasWrittenAt] === 1 ? record.toString('hex', writtenAt, stampAt) : '',
    stamp: record[hasStampAt] === 1 ? record.toString('hex', stampAt, offsetAt) : '',
    span: { offset: record.readDoubleLE(offsetAt), length: record.readUInt32LE(lengthAt) },
  };
}
