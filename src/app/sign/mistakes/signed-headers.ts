import { signedNames } from '../draft-of.ts';
import { canonicalRequestMistakes } from './canonical-request.ts';
import { type Mistake, withoutImitation } from './mistake.ts';

const sameNames = (ours: readonly string[], theirs: readonly string[]): boolean =>
  ours.length === theirs.length && ours.every((name) => theirs.includes(name));

const lower = (names: readonly string[]): string[] => names.map((name) => name.toLowerCase());

/** Mistakes in a canonical request that its list of names shows. The first one that fits counts. */
const listCauses: readonly { id: string; fits(ours: string, theirs: string): boolean }[] = [
  { id: 'header-name-case', fits: (ours, theirs) => ours === theirs.toLowerCase() },
  { id: 'signed-headers-separator', fits: (ours, theirs) => ours === signedNames(theirs).join(';') },
  { id: 'header-order', fits: (ours, theirs) => sameNames(signedNames(ours), lower(signedNames(theirs))) },
  { id: 'header-missing', fits: (ours, theirs) => signedNames(ours).some((name) => !lower(signedNames(theirs)).includes(name)) },
];

/** Why a list of signed headers is wrong, if the list shows it. */
export function signedHeadersCause(ours: string, theirs: string): Mistake | undefined {
  if (ours === theirs) return undefined;
  const found = listCauses.find(({ fits }) => fits(ours, theirs));
  const mistake = found && canonicalRequestMistakes.find(({ id }) => id === found.id);
  return mistake && withoutImitation(mistake);
}
