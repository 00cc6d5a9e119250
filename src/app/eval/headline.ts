import { plural, withCommas } from '../../core/text/printable.ts';
import type { Evaluation } from './evaluate.ts';
import { trialsNeeded, upperBound } from './figures/exact.ts';
import { type Figure, shownBound } from './figures/question.ts';
import type { FinishedPoint } from './operating-point.ts';
import type { EvalSettings } from './settings.ts';
import type { Claim } from './vendor-claims.ts';
import { confidenceOf, oddsOrPercent, oneIn, oneSided, percent, percentRange } from './wording.ts';

/** The name of a row in a sentence. */
const tryWord = ({ unit }: EvalSettings): readonly [one: string, many: string] =>
  unit === 'transaction' ? ['transaction', 'transactions'] : ['try', 'tries'];

const pointInWords = (threshold: number | null): string => (threshold === null ? 'As the service decided' : `At ${threshold}`);

function opening({ threshold, from }: FinishedPoint, { choices }: Evaluation): string {
  if (from === 'picked')
    return `No threshold was named; ${threshold === null ? 'on these rows' : `at ${threshold}, picked on these same rows`}`;
  if (from !== 'chosen' || !choices) return pointInWords(threshold);
  const [chosenOn, judgedOn] = choices.halves.names;
  return `${pointInWords(threshold)}, chosen on ${chosenOn} and judged on ${judgedOn}`;
}

/** The absence of errors proves nothing. So the sentence says how many there may be: by rows, and by people if they are in several rows. */
function strangersClause({ far }: FinishedPoint, evaluation: Evaluation, settings: EvalSettings): string {
  const { confidence } = settings;
  const [, tries] = tryWord(settings);
  if (!far) return evaluation.counts.impostor.finished > 0 ? 'how many strangers pass is not known' : 'no stranger was tested';
  const { k, n, rate, upper, interval } = far;
  if (k > 0) {
    const [low, high] = interval.map(oddsOrPercent);
    return `${withCommas(k)} of ${withCommas(n)} ${tries} of strangers passed (${oddsOrPercent(rate)}; ${confidenceOf(confidence)}: ${low} to ${high})`;
  }
  const byRows = upperBound(0, n, confidence);
  const { people } = evaluation.study.sample.impostor;
  const byPeople = upper > byRows ? `; ${oneIn(upper)} if each of the ${withCommas(people)} people counts once` : '';
  return `no stranger passed in ${plural(n, ...tryWord(settings))} (so at most ${oneIn(byRows)}, ${oneSided(confidence)}${byPeople})`;
}

const shareOf = (figure: Figure | null, words: string): string[] => (figure && figure.k > 0 ? [`${percent(figure.rate)} ${words}`] : []);

function usersClause({ turnedAway, mustRetake, toAPerson }: FinishedPoint, { counts }: Evaluation, settings: EvalSettings): string {
  if (!turnedAway)
    return counts.genuine.finished > 0 ? 'how many of your users are turned away is not known' : 'no genuine user was tested';
  const { k, n, rate, interval, upper } = turnedAway;
  const away =
    k === 0
      ? `none of ${plural(n, ...tryWord(settings))} of your users is turned away (so at most ${percent(upper)}, ${oneSided(settings.confidence)})`
      : `${percent(rate)} of your users are turned away (${percentRange(interval)})`;
  return [away, ...shareOf(mustRetake, 'must retake'), ...shareOf(toAPerson, 'go to a person')].join(', ');
}

/** Compares the vendor's promise for this threshold with the rows. */
function claimSentence(
  { threshold, fmr }: FinishedPoint,
  claims: readonly Claim[],
  { study }: Evaluation,
  { confidence, unit }: EvalSettings,
): string[] {
  const claim = claims.find((each) => each.threshold === threshold);
  // The promise is about one comparison, but in a transaction a stranger has up to three.
  if (!claim || !fmr || unit === 'transaction') return [];
  const promise = `The vendor's ${oneIn(claim.falseAcceptRate)}`;
  if (fmr.interval[0] > claim.falseAcceptRate) return [`${promise} is contradicted: here it is ${oneIn(fmr.rate)}.`];
  if (shownBound(fmr, confidence) <= claim.falseAcceptRate) return [`${promise} is shown.`];
  const needed = trialsNeeded(claim.falseAcceptRate, fmr.k, confidence) ?? 0;
  const errors = fmr.k === 0 ? 'without an error' : `with no more than ${plural(fmr.k, 'error')}`;
  const people = study.sample.impostor.repeated ? ', each about different people,' : '';
  return [`${promise} is not contradicted, but not shown: ${withCommas(needed)} tries ${errors}${people} would.`];
}

/** The species that gets through most often, or if none does, the one with the highest upper bound. */
function attackClause({ liveness }: FinishedPoint, { confidence }: EvalSettings): string | undefined {
  const tested = Object.entries(liveness?.apcer ?? {}).flatMap(([species, figure]) => (figure ? [{ species, figure }] : []));
  const worst = tested.toSorted((a, b) => b.figure.rate - a.figure.rate || b.figure.upper - a.figure.upper)[0];
  if (!worst) return undefined;
  const { species, figure } = worst;
  const { k, n, rate, interval, upper } = figure;
  return k === 0
    ? `no attack got through liveness in ${plural(
        tested.reduce((sum, each) => sum + each.figure.n, 0),
        'presentation',
      )} (of ${species} at most ${percent(upper)}, ${oneSided(confidence)})`
    : `of the attacks, ${species} gets through liveness most often, ${withCommas(k)} of ${withCommas(n)} (${percent(rate)}, ${percentRange(interval)})`;
}

function livenessSentence(point: FinishedPoint, evaluation: Evaluation, settings: EvalSettings): string {
  const { bpcer, bonafideNonResponse } = point.liveness ?? {};
  const refused = bpcer ? `${percent(bpcer.rate)} of real users are refused (${percentRange(bpcer.interval)})` : 'no real user was tested';
  const clauses = [refused, ...shareOf(bonafideNonResponse ?? null, 'must retake')].join(', ');
  return `${opening(point, evaluation)}: ${attackClause(point, settings) ?? 'no attack was tested'}; ${clauses}.`;
}

/** The result for people: one or two sentences that can be read alone. */
export function headline(evaluation: Evaluation, settings: EvalSettings): string {
  const { operatingPoint: point, kind, claims, sandboxRows } = evaluation;
  const sandbox = sandboxRows > 0 ? 'Sandbox rows, no face was compared. ' : '';
  if (!point)
    return `${sandbox}These rows lead to no threshold: ${evaluation.counts.impostor.finished === 0 ? 'no stranger was tested' : 'name one with --threshold'}.`;
  if (kind === 'liveness') return `${sandbox}${livenessSentence(point, evaluation, settings)}`;
  const attacks = Object.keys(point.liveness?.apcer ?? {}).length > 0 ? attackClause(point, settings) : undefined;
  const clauses = [strangersClause(point, evaluation, settings), usersClause(point, evaluation, settings)];
  const first = `${opening(point, evaluation)}: ${clauses.join('; ')}.`;
  const more = attacks === undefined ? [] : [`${attacks[0]?.toUpperCase()}${attacks.slice(1)}.`];
  return sandbox + [first, ...claimSentence(point, claims, evaluation, settings), ...more].join(' ');
}
