import { type Problem, problemsError, usageProblem } from '../../core/errors.ts';
import { plural, withCommas } from '../../core/text/printable.ts';
import type { Evaluation } from './evaluate.ts';
import { trialsNeeded } from './figures/exact.ts';
import { type Figure, shownBound } from './figures/question.ts';
import type { InputRows } from './input/read-inputs.ts';
import type { LimitName } from './limit-names.ts';
import type { FinishedPoint } from './operating-point.ts';
import type { EvalSettings, Limit } from './settings.ts';
import { percent } from './wording.ts';

/** Met: the rows show it. Missed: the rate is over the limit. Not shown: the rate is under it, but there are too few rows to show it. */
type LimitResult = 'met' | 'missed' | 'not shown';

export interface LimitAnswer {
  flag: string;
  figure: LimitName;
  limit: number;
  answer: LimitResult;
  measured: Figure | null;
  /** For an APCER: the species that decides. */
  species: string | null;
  because: string;
  /** What would show it, and how many rows that takes; null if nothing more is needed, or if no number is enough. */
  wouldShow: string | null;
  trialsNeeded: number | null;
}

export interface Gate {
  answer: LimitResult;
  judgedBy: EvalSettings['gate'];
  limits: readonly LimitAnswer[];
}

/** The name of one row of a figure. */
const trials: Readonly<Record<LimitName, readonly [one: string, many: string]>> = {
  fmr: ['impostor pair', 'impostor pairs'],
  far: ['impostor try', 'impostor tries'],
  fnmr: ['genuine pair', 'genuine pairs'],
  frr: ['genuine try', 'genuine tries'],
  apcer: ['attack of each species with an answer', 'attacks of each species with an answer'],
  bpcer: ['bona fide presentation', 'bona fide presentations'],
  retake: ['genuine try', 'genuine tries'],
};

const enough = (figure: LimitName, count: number, errors: number): string =>
  `${plural(count, ...trials[figure])} ${errors === 0 ? 'without an error' : `with no more than ${plural(errors, 'error')}`}`;

/** The label of the rows that a limit is about. */
const labelCounted = (figure: LimitName, kind: Evaluation['kind']): 'impostor' | 'genuine' | 'bonafide' =>
  figure === 'fmr' || figure === 'far' ? 'impostor' : kind === 'liveness' ? 'bonafide' : 'genuine';

function howMany({ figure, most }: Limit, { confidence }: EvalSettings): string {
  const needed = trialsNeeded(most, 0, confidence);
  return needed === undefined ? '' : `: the limit takes at least ${enough(figure, needed, 0)}`;
}

/** All limits of figures that rows of this kind cannot have, each with the missing column. */
function limitProblems(settings: EvalSettings, { kind, finished, counts, study }: Evaluation, { columns }: InputRows): Problem[] {
  const problem = ({ figure }: Limit, message: string, fix: string): Problem => usageProblem(`--max-${figure}`, message, fix);
  const hasFailures = finished.some(({ score }) => score === undefined);
  return settings.limits.flatMap((limit) => {
    const { figure } = limit;
    if (kind === 'liveness' && ['fmr', 'far', 'fnmr', 'frr'].includes(figure))
      return problem(limit, 'the labels are bona fide and attack, so no faces were compared', 'limit apcer and bpcer');
    if (kind === 'comparison' && !study.judged && ['apcer', 'bpcer'].includes(figure))
      return problem(limit, 'these scores compare faces, and the column verdict is missing', 'give the results with their verdicts');
    if (figure === 'apcer' && study.sample.attacks.length === 0)
      return problem(
        limit,
        columns.has('species') ? 'no row is an attack' : 'no row is labelled attack, and the column species is missing',
        'give rows of attacks',
      );
    if (figure === 'retake' && !study.judged && !hasFailures)
      return problem(limit, 'the column verdict is missing, and every row has a score', 'give the results with their verdicts');
    const label = labelCounted(figure, kind);
    if (figure !== 'apcer' && counts[label === 'impostor' ? label : 'genuine'].finished === 0)
      return problem(limit, `no finished row is labelled ${label}`, `give such rows${howMany(limit, settings)}`);
    return [];
  });
}

/** The figures that a limit applies to; for an APCER, by species. */
function measuredBy(figure: LimitName, { liveness, ...rates }: FinishedPoint): (readonly [string | null, Figure | null])[] {
  if (figure === 'apcer') return Object.entries(liveness?.apcer ?? {});
  if (figure === 'bpcer') return [[null, liveness?.bpcer ?? null]];
  return [[null, figure === 'retake' ? rates.mustRetake : rates[figure]]];
}

