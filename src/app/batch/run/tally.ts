import type { ErrorCategory } from '../../../core/exit.ts';
import { isRecord } from '../../../core/json.ts';
import { type RepeatedBy, type RowBody, repeatedBy } from './row-body.ts';

/** The number of rows with the same kind (a verdict or a category of failure) and the same code. */
interface TallyLine {
  kind: string;
  code: string;
  rows: number;
}

/** Rows that are named in a message. There may be a million of them, so only the first are kept. */
export interface NamedRows {
  rows: number;
  /** The ids of the first rows, as many as a message names. */
  first: string[];
}

/** Counts of what happened to the rows of a batch so far. */
export interface RowTally {
  done: number;
  /** Calls of this run that were made, or may have been made. */
  calls: number;
  /** Requests of this run, including calls that only read. */
  sent: number;
  throttles: number;
  /** Rows that an earlier run had finished. */
  resumed: number;
  unsure: NamedRows;
  retakes: NamedRows;
  pending: number;
  /** The numbers of failed rows, by what calls them again. */
  failed: Record<RepeatedBy, number>;
  /** The number of rows whose pictures and clips could not be saved. */
  unsaved: number;
  lines(): TallyLine[];
  verdicts(): ReadonlyMap<string, number>;
  failures(): ReadonlyMap<ErrorCategory, number>;
  /** Counts the result of a row. `isKept` is false if the journal does not contain it. */
  note(id: string, body: RowBody, isKept?: boolean): void;
}

const add = <K>(counts: Map<K, number>, key: K): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

/** How many rows a message names by their ids. */
const mostNamed = 20;

function name(named: NamedRows, id: string): void {
  named.rows += 1;
  if (named.first.length < mostNamed) named.first.push(id);
}

/** The most frequent kinds come first. */
const linesOf = (codes: ReadonlyMap<string, number>): TallyLine[] =>
  [...codes]
    .map(([name, rows]) => ({ kind: name.split(' ')[0] ?? '', code: name.slice(name.indexOf(' ') + 1), rows }))
    .sort((a, b) => b.rows - a.rows || (a.code < b.code ? -1 : 1));

export function createRowTally(): RowTally {
  const codes = new Map<string, number>();
  const verdicts = new Map<string, number>();
  const failures = new Map<ErrorCategory, number>();
  return {
    done: 0,
    calls: 0,
    sent: 0,
    throttles: 0,
    resumed: 0,
    unsure: { rows: 0, first: [] },
    retakes: { rows: 0, first: [] },
    pending: 0,
    failed: { run: 0, retry: 0, payAgain: 0 },
    unsaved: 0,
    lines: () => linesOf(codes),
    verdicts: () => verdicts,
    failures: () => failures,
    note(id, body, isKept = true) {
      const { verdict, reason, error, unsure } = body;
      this.done += 1;
      if (isRecord(error)) {
        this.failed[repeatedBy(body, isKept)] += 1;
        add(failures, error.category as ErrorCategory);
        add(codes, `${error.category} ${error.code}`);
      } else if (unsure !== undefined) {
        name(this.unsure, id);
        add(codes, 'unsure no-answer');
      } else {
        const kind = String(verdict ?? 'answered');
        add(verdicts, kind);
        add(codes, `${kind} ${isRecord(reason) ? reason.code : ''}`);
        if (kind === 'retake') name(this.retakes, id);
        if (kind === 'pending') this.pending += 1;
      }
    },
  };
}
