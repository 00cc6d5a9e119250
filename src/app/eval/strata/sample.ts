import type { Row } from '../input/row.ts';
import { buildStratum, type Stratum } from './stratum.ts';

/** The strata of one set of rows, and the people whose weights they share. */
export interface Sample {
  genuine: Stratum;
  impostor: Stratum;
  /** By species, in the order of their names. */
  attacks: readonly { species: string; stratum: Stratum }[];
  strata: readonly Stratum[];
  people: number;
}

/** Attacks whose species no column names. */
export const unnamedSpecies = 'not named';

/** Takes finished rows alone. With `distances` a lower score is nearer to acceptance, and scores change their sign inside. */
export function buildSample(rows: readonly Row[], distances: boolean): Sample {
  const sign = distances ? -1 : 1;
  const named = new Set<number>();
  for (const { subject, reference } of rows) {
    if (subject >= 0) named.add(subject);
    if (reference >= 0) named.add(reference);
  }
  const known = new Map([...named].sort((a, b) => a - b).map((person, index) => [person, index + 1]));
  let people = known.size;
  const indexOf = (person: number): number => known.get(person) ?? ++people;
  const stratumOf = (belongs: (row: Row) => boolean): Stratum => buildStratum(rows.filter(belongs), sign, indexOf);
  const genuine = stratumOf(({ label }) => label === 'genuine' || label === 'bonafide');
  const impostor = stratumOf(({ label }) => label === 'impostor');
  const kinds = new Set(rows.flatMap(({ label, species }) => (label === 'attack' ? (species ?? unnamedSpecies) : [])));
  const attacks = [...kinds].sort().map((species) => ({
    species,
    stratum: stratumOf((row) => row.label === 'attack' && (row.species ?? unnamedSpecies) === species),
  }));
  return { genuine, impostor, attacks, strata: [genuine, impostor, ...attacks.map(({ stratum }) => stratum)], people };
}
