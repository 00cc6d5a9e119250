import { describe, expect, it } from 'vitest';
import { IdvError } from '../../src/core/errors.ts';
import { composeAnswer } from '../../src/sandbox/answers/compose-answer.ts';
import { resolveOutcome } from '../../src/sandbox/outcomes/resolve-outcome.ts';
import { allActions } from '../../src/vendors/catalogue.ts';
import { requireVendor } from '../../src/vendors/registry.ts';
import { outcomeOf, resultOf } from '../support/judged.ts';

/** Values that a service may put into any member by mistake: a name, the number of a document, a phone number. */
const name = 'Erika Mustermann';
const idNumber = '110101199003070027';
const strange: readonly unknown[] = [
  name,
  idNumber,
  Number('13800138000'),
  -13800138000.5,
  [name],
  [name, idNumber, name, idNumber],
  { name, idNumber },
  [[{ name }]],
  [13800138000],
];

type Step = string | number;

/** The paths of all values of an answer, at any depth. */
function* placesIn(value: unknown, path: readonly Step[] = []): Generator<readonly Step[]> {
  if (path.length > 0) yield path;
  if (typeof value !== 'object' || value === null) return;
  const keys: readonly Step[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  for (const key of keys) yield* placesIn((value as Record<Step, unknown>)[key], [...path, key]);
}

function withValue(fields: Record<string, unknown>, path: readonly Step[], value: unknown): Record<string, unknown> {
  const copy = structuredClone(fields);
  const last = path.at(-1) ?? '';
  const holder = path.slice(0, -1).reduce<unknown>((at, step) => (at as Record<Step, unknown>)[step], copy);
  (holder as Record<Step, unknown>)[last] = value;
  return copy;
}

const outcomes = ['Success', 'low-similarity', 'review', 'fault:contradiction', 'fault:unknown-result', 'no-face', 'several-faces'];
const context = { requestId: 'r-1', origin: 'http://127.0.0.1', nowMs: 0 };
const leaks = (text: string): boolean => /Erika|Mustermann|110101|13800138|138001/.test(text);

describe('the outcome or error of an answer', () => {
  const judged = allActions.filter(({ judgement }) => judgement !== undefined);

  it.each(judged.map((action) => [action.name, action] as const))(
    'shows no unexpected value of %s, whatever member has it',
    async (_name, action) => {
      const codes = await requireVendor(action.vendor).loadCodes();
      let errors = 0;
      for (const outcome of outcomes) {
        const content = composeAnswer(await resolveOutcome(outcome), action, codes, context);
        if (!content || 'refusal' in content) continue;
        const fields = content.fields as Record<string, unknown>;
        const places = [...placesIn(fields), ['error'], ['Error'], ['success']];
        for (const path of places) {
          const isSentence = path.join('.') === action.judgement?.description;
          for (const value of strange) {
            const said = outcomeOf(resultOf(withValue(fields, path, value)), action, codes, {
              values: { Tasks: [{}], JobId: 'j-1' },
              required: ['liveness', 'comparison'],
            });
            const texts =
              said instanceof IdvError
                ? [said.message, said.hint ?? '', said.code]
                : [said.reason.code, ...said.notices, said.hint ?? '', isSentence ? '' : said.reason.message];
            if (said instanceof IdvError) errors += 1;
            expect(texts.filter(leaks), `${path.join('.')} of ${outcome}: ${JSON.stringify(value)}`).toEqual([]);
          }
        }
      }
      expect(errors).toBeGreaterThan(0);
    },
  );
});