/** Why these rows cannot meet a limit, however good their figures are. */
function doubtAbout({ from }: FinishedPoint, { choices, sandboxRows }: Evaluation, figure: Figure): string | undefined {
  const shared = choices?.halves.shared ?? 0;
  if (sandboxRows > 0) return `${plural(sandboxRows, 'row is', 'rows are')} from the sandbox, which compares no face`;
  if (from === 'picked')
    return 'the threshold was picked on these same rows: name it with --threshold, or choose it on other rows with --choose';
  if (from === 'chosen' && shared > 0) return `${plural(shared, 'person is', 'people are')} on both sides of the split`;
  if (figure.method.includes('though subjects repeat')) return 'subjects repeat, and the bootstrap is off: leave out --resamples 0';
  return undefined;
}

/** Why there is no figure. */
function missingFigure({ figure }: Limit, point: FinishedPoint | null, { study }: Evaluation): string {
  if (!point) return 'no threshold is named, and these rows lead to none';
  const { genuine, impostor } = study.sample;
  const { scored, ranges } = figure === 'fmr' || figure === 'far' ? impostor : genuine;
  const isHidden = ['fmr', 'far', 'fnmr', 'frr'].includes(figure) && scored + ranges.under[1] - ranges.under[0] > 0;
  return isHidden ? "the scores on the other side of the service's threshold are not known" : `there is no ${trials[figure][0]} to count`;
}

interface Asked {
  limit: Limit;
  species: string | null;
  measured: Figure | null;
  point: FinishedPoint | null;
}

function judge({ limit, species, measured, point }: Asked, evaluation: Evaluation, settings: EvalSettings): LimitAnswer {
  const errors = measured?.k ?? 0;
  const needed = trialsNeeded(limit.most, errors, settings.confidence) ?? null;
  const given = { flag: `--max-${limit.figure}`, figure: limit.figure, limit: limit.most, measured, species };
  const done = (answer: LimitResult, because: string): LimitAnswer => ({ ...given, answer, because, wouldShow: null, trialsNeeded: null });
  const open = (because: string, aside = ''): LimitAnswer => ({
    ...given,
    answer: 'not shown',
    because,
    wouldShow: needed === null ? null : `${enough(limit.figure, needed, errors)}${aside}`,
    trialsNeeded: needed,
  });
  if (!measured || !point) return open(missingFigure(limit, point, evaluation));
  const { k, n, rate, people } = measured;
  const upper = shownBound(measured, settings.confidence);
  const counted = `${percent(rate)} (${withCommas(k)} of ${withCommas(n)})`;
  if (rate > limit.most) return done('missed', `${counted} is over ${percent(limit.most)}`);
  const doubt = doubtAbout(point, evaluation, measured);
  const isLimitResult = upper <= limit.most;
  if (doubt) return isLimitResult ? done('not shown', `${counted}, but ${doubt}`) : open(`${counted}, but ${doubt}`);
  if (settings.gate === 'rate') return done('met', `${counted}; only the rate was checked, which says nothing about other rows`);
  if (isLimitResult) return done('met', `${counted}, and at most ${percent(upper)}`);
  if (people === null) return open(`${counted}, and perhaps ${percent(upper)}`);
  return open(`${counted}, and perhaps ${percent(upper)}, since people repeat`, ', each about different people');
}

const bySeriousness: readonly LimitResult[] = ['met', 'not shown', 'missed'];

/** The most serious answer; if there are several, the one with the worst figure. */
function mostSerious(answers: readonly LimitAnswer[]): LimitAnswer | undefined {
  const weightOf = ({ answer, measured }: LimitAnswer): readonly number[] => [
    bySeriousness.indexOf(answer),
    measured?.rate ?? 1,
    measured?.upper ?? 1,
  ];
  return answers.toSorted((a, b) => {
    const [left, right] = [weightOf(a), weightOf(b)];
    return left.map((value, index) => (right[index] as number) - value).find((difference) => difference !== 0) ?? 0;
  })[0];
}

/** Every limit at an operating point; for several species, the most serious answer. */
export const answersAt = (point: FinishedPoint | null, evaluation: Evaluation, settings: EvalSettings): LimitAnswer[] =>
  settings.limits.map((limit): LimitAnswer => {
    const measured = point ? measuredBy(limit.figure, point) : [];
    const answers = (measured.length > 0 ? measured : ([[null, null]] as const)).map(([species, figure]) =>
      judge({ limit, species, measured: figure, point }, evaluation, settings),
    );
    return mostSerious(answers) as LimitAnswer;
  });

/** Checks every limit; undefined if there is none. Throws IdvError `usage` for limits that rows of this kind cannot have. */
export function judgeLimits(evaluation: Evaluation, settings: EvalSettings, inputRows: InputRows): Gate | undefined {
  const problems = limitProblems(settings, evaluation, inputRows);
  if (problems.length > 0) throw problemsError(problems);
  const limits = answersAt(evaluation.operatingPoint, evaluation, settings);
  const worst = mostSerious(limits);
  return worst && { answer: worst.answer, judgedBy: settings.gate, limits };
}
