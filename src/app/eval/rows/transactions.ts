import { IdvError } from '../../../core/errors.ts';
import { isFinished, type Label, type Row } from '../input/row.ts';

/** A person tries up to three times; what comes after is another transaction by any name. */
const mostAttempts = 3;

/** Rows of transactions in place of attempts. */
export interface Transactions {
  /** One finished row for each transaction with a finished attempt. */
  rows: readonly Row[];
  /** Attempts of these transactions, and transactions without a finished attempt, by label. */
  attempts: Readonly<Record<Label, number>>;
  excluded: Readonly<Record<Label, number>>;
  /** Transactions with more attempts than count. */
  longer: number;
}

const isScored = ({ verdict, score }: Row): boolean =>
  score !== undefined && (verdict === undefined || verdict === 'pass' || verdict === 'mismatch');

const rank = (row: Row): number => (row.verdict === 'pass' ? 2 : isScored(row) ? 1 : 0);

/** Accepted if any attempt passed: the best score counts, and of attempts without one the last verdict. */
function merged(finished: readonly Row[], distances: boolean): Row {
  const best = Math.max(...finished.map(rank));
  const last = finished.findLast((row) => rank(row) === best) as Row;
  const scores = finished.filter(isScored).flatMap(({ score }) => score ?? []);
  return scores.length === 0 ? last : { ...last, score: distances ? Math.min(...scores) : Math.max(...scores) };
}

const counts = (): Record<Label, number> => ({ genuine: 0, impostor: 0, bonafide: 0, attack: 0 });

/** Throws IdvError `media` where one transaction has attempts of two labels. Rows without a transaction stand for themselves. */
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
    const stranger = group.find(({ label }) => label !== first.label);
    if (stranger) {
      throw new IdvError('media', `lines ${first.line} and ${stranger.line} are one transaction with two labels`, {
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
