import { hmacSha256, sha256Hex } from '../../../sign/encode.ts';
import { utcDate } from '../../../sign/tc3.ts';
import { canonicalOf, type HeaderDraft, scopeText, tc3Key } from '../draft.ts';
import { type Authorization, scopeOf } from '../draft-of.ts';
import type { Mistake } from '../mistakes/mistake.ts';
import { plainCause } from '../mistakes/plain-cause.ts';
import { scopeMistakes } from '../mistakes/string-to-sign.ts';
import type { ShowPiece } from '../shown-piece.ts';
import { type Difference, noPlace } from './difference.ts';

const daySeconds = 24 * 60 * 60;

/**
 * Finds the second at which an Authorization header of TC3 was made, because the header does not contain it. Tries every second of three
 * days, starting with the day in the header. Undefined if none of them makes the signature. Takes about half a second.
 */
export function findTimestamp(right: HeaderDraft, given: Authorization, secret: string): number | undefined {
  const scope = scopeOf('', given.scope);
  const dayMs = Date.parse(`${scope.date}T00:00:00Z`);
  if (Number.isNaN(dayMs)) return undefined;
  const key = tc3Key(`TC3${secret}`, scope);
  const end = `${given.scope}\n${sha256Hex(canonicalOf(right))}`;
  for (const day of [0, -1, 1]) {
    const first = dayMs / 1000 + day * daySeconds;
    for (let second = first; second < first + daySeconds; second += 1) {
      if (hmacSha256(key, `${right.algorithm}\n${second}\n${end}`).toString('hex') === given.signature) return second;
    }
  }
  return undefined;
}

/** The mistake that turns our scope into this one. */
function scopeCause(right: HeaderDraft, theirs: string): Mistake {
  const imitated = scopeMistakes.find((mistake) => mistake.imitate(right).some(({ scope }) => scope && scopeText(scope) === theirs));
  const ours = right.scope && scopeText(right.scope);
  return imitated ?? plainCause({ name: 'CredentialScope', kind: 'part', ours, theirs });
}

/** What differs in an Authorization header, apart from its signature. */
export function authorizationDifferences(right: HeaderDraft, given: Authorization, show: ShowPiece): Difference[] {
  const pieces: [string, string, string][] = [
    ['Algorithm', right.algorithm, given.algorithm],
    ...(right.scope ? [['CredentialScope', scopeText(right.scope), given.scope] as [string, string, string]] : []),
    ['SignedHeaders', right.signedHeaders, given.signedHeaders],
  ];
  return pieces
    .filter(([, ours, theirs]) => ours !== theirs)
    .map(([field, ours, theirs]) => ({
      stage: 'Authorization',
      field,
      ...noPlace,
      ours: show(ours, 0, field),
      theirs: show(theirs, 0, field),
      cause: field === 'CredentialScope' ? scopeCause(right, theirs) : plainCause({ name: field, kind: 'part', ours, theirs }),
    }));
}

/** The same draft at another second. */
export const atTimestamp = (draft: HeaderDraft, seconds: number): HeaderDraft =>
  draft.scope ? { ...draft, scope: { ...draft.scope, timestamp: String(seconds), date: utcDate(seconds) } } : draft;
