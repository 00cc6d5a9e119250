import { againstBaseline } from './against-baseline.ts';
import { countsOf, groupFigures, transactionFigures } from './breakdowns.ts';
import { type Choices, chosenThresholds } from './chosen.ts';
import type { IntervalSettings } from './figures/answer-questions.ts';
import type { Interval } from './figures/exact.ts';
import type { Measured } from './figures/question.ts';
import { groupsByVerdict } from './figures/verdict-groups.ts';
import type { InputRows } from './input/read-inputs.ts';
import { finishPoint, operatingPoint, withWorst } from './operating-point.ts';
import { type ListedThreshold, type Prepared, prepare } from './prepare.ts';
import type { EvalSettings } from './settings.ts';
import { comparisonFigures, figuresOf, livenessFigures, pointAt, pointOfVerdicts, type Study } from './study.ts';

/** Targets of limits, which the tables show in addition to the usual ones. */
const targetsOf = ({ limits }: EvalSettings, figure: 'fmr' | 'apcer'): number[] =>
  limits.filter((limit) => limit.figure === figure).map(({ most }) => most);

/** The questions about the complete set, in the structure of the report. */
const mainQuestions = (study: Study, settings: EvalSettings, listed: readonly ListedThreshold[]) => ({
  asDecided: study.judged ? groupsByVerdict(study.sample) : null,
  verdictPoint: study.judged ? pointOfVerdicts(study) : null,
  atThresholds: listed.map(({ threshold }) => pointAt(study, threshold)),
  figures: study.kind === 'comparison' ? comparisonFigures(study, settings.confidence, targetsOf(settings, 'fmr')) : null,
  bpcerAtApcer: study.kind === 'liveness' && !study.judged ? livenessFigures(study, targetsOf(settings, 'apcer')) : null,
});

/** A number, with its interval if the set has enough people for one. */
const flatValue = (measured: Measured | null): { value: number | null; interval: Interval | null; method: string | null } => ({
  value: measured?.value ?? null,
  interval: measured?.interval ?? null,
  method: measured?.method ?? null,
});

/** Figures of the complete set, and the operating point of the report. */
async function mainFigures(
  { study, service, listed }: Prepared,
  settings: EvalSettings,
  choices: Choices | null,
  intervalSettings: IntervalSettings,
) {
  const isUnder = (threshold: number): boolean => service?.value != null && study.sign * threshold < study.sign * service.value;
  const point = operatingPoint(settings, study, service);
  const asked = point && point.from !== 'service' && point.threshold !== null ? pointAt(study, point.threshold) : null;
  const answered = await figuresOf(study, { ...mainQuestions(study, settings, listed), asked }, intervalSettings);
  const { asDecided, verdictPoint, atThresholds, bpcerAtApcer, figures } = answered;
  const chosen = choices?.choices.find((choice) => choice.eval !== null)?.eval ?? null;
  const here = answered.asked ?? (verdictPoint && { ...verdictPoint, threshold: service?.value ?? null });
  return {
    operatingPoint: chosen ?? (here && point ? finishPoint(here, point.from, here.threshold !== null && isUnder(here.threshold)) : null),
    asDecided,
    figures: figures && { ...figures, eer: figures.eer && { ...figures.eer, ...flatValue(figures.eer.value) } },
    atThresholds: atThresholds.map((each, index) => {
      const { from, threshold } = listed[index] as ListedThreshold;
      return finishPoint(each, from, isUnder(threshold));
    }),
    bpcerAtApcer: bpcerAtApcer?.map(withWorst) ?? null,
    liveness: verdictPoint ? finishPoint(verdictPoint, 'service', false).liveness : null,
  };
}

/**
 * Every figure of a labelled set. Throws IdvError `media` if the rows do not belong in one set, and `usage` if flags need columns that are
 * missing.
 */
export async function evaluate(
  inputRows: InputRows,
  baseline: InputRows | undefined,
  settings: EvalSettings,
  intervalSettings: IntervalSettings,
) {
  const prepared = prepare(inputRows, settings);
  const { finished, transactions, kind, service, study, listed } = prepared;
  const choices = await chosenThresholds(settings, finished, inputRows, kind, service, intervalSettings);
  const main = await mainFigures(prepared, settings, choices, intervalSettings);
  // On the rows on which a threshold was chosen, its figures would look too good.
  const others = choices?.halves.eval;
  const across = await againstBaseline(
    { ...inputRows, rows: others ?? inputRows.rows },
    baseline,
    study,
    main.operatingPoint?.threshold ?? null,
    settings,
    intervalSettings,
  );
  return {
    ...prepared,
    ...main,
    choices,
    sandboxRows: inputRows.rows.filter(({ sandbox }) => sandbox).length,
    counts: {
      genuine: countsOf(inputRows.rows, (label) => label === 'genuine' || label === 'bonafide'),
      impostor: countsOf(inputRows.rows, (label) => label === 'impostor'),
      attack: countsOf(inputRows.rows, (label) => label === 'attack'),
    },
    transactionFigures: transactions && (await transactionFigures(transactions, study, listed, intervalSettings)),
    baselineStudy: across?.study,
    againstBaseline: across?.facts ?? null,
    byGroup:
      settings.group === undefined ? null : await groupFigures(others ?? finished, study, service, main.operatingPoint, intervalSettings),
  };
}

export type Evaluation = Awaited<ReturnType<typeof evaluate>>;
