import { failureTable, verdictTable } from '../../core/exit.ts';
import { checks } from '../../core/judge/judgement.ts';
import { declaredVendors } from '../../vendors/catalogue.ts';
import { booleanSchema, count, list, number, object, oneOfSchema, orNull, type Schema, textSchema } from '../eval/schema/schema-words.ts';

export const draft = 'https://json-schema.org/draft/2020-12/schema';

/** An object of which some members may be absent. */
export const withOptionalMembers = (all: Readonly<Record<string, Schema>>, optional: readonly string[]): Schema => ({
  ...object(all),
  required: Object.keys(all).filter((name) => !optional.includes(name)),
});

const artifact = object({
  field: textSchema('the member of the answer that contained it'),
  path: textSchema('where it was saved'),
  mediaType: textSchema('determined from the content'),
  bytes: count('size of the file'),
  sha256: textSchema('digest of the file, in hex'),
});

/** JSON Schema of what a command that calls an action prints with `--json`. */
export const resultSchema = (): Schema => ({
  $schema: draft,
  title: 'idv result',
  ...withOptionalMembers(
    {
      schemaVersion: { const: 1 },
      provider: oneOfSchema(
        declaredVendors.map(({ name }) => name),
        'the vendor',
      ),
      action: textSchema('the vendor’s name of the action'),
      region: orNull(textSchema('as sent')),
      endpoint: textSchema('the origin to which the request went'),
      sandbox: booleanSchema('true if the sandbox answered, which compares no face'),
      verdict: { enum: [...verdictTable.map(({ verdict }) => verdict), null], description: 'null if the action is not judged' },
      checked: list(oneOfSchema(checks, ''), 'the checks that were carried out, as the answer shows'),
      reason: object({ code: textSchema('the vendor’s, or one of idv’s'), message: textSchema('the reason in words') }),
      hint: textSchema('what to do about it'),
      score: orNull(number('similarity, 0 to 100; null if the vendor calls it invalid')),
      threshold: orNull(number('the lowest score that passes')),
      billed: { type: ['boolean', 'null'], description: 'null if it is not documented, and in the sandbox' },
      requestId: orNull(textSchema('for the vendor’s support')),
      attempts: count('how often the request was sent'),
      durationMs: count('total time of all attempts'),
      artifacts: list(artifact, 'files that were saved'),
      response: { type: 'object', description: 'the vendor’s members under the vendor’s names, media as notes' },
    },
    ['hint'],
  ),
});

const problem = withOptionalMembers(
  {
    category: oneOfSchema(['usage', 'config', 'media'], ''),
    flag: textSchema('the flag, or another place'),
    message: textSchema('what is wrong'),
    hint: textSchema('what to do'),
  },
  ['hint'],
);

/** JSON Schema of the object that a failure prints on standard error with `--json`. */
export const errorSchema = (): Schema => ({
  $schema: draft,
  title: 'idv error',
  ...object({
    error: withOptionalMembers(
      {
        category: oneOfSchema(
          failureTable.map(({ category }) => category),
          'see idv help exit-codes',
        ),
        code: textSchema('the vendor’s, verbatim, or one of idv’s in kebab-case'),
        message: textSchema('one sentence'),
        hint: orNull(textSchema('what to do')),
        requestId: orNull(textSchema('of the call')),
        retryable: booleanSchema('whether the same command may be repeated as it is: nothing can be done twice, and a repeat may help'),
        billed: { type: ['boolean', 'null'], description: 'null if it is not known' },
        docsUrl: orNull(textSchema('the vendor’s page')),
        exitCode: { enum: failureTable.map(({ exitCode }) => exitCode) },
        problems: list(problem, 'all problems of the input'),
      },
      ['problems'],
    ),
  }),
});
