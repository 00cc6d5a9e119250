import type { Evaluation } from '../evaluate.ts';
import type { InputRows } from '../input/read-inputs.ts';
import type { Row } from '../input/row.ts';

/** A person with many errors at the operating point. This is personal data, shown only with `--show-pii`. */
interface WorstPerson {
  person: string;
  errors: number;
  rows: number;
}

const most = 5;

function ranked(rows: readonly Row[], isError: (row: Row) => boolean, names: readonly string[]): WorstPerson[] {
  const counts = new Map<number, { errors: number; rows: number }>();
  for (const row of rows) {
    for (const person of new Set([row.subject, row.reference])) {
      if (person < 0) continue;
      const count = counts.get(person) ?? { errors: 0, rows: 0 };
      counts.set(person, { errors: count.errors + (isError(row) ? 1 : 0), rows: count.rows + 1 });
    }
  }
  return [...counts]
    .filter(([, { errors }]) => errors > 0)
    .sort(([, a], [, b]) => b.errors - a.errors || a.rows - b.rows)
    .slice(0, most)
    .map(([person, count]) => ({ person: names[person] ?? '', ...count }));
}

/** The people who are refused most often, and those in the most false matches. */
export function worstPeople({ finished, operatingPoint, study }: Evaluation, { people }: InputRows) {
  if (!operatingPoint) return null;
  const { threshold, from } = operatingPoint;
  const accepted = ({ score, verdict }: Row): boolean => {
    if (from === 'service' || threshold === null) return verdict === 'pass';
    const counts = verdict === undefined || verdict === 'pass' || verdict === 'mismatch';
    return counts && score !== undefined && study.sign * score >= study.sign * threshold;
  };
  const of = (label: Row['label']): Row[] => finished.filter((row) => row.label === label);
  return {
    refused: ranked(of('genuine'), (row) => !accepted(row), people),
    falselyMatched: ranked(of('impostor'), accepted, people),
  };
}
