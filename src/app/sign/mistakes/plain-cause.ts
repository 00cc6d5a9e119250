import { type Mistake, withoutImitation } from './mistake.ts';
import { changedPieces, missingOrExtraPieces } from './pieces.ts';
import { signedHeadersCause } from './signed-headers.ts';
import { visibleCauses } from './visible-causes.ts';

/** One piece on both sides; undefined if a side does not have it. */
export interface BothSides {
  name: string;
  kind: 'part' | 'header' | 'parameter';
  ours: string | undefined;
  theirs: string | undefined;
}

const tokens = /^(Token|SecurityToken|x-acs-security-token|x-tc-token)$/i;

type Kind = BothSides['kind'];

const missingPiece = (kind: Kind, what: string): Mistake => ({
  id: `${kind}-missing`,
  cause: `${what} is missing`,
  fix: 'add it to what is signed and sent',
});

const extraPiece = (kind: Kind, what: string): Mistake => ({
  id: `${kind}-extra`,
  cause: `${what} is there, but idv does not have it`,
  fix: 'leave it out, or give it to idv too',
});

const otherValue = (kind: Kind, what: string): Mistake => ({
  id: `${kind}-value`,
  cause: `the value of ${what} is different`,
  fix: 'give both sides the same value',
});

const missingOrExtraToken = (cause: string): Mistake => ({
  id: 'session-token',
  cause,
  fix: 'a temporary key needs its token in every request, and a permanent key has no token: use the same key on both sides',
});

function missingOrExtraCause({ name, kind, ours, theirs }: BothSides): Mistake | undefined {
  if (ours !== undefined && theirs !== undefined) return undefined;
  const missing = theirs === undefined;
  const special = missing ? missingOrExtraPieces[name]?.missing : missingOrExtraPieces[name]?.extra;
  if (special) return special;
  if (tokens.test(name)) {
    return missingOrExtraToken(missing ? `the session token ${name} is missing` : `${name}, a session token, is there, but idv has none`);
  }
  const what = kind === 'part' ? name : `the ${kind} ${name}`;
  return missing ? missingPiece(kind, what) : extraPiece(kind, what);
}

const kinds = ['part', 'header', 'parameter'] as const;

/** The causes that plain differences have, in words that fit any request. */
export const plainMistakes: readonly Mistake[] = [
  ...visibleCauses,
  ...[...Object.values(missingOrExtraPieces).flatMap(({ missing, extra }) => [missing, extra]), ...Object.values(changedPieces)].filter(
    (mistake) => mistake !== undefined,
  ),
  missingOrExtraToken('the session token is missing, or there is one but idv has none'),
  ...kinds.flatMap((kind) => [missingPiece(kind, `a ${kind}`), extraPiece(kind, `a ${kind}`), otherValue(kind, `a ${kind}`)]),
];

/** The cause that two different pieces show, if no imitated mistake turns one into the other. */
export function plainCause(pieces: BothSides): Mistake {
  const { name, kind, ours = '', theirs = '' } = pieces;
  const oneSided = missingOrExtraCause(pieces);
  if (oneSided) return oneSided;
  const inList = name === 'SignedHeaders' ? signedHeadersCause(ours, theirs) : undefined;
  if (inList) return inList;
  const seen = visibleCauses.find(({ fits }) => fits(ours, theirs, name));
  if (seen) return { ...withoutImitation(seen), cause: seen.causeOf?.(ours, theirs) ?? seen.cause };
  return changedPieces[name] ?? otherValue(kind, name);
}
