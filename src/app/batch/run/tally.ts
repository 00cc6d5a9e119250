import type { ErrorCategory } from '../../../core/exit.ts';
import { isRecord } from '../../../core/json.ts';
import type { RowBody } from './row-body.ts';

/** Rows of one kind: a verdict or a failure, and the code that says why. */
interface TallyLine {
  kind: string;
  code: string;
  rows: number;
}

/** Rows to name, of which there may be a million. */
export interface NamedRows {
  rows: number;
  /** So many as a person is told. */
  first: string[];
}

/** What became of the rows of a batch so far. */
export interface RowTally {
  done: number;
  /** Calls of this run that were made, or may have been made. */
  calls: number;
  /** Requests of this run, calls that only read among them. */
  sent: number;
  throttles: number;
  /** Rows that an earlier run had done. */
  resumed: number;
  unsure: NamedRows;
  retakes: NamedRows;
  pending: number;
  /** Pictures and clips of so many rows could not be kept. */
  unsaved: number;
  lines(): TallyLine[];
  verdicts(): ReadonlyMap<string, number>;
  failures(): ReadonlyMap<ErrorCategory, number>;
  note(id: string, body: RowBody): void;
}

const add = <K>(counts: Map<K, number>, key: K): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

/** How many rows a person is told by their ids. */
const mostNamed = 20;

function name(named: NamedRows, id: string): void {
  named.rows += 1;
  if (named.first.length < mostNamed) named.first.push(id);
}

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
    unsaved: 0,
    lines: () =>
      [...codes]
        .map(([name, rows]) => ({ kind: name.split(' ')[0] ?? '', code: name.slice(name.indexOf(' ') + 1), rows }))
        .sort((a, b) => b.rows - a.rows || (a.code < b.code ? -1 : 1)),
    verdicts: () => verdicts,
    failures: () => failures,
    note(id, { verdict, reason, error, unsure }) {
      this.done += 1;
      if (isRecord(error)) {
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
