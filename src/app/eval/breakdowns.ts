import { IdvError } from '../../core/errors.ts';
import type { IntervalSettings } from './figures/answer-questions.ts';
import { groupsByVerdict } from './figures/verdict-groups.ts';
import type { Label, Row } from './input/row.ts';
import { finishPoint, type OperatingPoint } from './operating-point.ts';
import { type ServiceThreshold, serviceThreshold } from './rows/service-threshold.ts';
import type { Transactions } from './rows/transactions.ts';
import { figuresOf, openStudy, pointAt, pointOfVerdicts, type Study } from './study.ts';

/** The numbers of rows of one class, by result. */
export function countsOf(rows: readonly Row[], belongs: (label: Label) => boolean) {
  const excluded = { pending: 0, expired: 0, error: 0, unsure: 0 };
  const people = new Set<number>();
  let [all, finished, withScore] = [0, 0, 0];
  for (const { label, verdict, score, subject, reference } of rows) {
    if (!belongs(label)) continue;
    all += 1;
    if (verdict !== undefined && verdict in excluded) {
      excluded[verdict as keyof typeof excluded] += 1;
      continue;
    }
    finished += 1;
    if (score !== undefined) withScore += 1;
    if (subject >= 0) people.add(subject);
    if (reference >= 0) people.add(reference);
  }
  return { rows: all, excluded, finished, withScore, people: people.size };
}

/** Figures of each value of a field, at one operating point; null if there is no such point. */
export async function groupFigures(
  rows: readonly Row[],
  { kind, sign, judged }: Study,
  service: ServiceThreshold | undefined,
  at: OperatingPoint | null,
  intervalSettings: IntervalSettings,
) {
  if (!at || (at.threshold === null && !judged)) return null;
  const names = [...new Set(rows.map(({ group }) => group))].sort();
  const most = 50;
  if (names.length > most)
    throw new IdvError('usage', `--group: ${names.length} values are too many for groups`, {
      code: 'too-many-groups',
      hint: `name a field with at most ${most}`,
    });
  const figures = [];
  for (const name of names) {
    const study = openStudy(
      rows.filter(({ group }) => group === name),
      kind,
      sign === -1,
      service,
    );
    const point = at.from === 'service' || at.threshold === null ? pointOfVerdicts(study) : pointAt(study, at.threshold);
    figures.push({ group: name ?? null, ...finishPoint(await figuresOf(study, point, intervalSettings), at.from, false) });
  }
  return figures;
}

/** The figures per transaction, next to those per attempt. */
export async function transactionFigures(
  made: Transactions,
  { kind, sign, judged }: Study,
  listed: readonly OperatingPoint[],
  intervalSettings: IntervalSettings,
) {
  const study = openStudy(made.rows, kind, sign === -1, judged ? serviceThreshold(made.rows, sign === -1) : undefined);
  const meanAttempts = (label: 'genuine' | 'impostor', finished: number): number | null =>
    finished === 0 ? null : made.attempts[label] / finished;
  const tree = {
    atThresholds: listed.flatMap(({ threshold }) => (threshold === null ? [] : pointAt(study, threshold))),
    genuine: { accepted: judged ? groupsByVerdict(study.sample).genuine.accepted : null },
    impostor: { accepted: judged ? groupsByVerdict(study.sample).impostor.accepted : null },
  };
  const answered = await figuresOf(study, tree, intervalSettings);
  const facts = (label: 'genuine' | 'impostor') => {
    const finished = study.sample[label].size;
    return { ...answered[label], finished, excluded: made.excluded[label], meanAttempts: meanAttempts(label, finished) };
  };
  return {
    genuine: facts('genuine'),
    impostor: facts('impostor'),
    atThresholds: answered.atThresholds.map((point, index) => finishPoint(point, listed[index]?.from ?? 'flag', false)),
  };
}
