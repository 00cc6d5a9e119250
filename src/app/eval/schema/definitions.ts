import { byName, count, list, number, object, oneOfSchema, orNull, ref, type Schema, share, textSchema, yes } from './schema-words.ts';

export const figure = orNull(ref('figure'));
const origin = oneOfSchema(
  ['flag', 'service', 'vendor', 'chosen', 'picked'],
  'a flag, the verdicts, the vendor’s manual, a rule on other rows, or these very rows',
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
  description: 'all thresholds with these rates: above < t <= upTo; of distances from <= t < below; null where there is no end',
  anyOf: [
    object({ above: orNull(number('excluded')), upTo: orNull(number('included')) }),
    object({ from: orNull(number('included')), below: orNull(number('excluded')) }),
  ],
};

const liveness = object({
  apcer: byName(figure, 'by species: attacks that liveness let through, of those with an answer'),
  attackNonResponse: byName(figure, 'by species: attacks without an answer'),
  iapar: byName(figure, 'by species: accepted by all checks, of all presentations'),
  bpcer: figure,
  bonafideNonResponse: figure,
  bonafideNotAccepted: figure,
  worstSpecies: orNull(textSchema('the species with the highest APCER')),
  apcerMax: orNull(share('its APCER')),
});

export const point = object({
  threshold: orNull(number('null: what the service decided, by a threshold that is not known')),
  from: origin,
  byScoreAlone: yes('under the service’s threshold, which a call can only raise'),
  fmr: figure,
  far: figure,
  fnmr: figure,
  frr: figure,
  turnedAway: figure,
  mustRetake: figure,
  toAPerson: figure,
  hter: orNull(share('half of FMR and FNMR; only at a threshold that came from elsewhere')),
  liveness: orNull(ref('liveness')),
});

const limitPoint = {
  name: textSchema('FMR1000 and its like'),
  target: share('the limit'),
  threshold: orNull(ref('steps')),
  round: orNull(number('the roundest of them')),
  fmr: figure,
  fnmr: figure,
};

export const figures = object({
  genuine: count('rows with a score'),
  impostor: count('rows with a score'),
  maxFmr: list(
    object({
      ...limitPoint,
      belowResolution: yes('one error would miss it, and the absence of errors proves nothing'),
      trialsNeededWithoutError: orNull(count('that would show it')),
    }),
    'the lowest threshold that keeps each limit',
  ),
  maxFnmr: list(object(limitPoint), 'the highest threshold that keeps each limit'),
  eer: orNull(
    object({
      value: orNull(share('FVC: the middle of low and high')),
      interval: orNull(ref('interval')),
      method: orNull(textSchema('of the interval')),
      low: share('FVC'),
      high: share('FVC'),
      threshold: ref('steps'),
      round: number('the roundest of them'),
      interpolated: share('where the straight piece meets the diagonal'),
      convexHull: share('the same on the convex hull'),
    }),
  ),
  auc: orNull(ref('measured')),
  dPrime: orNull(number('variances over n')),
  mean: object(labelled(orNull(number('of the scores')))),
});

export const fates = { accepted: figure, turnedAway: figure, mustRetake: figure, toAPerson: figure };

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
  difference: number('share of errors of this run less that of the baseline'),
  interval: orNull(ref('interval')),
  method: orNull(textSchema('of the interval')),
  mcnemarExactP: share('two-sided, rows as if independent'),
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
  flag: textSchema('--max-fmr and its like'),
  figure: oneOfSchema(['fmr', 'fnmr', 'far', 'frr', 'apcer', 'bpcer', 'retake'], ''),
  limit: share('the most it may be'),
  answer: ref('answer'),
  measured: figure,
  species: orNull(textSchema('that decides, of an APCER')),
  because: textSchema('why'),
  wouldShow: orNull(textSchema('what would show it')),
  trialsNeeded: orNull(count('rows that would show it')),
});

export const person = object({ person: textSchema('as the column has it'), errors: count(''), rows: count('') });

export const definitions = {
  interval,
  steps,
  figure: object({
    k: count('rows counted'),
    n: count('rows out of which'),
    rate: share('k / n'),
    people: orNull(count('different ones, where they repeat')),
    interval: ref('interval'),
    upper: share('one-sided bound, at settings.confidence'),
    method: textSchema('of interval and upper'),
    clopperPearson: ref('interval'),
    wilson: ref('interval'),
    bootstrap: orNull(ref('interval')),
  }),
  measured: object({ value: number(''), interval: orNull(ref('interval')), method: orNull(textSchema('of the interval')) }),
  answer: oneOfSchema(['met', 'missed', 'not shown'], 'met: shown; missed: the rate is over the limit; not shown: it is not, and may be'),
  liveness,
  point,
};
