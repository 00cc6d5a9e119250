import {
  choice,
  classCounts,
  definitions,
  discordance,
  fates,
  figure,
  figures,
  labelled,
  limitAnswer,
  person,
  point,
} from './definitions.ts';
import { byName, count, list, number, object, oneOf, orNull, ref, type Schema, share, text } from './schema-words.ts';

/** JSON Schema of what `idv eval --json` prints. A figure is null where there is no row to count. */
export const evalJsonSchema = (): Schema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'idv eval',
  ...object({
    schemaVersion: { const: 1 },
    sentence: text('what the figures come to, for people'),
    warnings: list(object({ code: text('in kebab-case'), message: text('a sentence') }), 'what weakens the figures'),
    kind: oneOf(['comparison', 'liveness'], 'what the scores measure'),
    input: object({
      files: list(
        object({ name: text('as given'), format: oneOf(['csv', 'json', 'scores'], ''), sha256: text('of its bytes'), rows: count('read') }),
        '',
      ),
      rows: count('counted or excluded'),
      people: count('named in any row'),
      sandboxRows: count('that compare no face'),
      setAside: object({
        duplicates: count('of the same files'),
        differing: count('of those, with another answer'),
        sameFile: count('a file with itself'),
      }),
      providers: list(text(''), ''),
      actions: list(text(''), ''),
    }),
    settings: object({
      accepts: oneOf(['score >= threshold', 'score <= threshold'], ''),
      unit: oneOf(['attempt', 'transaction'], ''),
      confidence: share(''),
      resamples: count(''),
      seed: count(''),
      generator: text(''),
    }),
    counts: object({ genuine: classCounts, impostor: classCounts, attack: classCounts }),
    serviceThreshold: orNull(
      object({ value: orNull(number('')), source: { enum: ['rows', 'verdicts', null] }, values: list(number(''), 'that rows name') }),
    ),
    vendorClaims: list(object({ provider: text(''), threshold: number(''), falseAcceptRate: share('') }), 'of the vendor’s manual'),
    operatingPoint: orNull(ref('point')),
    asDecided: orNull(
      object({
        genuine: object({ ...fates, frr: figure, fnmr: figure, bpcer: figure, bpnrr: figure }),
        impostor: object({ ...fates, far: figure, fmr: figure }),
      }),
    ),
    atThresholds: list(ref('point'), ''),
    figures: orNull(figures),
    liveness: orNull(ref('liveness')),
    bpcerAtApcer: orNull(
      list(
        object({
          name: text('BPCER20 and its like'),
          maxApcer: share(''),
          threshold: orNull(ref('steps')),
          round: orNull(number('')),
          apcer: byName(figure, 'by species'),
          bpcer: figure,
          worstSpecies: orNull(text('')),
          apcerMax: orNull(share('')),
        }),
        'the lowest threshold at which every species keeps the limit',
      ),
    ),
    transactions: orNull(
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
    ),
    chosen: orNull(
      object({
        crossed: count('rows about people of both halves'),
        peopleOnBothSides: count('of a split that the data brought along'),
        rows: object({ dev: count(''), eval: count('') }),
        choices: list(choice, ''),
      }),
    ),
    againstBaseline: orNull(
      object({
        thresholds: object({ score: orNull(number('')), baseline: orNull(number('')) }),
        joinedBy: oneOf(['the same row', 'id', 'media', 'label, subject and reference'], ''),
        withoutPartner: object({ score: count(''), baseline: count('') }),
        undecided: count('pairs of which one run has no score'),
        baseline: orNull(ref('point')),
        fnmr: orNull(discordance),
        fmr: orNull(discordance),
      }),
    ),
    byGroup: orNull(
      list(
        {
          ...point,
          properties: { group: orNull(text('')), ...(point.properties as object) },
          required: ['group', ...(point.required as string[])],
        },
        '',
      ),
    ),
    worstPeople: orNull(object({ refused: list(person, ''), falselyMatched: list(person, '') }, 'with --show-pii alone')),
    gate: orNull(object({ answer: ref('answer'), judgedBy: oneOf(['bound', 'rate'], ''), limits: list(limitAnswer, '') })),
  }),
  $defs: definitions,
});
