import { IdvError } from '../../core/errors.ts';
import type { InputRows } from './input/read-inputs.ts';
import { isFinished, type Row } from './input/row.ts';
import type { Origin } from './operating-point.ts';
import { type ServiceThreshold, serviceThreshold } from './rows/service-threshold.ts';
import { type Transactions, transactionsOf } from './rows/transactions.ts';
import type { EvalSettings } from './settings.ts';
import { openStudy, type ScoreKind } from './study.ts';
import { type Claim, claimsFor } from './vendor-claims.ts';

const refused = (message: string, hint: string): IdvError => new IdvError('media', message, { code: 'not-comparable', hint });

/** Scores of two actions or vendors have two different scales, so a curve of both has no meaning. */
function refuseMixed({ actions, providers }: InputRows): void {
  for (const [what, values] of [
    ['actions', actions],
    ['providers', providers],
  ] as const) {
    if (values.length < 2) continue;
    const shown = values
      .slice(0, 5)
      .map((value) => value.slice(0, 40))
      .join(', ');
    throw refused(
      `the rows are of ${values.length} ${what}: ${shown}`,
      'their scores have different scales: evaluate each of them separately',
    );
  }
}

/** The labels decide whether scores are about comparison or liveness. A single column of scores cannot be about both. */
function kindOf(rows: readonly Row[]): ScoreKind {
  const has = (label: Row['label']): boolean => rows.some((row) => row.label === label);
  if (!has('bonafide') && !has('attack')) return 'comparison';
  if (rows.some(({ verdict }) => verdict !== undefined)) return has('genuine') || has('impostor') ? 'comparison' : 'liveness';
  if (!has('impostor')) return 'liveness';
  if (has('bonafide'))
    throw refused('one column of scores holds comparisons (impostor) and liveness (bona fide)', 'evaluate them separately');
  return 'comparison';
}

export interface ListedThreshold {
  threshold: number;
  from: Origin;
}

/**
 * The thresholds that are printed side by side: those of flags, or if there are none, the service's own and those of the vendor's manual.
 */
function listedThresholds(
  { thresholds }: EvalSettings,
  service: ServiceThreshold | undefined,
  claims: readonly Claim[],
): ListedThreshold[] {
  const listed: ListedThreshold[] =
    thresholds.length > 0
      ? thresholds.map((threshold) => ({ threshold, from: 'flag' as const }))
      : [
          ...(service?.value == null ? (service?.values ?? []) : [service.value]).map((threshold) => ({
            threshold,
            from: 'service' as const,
          })),
          ...claims.map(({ threshold }) => ({ threshold, from: 'vendor' as const })),
        ];
  const once = listed.filter(({ threshold }, index) => listed.findIndex((other) => other.threshold === threshold) === index);
  return once.sort((a, b) => a.threshold - b.threshold);
}

/** The rows that figures count: attempts, or transactions if they were asked for. */
function unitRows(inputRows: InputRows, settings: EvalSettings): { finished: readonly Row[]; transactions: Transactions | null } {
  const transactions = inputRows.columns.has('transaction') ? transactionsOf(inputRows.rows, settings.distances) : null;
  const finished = settings.unit === 'transaction' && transactions ? transactions.rows : inputRows.rows.filter(isFinished);
  if (finished.some(({ score, verdict }) => score !== undefined || verdict !== undefined)) return { finished, transactions };
  throw new IdvError('media', 'no row has a score or a final verdict', {
    code: 'nothing-measurable',
    hint: 'check the columns score and verdict',
  });
}

/** What is known about the rows before anything is counted. */
export function prepare(inputRows: InputRows, settings: EvalSettings) {
  refuseMixed(inputRows);
  const { finished, transactions } = unitRows(inputRows, settings);
  const kind = kindOf(finished);
  const judged = finished.every(({ verdict }) => verdict !== undefined);
  const isDecided = judged && kind === 'liveness';
  if (isDecided && (settings.thresholds.length > 0 || settings.rules.length > 0))
    throw new IdvError('usage', 'liveness was decided by the service: these rows have no threshold', {
      code: 'no-threshold',
      hint: 'leave out --threshold and --choose, or the verdicts with --field verdict=',
    });
  const service = judged && !isDecided ? serviceThreshold(finished, settings.distances) : undefined;
  const study = openStudy(finished, kind, settings.distances, service);
  const claims =
    kind === 'comparison' && (judged || inputRows.actions.length > 0) ? claimsFor(inputRows.actions, service?.value ?? null) : [];
  return { finished, transactions, kind, service, study, claims, listed: listedThresholds(settings, service, claims) };
}

export type Prepared = ReturnType<typeof prepare>;
