import type { Label } from './row.ts';

const names: Readonly<Record<Label, readonly string[]>> = {
  genuine: ['genuine', 'mated', 'same', '1'],
  impostor: ['impostor', 'imposter', 'nonmated', 'different', '0'],
  bonafide: ['bonafide'],
  attack: ['attack'],
};

const labels = new Map(Object.entries(names).flatMap(([label, words]) => words.map((word) => [word, label as Label])));

export const knownLabels = 'genuine, mated, same or 1; impostor, non-mated, different or 0; bona fide; attack';

const seen = new Map<string, Label | undefined>();

/** Reads a label. Upper and lower case, blanks, hyphens and underscores make no difference. */
export function readLabel(given: unknown): Label | undefined {
  if (typeof given === 'number') return labels.get(String(given));
  if (typeof given !== 'string') return undefined;
  if (!seen.has(given) && seen.size < 100) seen.set(given, labels.get(given.toLowerCase().replace(/[\s_-]/g, '')));
  return seen.has(given) ? seen.get(given) : labels.get(given.toLowerCase().replace(/[\s_-]/g, ''));
}
