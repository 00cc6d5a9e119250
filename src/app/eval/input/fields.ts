import { type Problem, usageProblem } from '../../../core/errors.ts';
import { suggest } from '../../../core/text/suggest.ts';

/** The fields of a row. Each is read from the column or member of the same name, unless `--field` names another. */
export const fieldNames = [
  'label',
  'score',
  'subject',
  'reference',
  'species',
  'verdict',
  'transaction',
  'attempt',
  'split',
  'group',
  'threshold',
  'baseline',
  'id',
  'sandbox',
  'provider',
  'action',
  'region',
  'checked',
  'error',
  'row',
] as const;
export type FieldName = (typeof fieldNames)[number];

/** The column of each field; undefined if the field is not to be read. */
export type Fields = Readonly<Record<FieldName, string | undefined>>;

/** Fields that are read only if a flag asks for them: `--group`, `--field baseline=`. */
const unasked: readonly FieldName[] = ['group', 'baseline'];

/** Reads `--field score=Sim`. `given` has the fields that were named there. If the column is empty, the field is not read. */
export function readFields(texts: readonly string[], group: string | undefined, split: string | undefined) {
  const problems: Problem[] = [];
  const given = new Map<FieldName, string>();
  for (const text of texts) {
    const at = text.indexOf('=');
    const name = fieldNames.find((known) => known === text.slice(0, Math.max(0, at)).trim().toLowerCase());
    if (at < 0) problems.push(usageProblem('--field', `'${text.slice(0, 40)}' is not name=column`, 'as in --field score=Sim'));
    else if (!name) {
      const meant = suggest(text.slice(0, at), fieldNames);
      problems.push(
        usageProblem(
          '--field',
          `there is no field '${text.slice(0, at).slice(0, 40)}'`,
          meant ? `did you mean ${meant}?` : `one of ${fieldNames.join(', ')}`,
        ),
      );
    } else if (given.has(name)) problems.push(usageProblem('--field', `${name} is named twice`, 'name it once'));
    else given.set(name, text.slice(at + 1).trim());
  }
  if (group !== undefined) given.set('group', group);
  if (split !== undefined && split !== 'half') given.set('split', split);
  const column = (name: FieldName): string | undefined => {
    const named = given.get(name);
    return named === undefined ? (unasked.includes(name) ? undefined : name) : named === '' ? undefined : named;
  };
  const fields = Object.fromEntries(fieldNames.map((name) => [name, column(name)])) as Fields;
  return { fields, given: new Set(given.keys()), problems };
}

/** The values of one record, by field. The same object is used for every record of an input. */
export interface RecordFields {
  values: { [Name in FieldName]?: unknown };
  /** Digests or paths of the media that the record is about. */
  media(): readonly string[];
}
