import { canonicalOf, type Draft, type HeaderDraft, isHeaderDraft, type ParameterDraft, toSignOf } from './draft.ts';
import { bodyMistakes } from './mistakes/body.ts';
import { canonicalRequestMistakes } from './mistakes/canonical-request.ts';
import { encodingMistakes, queryMistakes } from './mistakes/encoding.ts';
import { lineMistakes } from './mistakes/lines.ts';
import { type Imitated, type Mistake, withoutImitation } from './mistakes/mistake.ts';
import { parameterMistakes, parameterTextMistakes, unsignedParameters } from './mistakes/parameters.ts';
import { lastLineMistakes, scopeMistakes } from './mistakes/string-to-sign.ts';
import { dateMistakes, timestampMistakes } from './mistakes/timestamps.ts';

/** The stages as a program with one mistake computes them. */
export interface Imitation {
  mistake: Mistake;
  canonical: string;
  toSign: string;
}

function* ofDrafts<D extends Draft>(right: D, mistakes: readonly Imitated<D>[]): Generator<Imitation> {
  for (const mistake of mistakes) {
    for (const wrong of mistake.imitate(right)) {
      const canonical = canonicalOf(wrong);
      yield { mistake: withoutImitation(mistake), canonical, toSign: toSignOf(wrong, canonical) };
    }
  }
}

/** The canonical text itself is wrong, and so is everything after it. */
function* ofCanonical(right: Draft, mistakes: readonly Imitated<string>[]): Generator<Imitation> {
  for (const mistake of mistakes) {
    for (const canonical of mistake.imitate(canonicalOf(right)))
      yield { mistake: withoutImitation(mistake), canonical, toSign: toSignOf(right, canonical) };
  }
}

/** A program that joins the lines of one text in a wrong way does the same in the other text. */
function* ofBoth(right: Draft, mistakes: readonly Imitated<string>[]): Generator<Imitation> {
  for (const mistake of mistakes) {
    for (const [index, canonical] of mistake.imitate(canonicalOf(right)).entries()) {
      const toSign = mistake.imitate(toSignOf(right, canonical))[index];
      if (toSign !== undefined) yield { mistake: withoutImitation(mistake), canonical, toSign };
    }
  }
}

function* ofToSign(right: Draft, mistakes: readonly Imitated<string>[]): Generator<Imitation> {
  const canonical = canonicalOf(right);
  for (const mistake of mistakes) {
    for (const toSign of mistake.imitate(toSignOf(right, canonical))) yield { mistake: withoutImitation(mistake), canonical, toSign };
  }
}

const headerMistakes: readonly Imitated<HeaderDraft>[] = [
  ...canonicalRequestMistakes,
  ...queryMistakes,
  ...scopeMistakes,
  ...dateMistakes,
  ...bodyMistakes,
];

const allParameterMistakes: readonly Imitated<ParameterDraft>[] = [...parameterMistakes, ...timestampMistakes, ...encodingMistakes];

/** Parameters that may be missing in the signed text. */
export const imitationsWithoutParameters = (right: Draft): Iterable<Imitation> =>
  isHeaderDraft(right) ? [] : ofDrafts(right, unsignedParameters(right));

/** Every known mistake in all its variants, one at a time. A mistake that changes nothing is left out. */
export function* imitationsOf(right: Draft): Generator<Imitation> {
  const canonical = canonicalOf(right);
  const toSign = toSignOf(right, canonical);
  const all = isHeaderDraft(right)
    ? [
        ofCanonical(right, lineMistakes),
        ofDrafts(right, headerMistakes),
        ofToSign(right, [...lastLineMistakes(right), ...lineMistakes]),
        ofBoth(right, lineMistakes),
      ]
    : [
        ofDrafts(right, allParameterMistakes),
        ofCanonical(right, parameterTextMistakes),
        ofToSign(right, [...parameterTextMistakes, ...lineMistakes]),
      ];
  for (const imitations of all) {
    for (const imitation of imitations) if (imitation.canonical !== canonical || imitation.toSign !== toSign) yield imitation;
  }
}
