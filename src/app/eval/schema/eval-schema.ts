import {
  choice,
  classCounts,
  decisionShares,
  definitions,
  discordance,
  figure,
  figures,
  labelled,
  limitAnswer,
  person,
  point,
} from './definitions.ts';
import { byName, count, list, number, object, oneOfSchema, orNull, ref, type Schema, share, textSchema } from './schema-words.ts';

/** What was read. */
const inputSchema = object({
  files: list(
    object({
      name: textSchema('as given'),
      format: oneOfSchema(['csv', 'json', 'scores'], ''),
      sha256: textSchema('of its bytes'),
      rows: count('read'),
    }),
    '',
  ),
  rows: count('counted or excluded'),
  people: count('named in any row'),
  sandboxRows: count('rows from the sandbox, which compares no face'),
  setAside: object({
    duplicates: count('of the same files'),
    differing: count('duplicates with a different answer'),
    sameFile: count('a file with itself'),
  }),
  providers: list(textSchema(''), ''),
  actions: list(textSchema(''), ''),
});

/** How it was counted. */
const settingsSchema = object({
  accepts: oneOfSchema(['score >= threshold', 'score <= threshold'], ''),
  unit: oneOfSchema(['attempt', 'transaction'], ''),
  confidence: share(''),
  resamples: count(''),
  seed: count(''),
  generator: textSchema(''),
});

/** BPCER20 and similar figures. */
const bpcerSchema = orNull(
  list(
    object({
      name: textSchema('BPCER20 and similar'),
      maxApcer: share(''),
      threshold: orNull(ref('steps')),
      round: orNull(number('')),
      apcer: byName(figure, 'by species'),
      bpcer: figure,
      worstSpecies: orNull(textSchema('')),
      apcerMax: orNull(share('')),
    }),
    'the lowest threshold at which every species keeps the limit',
  ),
);

/** Figures of transactions, each of several attempts. */
const transactionsSchema = orNull(
  object({
    ...labelled(
      object({
        accepted: figure,
        finished: count(''),
        excluded: count('without a finished attempt'),
        meanAttempts: orNull(number('')),
      }),
    ),
    atThresholds: list(ref('point'), ''),
  }),
);

/** Thresholds that were chosen on one half and measured on the other. */
const chosenSchema = orNull(
  object({
    crossed: count('rows about people of both halves'),
    peopleOnBothSides: count('of a split by a column of the data'),
    rows: object({ dev: count(''), eval: count('') }),
    choices: list(choice, ''),
  }),
);

/** Two systems over the same rows. */
const baselineSchema = orNull(
  object({
    thresholds: object({ score: orNull(number('')), baseline: orNull(number('')) }),
    joinedBy: oneOfSchema(['the same row', 'id', 'media', 'label, subject and reference'], ''),
    withoutPartner: object({ score: count(''), baseline: count('') }),
    undecided: count('pairs for which one run has no score'),
    baseline: orNull(ref('point')),
    fnmr: orNull(discordance),
    fmr: orNull(discordance),
  }),
);

/** The operating point of each group. */
const groupsSchema = orNull(
  list(
    {
      ...point,
      properties: { group: orNull(textSchema('')), ...(point.properties as object) },
      required: ['group', ...(point.required as string[])],
    },
    '',
  ),
);

/** JSON Schema of what `idv eval --json` prints. A figure is null if there is no row to count. */
export const evalJsonSchema = (): Schema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'idv eval',
  ...object({
    schemaVersion: { const: 1 },
    sentence: textSchema('the result in one or two sentences'),
    warnings: list(object({ code: textSchema('in kebab-case'), message: textSchema('a sentence') }), 'reasons to trust the figures less'),
    kind: oneOfSchema(['comparison', 'liveness'], 'what the scores measure'),
    input: inputSchema,
    settings: settingsSchema,
    counts: object({ genuine: classCounts, impostor: classCounts, attack: classCounts }),
    serviceThreshold: orNull(
      object({ value: orNull(number('')), source: { enum: ['rows', 'verdicts', null] }, values: list(number(''), 'that rows name') }),
    ),
    vendorClaims: list(object({ provider: textSchema(''), threshold: number(''), falseAcceptRate: share('') }), 'of the vendor’s manual'),
    operatingPoint: orNull(ref('point')),
    asDecided: orNull(
      object({
        genuine: object({ ...decisionShares, frr: figure, fnmr: figure, bpcer: figure, bpnrr: figure }),
        impostor: object({ ...decisionShares, far: figure, fmr: figure }),
      }),
    ),
    atThresholds: list(ref('point'), ''),
    figures: orNull(figures),
    liveness: orNull(ref('liveness')),
    bpcerAtApcer: bpcerSchema,
    transactions: transactionsSchema,
    chosen: chosenSchema,
    againstBaseline: baselineSchema,
    byGroup: groupsSchema,
    worstPeople: orNull(object({ refused: list(person, ''), falselyMatched: list(person, '') }, 'only with --show-pii')),
    gate: orNull(object({ answer: ref('answer'), judgedBy: oneOfSchema(['bound', 'rate'], ''), limits: list(limitAnswer, '') })),
  }),
  $defs: definitions,
});
