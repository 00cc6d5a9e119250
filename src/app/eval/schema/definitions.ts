import {
  booleanSchema,
  byName,
  count,
  list,
  number,
  object,
  oneOfSchema,
  orNull,
  ref,
  type Schema,
  share,
  textSchema,
} from './schema-words.ts';

export const figure = orNull(ref('figure'));
const origin = oneOfSchema(
  ['flag', 'service', 'vendor', 'chosen', 'picked'],
  'a flag, the verdicts, the vendor’s manual, a rule on other rows, or these same rows',
);
const interval: Schema = {
  type: 'array',
  prefixItems: [number('low'), number('high')],
  items: false,
  minItems: 2,
  description: 'two-sided, at settings.confidence',
};
export const labelled = (schema: Schema): Readonly<Record<string, Schema>> => ({ genuine: schema, impostor: schema });

const steps: Schema = {
  description: 'all thresholds with these rates: above < t <= upTo; for distances from <= t < below; null if there is no end',
  anyOf: [
    object({ above: orNull(number('excluded')), upTo: orNull(number('included')) }),
    object({ from: orNull(number('included')), below: orNull(number('excluded')) }),
  ],
};

const liveness = object({
  apcer: byName(figure, 'by species: attacks that liveness let through, of those with a liveness answer'),
  attackNonResponse: byName(figure, 'by species: attacks without an answer'),
  iapar: byName(figure, 'by species: attacks accepted by all checks, of all presentations'),
  bpcer: figure,
  bonafideNonResponse: figure,
  bonafideNotAccepted: figure,
  worstSpecies: orNull(textSchema('the species with the highest APCER')),
  apcerMax: orNull(share('its APCER')),
});

export const point = object({
  threshold: orNull(number('null: decided by the service, with an unknown threshold')),
  from: origin,
  byScoreAlone: booleanSchema('under the service’s threshold, which a call can only raise'),
  fmr: figure,
  far: figure,
  fnmr: figure,
  frr: figure,
  turnedAway: figure,
  mustRetake: figure,
  toAPerson: figure,
  hter: orNull(share('the mean of FMR and FNMR; only if the threshold does not come from these rows')),
  liveness: orNull(ref('liveness')),
});

const limitPoint = {
  name: textSchema('FMR1000 and similar'),
  target: share('the limit'),
  threshold: orNull(ref('steps')),
  round: orNull(number('the roundest of these thresholds')),
  fmr: figure,
  fnmr: figure,
};

export const figures = object({
  genuine: count('rows with a score'),
  impostor: count('rows with a score'),
  maxFmr: list(
    object({
      ...limitPoint,
      belowResolution: booleanSchema('one error would miss it, so the absence of errors proves nothing'),
      trialsNeededWithoutError: orNull(count('that would show it')),
    }),
    'the lowest threshold that keeps each limit',
  ),
  maxFnmr: list(object(limitPoint), 'the highest threshold that keeps each limit'),
  eer: orNull(
    object({
      value: orNull(share('as in FVC: the mean of low and high')),
      interval: orNull(ref('interval')),
      method: orNull(textSchema('of the interval')),
      low: share('FVC'),
      high: share('FVC'),
      threshold: ref('steps'),
      round: number('the roundest of these thresholds'),
      interpolated: share('where the straight line between the neighbours meets the diagonal'),
      convexHull: share('the same on the convex hull'),
    }),
  ),
  auc: orNull(ref('measured')),
  dPrime: orNull(number('variances over n')),
  mean: object(labelled(orNull(number('of the scores')))),
});

export const decisionShares = { accepted: figure, turnedAway: figure, mustRetake: figure, toAPerson: figure };

export const classCounts = object({
  rows: count('all'),
  excluded: object({ pending: count(''), expired: count(''), error: count(''), unsure: count('') }, 'left out of every figure'),
  finished: count('all others'),
  withScore: count('of the finished'),
  people: count('in the finished rows'),
});

export const discordance = object({
  pairs: count('that both runs decided'),
  onlyAWrong: count('only this run'),
  onlyBWrong: count('only the baseline'),
  bothWrong: count('both'),
  difference: number('share of errors of this run minus that of the baseline'),
  interval: orNull(ref('interval')),
  method: orNull(textSchema('of the interval')),
  mcnemarExactP: share('two-sided; treats rows as independent'),
});

export const choice = object({
  rule: textSchema('as given to --choose'),
  chosenOn: textSchema('name of the half'),
  judgedOn: textSchema('name of the half'),
  threshold: orNull(number('null: none keeps the limit')),
  interval: orNull(ref('steps')),
  dev: orNull(ref('point')),
  eval: orNull(ref('point')),
});

export const limitAnswer = object({
  flag: textSchema('the flag, such as --max-fmr'),
  figure: oneOfSchema(['fmr', 'fnmr', 'far', 'frr', 'apcer', 'bpcer', 'retake'], ''),
  limit: share('the largest value that is allowed'),
  answer: ref('answer'),
  measured: figure,
  species: orNull(textSchema('the species that decides an APCER')),
  because: textSchema('why'),
  wouldShow: orNull(textSchema('what would show it')),
  trialsNeeded: orNull(count('rows that would show it')),
});

export const person = object({ person: textSchema('as in the column'), errors: count(''), rows: count('') });

export const definitions = {
  interval,
  steps,
  figure: object({
    k: count('rows counted'),
    n: count('rows in total'),
    rate: share('k / n'),
    people: orNull(count('different people, if they are in several rows')),
    interval: ref('interval'),
    upper: share('one-sided bound, at settings.confidence'),
    method: textSchema('of interval and upper'),
    clopperPearson: ref('interval'),
    wilson: ref('interval'),
    bootstrap: orNull(ref('interval')),
  }),
  measured: object({ value: number(''), interval: orNull(ref('interval')), method: orNull(textSchema('of the interval')) }),
  answer: oneOfSchema(
    ['met', 'missed', 'not shown'],
    'met: shown by the rows; missed: the rate is over the limit; not shown: the rate is not over it, but the true rate may be',
  ),
  liveness,
  point,
};
