import { signatureMistakes } from './compare/compare-signature.ts';
import { bodyMistakes } from './mistakes/body.ts';
import { canonicalRequestMistakes } from './mistakes/canonical-request.ts';
import { encodingMistakes, queryMistakes } from './mistakes/encoding.ts';
import { keyMistakes, lookAlikeMistake } from './mistakes/key.ts';
import { lineMistakes } from './mistakes/lines.ts';
import { type Mistake, withoutImitation } from './mistakes/mistake.ts';
import { parameterMistakes, parameterTextMistakes, unsignedParameter } from './mistakes/parameters.ts';
import { plainMistakes } from './mistakes/plain-cause.ts';
import { printedPlaceholder } from './mistakes/printed-samples.ts';
import { lastLineNames, scopeMistakes } from './mistakes/string-to-sign.ts';
import { dateMistakes, timestampMistakes } from './mistakes/timestamps.ts';

const all = (): Mistake[] =>
  [
    ...keyMistakes,
    lookAlikeMistake,
    ...scopeMistakes,
    ...lastLineNames,
    ...canonicalRequestMistakes,
    ...bodyMistakes,
    ...parameterMistakes,
    ...parameterTextMistakes,
    unsignedParameter,
    ...encodingMistakes,
    ...queryMistakes,
    ...timestampMistakes,
    ...dateMistakes,
    ...lineMistakes,
    ...plainMistakes,
    ...signatureMistakes(),
    printedPlaceholder,
  ].map(withoutImitation);

/** Every cause that `idv sign` can name, in words that fit any request. One id may stand for several similar causes. */
export function knownMistakes(): Mistake[] {
  const known = new Map(all().map((mistake) => [`${mistake.id} ${mistake.cause}`, mistake]));
  return [...known.values()];
}
