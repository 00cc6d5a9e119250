import { IdvError } from '../../../core/errors.ts';
import { plural } from '../../../core/text/printable.ts';
import { type Generator, randomBelow } from '../figures/generator.ts';
import type { Row } from '../input/row.ts';

/** Rows on which a threshold is chosen, and others on which it is evaluated. */
export interface Halves {
  dev: readonly Row[];
  eval: readonly Row[];
  /** Names of the two halves, for messages. */
  names: readonly [dev: string, eval: string];
  /** Pairs whose two people are in different halves; such pairs are in neither half. */
  crossed: number;
  /** People with rows in both halves, if a column of the data splits them. */
  shared: number;
}

const devNames = ['dev', 'development', 'train', 'training', 'calibration', 'tune', 'tuning'];
const evalNames = ['eval', 'evaluation', 'test', 'testing', 'holdout'];

const refused = (message: string, hint: string): IdvError => new IdvError('usage', message, { code: 'invalid-split', hint });

const peopleOf = (rows: readonly Row[]): Set<number> =>
  new Set(rows.flatMap(({ subject, reference }) => [subject, reference].filter((person) => person >= 0)));

/** Splits by a field with two values. One of them must be known as the half to choose on. */
export function halvesByField(rows: readonly Row[]): Halves {
  const values = [...new Set(rows.map(({ split }) => split))].sort();
  const like = (names: readonly string[]): string | undefined => values.find((value) => names.includes(value?.toLowerCase() ?? ''));
  const [dev, judge] = [like(devNames), like(evalNames)];
  const hint = `name the half to choose on ${devNames.slice(0, 2).join(' or ')}, and the half to judge on ${evalNames.slice(0, 2).join(' or ')}`;
  const without = rows.filter(({ split }) => split === undefined).length;
  if (without > 0)
    throw refused(
      `--split: ${plural(without, 'row is', 'rows are')} in neither half`,
      'give each row a value in that column, or use --split half',
    );
  if (values.length !== 2 || dev === undefined || judge === undefined) {
    throw refused(`--split: ${plural(values.length, 'value')} where two are needed`, hint);
  }
  const halves = { dev: rows.filter(({ split }) => split === dev), eval: rows.filter(({ split }) => split === judge) };
  const inDev = peopleOf(halves.dev);
  const shared = [...peopleOf(halves.eval)].filter((person) => inDev.has(person)).length;
  return { ...halves, names: [dev, judge], crossed: 0, shared };
}

function shuffled<T>(list: readonly T[], next: Generator): T[] {
  const order = [...list];
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = randomBelow(next, at + 1);
    [order[at], order[other]] = [order[other] as T, order[at] as T];
  }
  return order;
}

/** Splits by people: half of them are drawn at random, in the order of their names, so that the order of rows does not matter. */
export function halvesByPeople(rows: readonly Row[], names: readonly string[], next: Generator): Halves {
  const people = [...peopleOf(rows)].sort((a, b) => ((names[a] ?? '') < (names[b] ?? '') ? -1 : 1));
  if (people.length < 2) throw refused('--choose needs two people or more, one for each half', 'name the column with --field subject=…');
  const order = shuffled(people, next);
  const dev = new Set(order.slice(0, order.length >> 1));
  const sideOf = ({ subject, reference }: Row): 'dev' | 'eval' | 'both' => {
    const sides = [subject, reference].filter((person) => person >= 0).map((person) => dev.has(person));
    const inDev = sides.length === 0 ? randomBelow(next, 2) === 0 : sides[0] === true;
    return sides.some((side) => side !== inDev) ? 'both' : inDev ? 'dev' : 'eval';
  };
  const sides = rows.map(sideOf);
  const on = (side: 'dev' | 'eval'): Row[] => rows.filter((_, index) => sides[index] === side);
  const crossed = sides.filter((side) => side === 'both').length;
  return { dev: on('dev'), eval: on('eval'), names: ['one half of the people', 'the other half'], crossed, shared: 0 };
}
