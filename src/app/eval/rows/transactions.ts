import { IdvError } from '../../../core/errors.ts';
import { isFinished, type Label, type Row } from '../input/row.ts';

/** A person tries up to three times. Further attempts of a transaction are not counted. */
const mostAttempts = 3;

/** Rows that stand for transactions, not for attempts. */
export interface Transactions {
  /** One finished row for each transaction with a finished attempt. */
  rows: readonly Row[];
  /** Attempts of these transactions, and transactions without a finished attempt, by label. */
  attempts: Readonly<Record<Label, number>>;
  excluded: Readonly<Record<Label, number>>;
  /** Transactions with more than three attempts. */
  longer: number;
}

const isScored = ({ verdict, score }: Row): boolean =>
  score !== undefined && (verdict === undefined || verdict === 'pass' || verdict === 'mismatch');

const rank = (row: Row): number => (row.verdict === 'pass' ? 2 : isScored(row) ? 1 : 0);

/** A transaction is accepted if any attempt passed. The best score counts; if no attempt has a score, the last verdict. */
function merged(finished: readonly Row[], distances: boolean): Row {
  const best = Math.max(...finished.map(rank));
  const last = finished.findLast((row) => rank(row) === best) as Row;
  const scores = finished.filter(isScored).flatMap(({ score }) => score ?? []);
  return scores.length === 0 ? last : { ...last, score: distances ? Math.min(...scores) : Math.max(...scores) };
}

const counts = (): Record<Label, number> => ({ genuine: 0, impostor: 0, bonafide: 0, attack: 0 });

/** Throws IdvError `media` if one transaction has attempts with two labels. A row without a transaction is a transaction of its own. */
export function transactionsOf(rows: readonly Row[], distances: boolean): Transactions {
  const groups = new Map<string | number, Row[]>();
  for (const [index, row] of rows.entries()) {
    const key = row.transaction ?? index;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const [attempts, excluded] = [counts(), counts()];
  const made: Row[] = [];
  let longer = 0;
  for (const group of groups.values()) {
    const [first] = group as [Row, ...Row[]];
    const contradicting = group.find(({ label }) => label !== first.label);
    if (contradicting) {
      throw new IdvError('media', `lines ${first.line} and ${contradicting.line} are one transaction with two labels`, {
        code: 'mixed-transaction',
        hint: 'a transaction is about one person who is genuine or not: correct the label or the transaction',
      });
    }
    const counted = group.sort((a, b) => (a.attempt ?? 0) - (b.attempt ?? 0)).slice(0, mostAttempts);
    if (counted.length < group.length) longer += 1;
    const finished = counted.filter(isFinished);
    if (finished.length === 0) excluded[first.label] += 1;
    else {
      attempts[first.label] += counted.length;
      made.push(merged(finished, distances));
    }
  }
  return { rows: made, attempts, excluded, longer };
}
