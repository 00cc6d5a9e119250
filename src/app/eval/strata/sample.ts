import type { Row } from '../input/row.ts';
import { buildStratum, type PersonNumbers, type Stratum } from './stratum.ts';

/** The strata of one set of rows, and the people whose weights they share. */
export interface Sample {
  genuine: Stratum;
  impostor: Stratum;
  /** By species, in the order of their names. */
  attacks: readonly { species: string; stratum: Stratum }[];
  strata: readonly Stratum[];
  people: number;
}

/** The name for attacks without a species. */
const unnamedSpecies = 'not named';

/** Numbers the people of these rows. It keeps the order of their numbers in the input, so that the order of rows makes no difference. */
function registerOf(rows: readonly Row[]): PersonNumbers & { people(): number } {
  const most = rows.reduce((highest, { subject, reference }) => Math.max(highest, subject, reference), -1);
  const numbers = new Int32Array(most + 1);
  for (const { subject, reference } of rows) {
    if (subject >= 0) numbers[subject] = 1;
    if (reference >= 0) numbers[reference] = 1;
  }
  let people = 0;
  for (let person = 0; person <= most; person += 1) if (numbers[person] === 1) numbers[person] = ++people;
  const named = people;
  return { named, numberOf: (person) => (person < 0 ? ++people : (numbers[person] as number)), people: () => people };
}

/** Accepts only finished rows. With `distances`, a lower score is closer to acceptance, so the sign of scores is changed inside. */
export function buildSample(rows: readonly Row[], distances: boolean): Sample {
  const sign = distances ? -1 : 1;
  const register = registerOf(rows);
  const stratumOf = (belongs: (row: Row) => boolean): Stratum => buildStratum(rows.filter(belongs), sign, register);
  const genuine = stratumOf(({ label }) => label === 'genuine' || label === 'bonafide');
  const impostor = stratumOf(({ label }) => label === 'impostor');
  const kinds = new Set(rows.filter(({ label }) => label === 'attack').map(({ species }) => species ?? unnamedSpecies));
  const attacks = [...kinds].sort().map((species) => ({
    species,
    stratum: stratumOf((row) => row.label === 'attack' && (row.species ?? unnamedSpecies) === species),
  }));
  return { genuine, impostor, attacks, strata: [genuine, impostor, ...attacks.map(({ stratum }) => stratum)], people: register.people() };
}
