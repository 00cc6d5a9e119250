import { type Draft, type Key, signatureOf, toSignOf } from './draft.ts';
import { imitationsOf, imitationsWithoutParameters } from './imitations.ts';
import { keyMistakes, lookAlikeMistake, looksAlike } from './mistakes/key.ts';
import { type Mistake, withoutImitation } from './mistakes/mistake.ts';
import { printedSample } from './mistakes/printed-samples.ts';
import { schemes } from './scheme.ts';

/** Mistakes are not imitated on longer texts: with a clip in the text, each attempt takes a tenth of a second. */
const longestImitated = 2 ** 20;

const otherSecret = ({ scheme }: Draft): Mistake => ({
  id: 'secret',
  cause: `everything up to ${schemes[scheme].toSign} is equal but the signature is not: the ${schemes[scheme].secret} is wrong, or has an extra character`,
  fix: `take both halves of the key from one place; a blank at the end of the ${schemes[scheme].secret} is enough to change every signature`,
});

/**
 * Why this draft and this key do not make a signature; undefined if they do. Every known mistake is tried, first those in the key, then
 * those in the signed text.
 */
export function signatureCause(right: Draft, signature: string, key: Key): Mistake | undefined {
  const toSign = toSignOf(right);
  const ours = signatureOf(right, toSign, key.secret);
  if (ours === signature) return undefined;
  const sample = printedSample(signature);
  if (sample) return sample;
  if (looksAlike(ours, signature)) return lookAlikeMistake;
  for (const mistake of keyMistakes) if (mistake.signatures(right, toSign, key).includes(signature)) return withoutImitation(mistake);
  if (toSign.length > longestImitated) return otherSecret(right);
  for (const imitations of [imitationsOf(right), imitationsWithoutParameters(right)]) {
    for (const imitation of imitations) if (signatureOf(right, imitation.toSign, key.secret) === signature) return imitation.mistake;
  }
  return otherSecret(right);
}
