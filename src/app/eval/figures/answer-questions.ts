import type { Sample } from '../strata/sample.ts';
import { emptyWeighed, type Weighed, weigh } from '../strata/stratum.ts';
import type { Interval } from './exact.ts';
import { type Generator, randomBelow } from './generator.ts';
import { type Answered, figureOf, isQuestion, measuredOf, type Question, type Spread, type WeighedStrata, weighedOf } from './question.ts';

export interface IntervalSettings {
  /** The confidence of two-sided intervals and one-sided bounds, such as 0.95. */
  confidence: number;
  /** 0 turns the bootstrap off. */
  resamples: number;
  /** A new generator for a sample; it gives the same numbers every time. */
  generator(): Generator;
  /** Resample also if no person is in several rows: for figures that have no formula. */
  always?: true;
  /** Gives signals a chance to be handled between two stretches of counting. */
  letSignalsIn(): Promise<void>;
}

/** About this many rows are weighed between two calls of `letSignalsIn`: some 20 ms. */
const rowsPerPause = 5_000_000;

/** Linear interpolation between the two nearest sorted values, as in numpy and R. */
function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const lower = sorted[Math.floor(at)] ?? Number.NaN;
  return lower + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] ?? lower) - lower);
}

/** Percentiles of the values; a resample in which nothing could be counted is left out. */
function spreadOf(values: Float64Array, confidence: number): Spread | undefined {
  const counted = values.filter((value) => !Number.isNaN(value)).sort();
  if (counted.length === 0) return undefined;
  const interval: Interval = [quantile(counted, (1 - confidence) / 2), quantile(counted, (1 + confidence) / 2)];
  return { interval, upper: quantile(counted, confidence) };
}

function questionsIn(tree: unknown): Question[] {
  if (isQuestion(tree)) return [tree];
  return typeof tree === 'object' && tree !== null ? Object.values(tree).flatMap(questionsIn) : [];
}

function valueIn(question: Question, weighedStrata: WeighedStrata): number {
  if (question.ask === 'measure') return question.value(weighedStrata);
  if (question.resampled) return question.resampled(weighedStrata);
  const weighed = weighedOf(weighedStrata, question.of);
  return question.k(weighed) / question.n(weighed);
}

function drawPeople(weights: Int32Array, people: number, next: Generator): void {
  weights.fill(0, 1);
  for (let drawn = 0; drawn < people; drawn += 1) {
    const person = 1 + randomBelow(next, people);
    weights[person] = (weights[person] as number) + 1;
  }
}

/** The value of every question in every resample of the people. A person who is drawn twice counts twice, in all of their rows. */
async function resample(
  sample: Sample,
  questions: readonly Question[],
  weighedStrata: Map<(typeof sample.strata)[number], Weighed>,
  intervalSettings: IntervalSettings,
) {
  const values = questions.map(() => new Float64Array(intervalSettings.resamples));
  const weights = new Int32Array(sample.people + 1).fill(1);
  const next = intervalSettings.generator();
  let weighedRows = 0;
  for (let round = 0; round < intervalSettings.resamples; round += 1) {
    drawPeople(weights, sample.people, next);
    for (const [stratum, weighed] of weighedStrata) {
      weigh(stratum, weights, weighed);
      weighedRows += stratum.size;
    }
    for (const [index, question] of questions.entries()) (values[index] as Float64Array)[round] = valueIn(question, weighedStrata);
    if (weighedRows > rowsPerPause) {
      weighedRows = 0;
      await intervalSettings.letSignalsIn();
    }
  }
  return values;
}

/** Replaces all questions of a tree with figures, in one run over the resamples. */
export async function answerQuestions<T>(sample: Sample, tree: T, intervalSettings: IntervalSettings): Promise<Answered<T>> {
  const questions = questionsIn(tree);
  const weighedStrata = new Map(sample.strata.map((stratum) => [stratum, emptyWeighed(stratum)]));
  for (const [stratum, weighed] of weighedStrata) weigh(stratum, new Int32Array(sample.people + 1).fill(1), weighed);
  const counted = questions.map((question) => {
    if (question.ask === 'measure') return { value: question.value(weighedStrata), k: 0, n: 0 };
    const weighed = weighedOf(weighedStrata, question.of);
    return { value: 0, k: question.k(weighed), n: question.n(weighed) };
  });
  const isResampled =
    intervalSettings.resamples > 0 &&
    sample.people > 1 &&
    (intervalSettings.always === true || sample.strata.some(({ repeated }) => repeated));
  const values = isResampled ? await resample(sample, questions, weighedStrata, intervalSettings) : [];
  const answers = new Map<unknown, unknown>(
    questions.map((question, index) => {
      const { k, n, value } = counted[index] as { k: number; n: number; value: number };
      const spread = values[index] && spreadOf(values[index], intervalSettings.confidence);
      const figure =
        question.ask === 'measure' ? measuredOf(question, value, spread) : figureOf(question, k, n, spread, intervalSettings.confidence);
      return [question, figure];
    }),
  );
  const filled = (node: unknown): unknown => {
    if (isQuestion(node)) return answers.get(node);
    if (Array.isArray(node)) return node.map(filled);
    return typeof node === 'object' && node !== null
      ? Object.fromEntries(Object.entries(node).map(([name, value]) => [name, filled(value)]))
      : node;
  };
  return filled(tree) as Answered<T>;
}
