import { headerOf, type Mismatch, type WireRequest } from '../../sign/wire-request.ts';
import type { SignMethod } from '../../vendors/vendor.ts';
import { type CapturedSignature, missingStage, signatureReaders } from './captured-request.ts';
import { swappedKey } from './compare/compare-signature.ts';
import { type Draft, type HeaderDraft, isHeaderDraft, type Key, scopeText } from './draft.ts';
import { draftOf, readAuthorization } from './draft-of.ts';
import { bodyMistakes } from './mistakes/body.ts';
import { canonicalRequestMistakes } from './mistakes/canonical-request.ts';
import { type Mistake, withoutImitation } from './mistakes/mistake.ts';
import { plainCause } from './mistakes/plain-cause.ts';
import { signedHeadersCause } from './mistakes/signed-headers.ts';
import { scopeMistakes } from './mistakes/string-to-sign.ts';
import { schemes } from './scheme.ts';
import { signatureCause } from './signature-cause.ts';

export interface CheckReport {
  signMethod: SignMethod;
  valid: boolean;
  /** The first stage that fails. */
  failed: (Mismatch & { cause: Mistake | null }) | null;
  /** The id of the key that signed it; null if there is a secret in its place. */
  keyId: string | null;
  clock: {
    timestamp: string | null;
    /** The age of the signature; negative if it is from the future. */
    ageSeconds: number | null;
    windowSeconds: number;
    /** True if the service would refuse the request only because of its time. */
    passed: boolean | null;
  };
}

/** The mistake that turns the right scope into this one. */
function scopeCause(draft: HeaderDraft, right: HeaderDraft): Mistake | undefined {
  const made = (scope: HeaderDraft['scope']): boolean => JSON.stringify(scope) === JSON.stringify(draft.scope);
  const imitated = scopeMistakes.find((mistake) => mistake.imitate(right).some(({ scope }) => made(scope)));
  const [ours, theirs] = [right.scope, draft.scope].map((scope) => scope && scopeText(scope));
  return imitated ?? plainCause({ name: 'CredentialScope', kind: 'part', ours, theirs });
}

/** The header that carries the hash of the body in ACS3. */
const hashHeader = 'x-acs-content-sha256';

/** The mistake that makes the sent hash from the sent body. */
function hashCause(right: HeaderDraft, request: WireRequest): Mistake | undefined {
  const given = headerOf(request, hashHeader);
  const honest = {
    ...right,
    headers: right.headers.map(([name, value]) => [name, name === hashHeader ? right.hashedPayload : value] as const),
  };
  const all = [...canonicalRequestMistakes, ...bodyMistakes];
  return all.find((mistake) => mistake.imitate(honest).some(({ hashedPayload }) => hashedPayload === given));
}

/** The parts of an Authorization header, in any case. */
const authorizationParts = { Credential: /\bCredential=/i, SignedHeaders: /\bSignedHeaders=/i, Signature: /\bSignature=/i };

/** Why an Authorization header does not have its form: a part is absent, or the list of signed headers shows the cause. */
function authorizationCause(text: string, right: HeaderDraft): Mistake | undefined {
  const absent = Object.entries(authorizationParts).find(([, pattern]) => !pattern.test(text));
  if (absent) return plainCause({ name: absent[0], kind: 'part', ours: '', theirs: undefined });
  const given = readAuthorization(text);
  return given && signedHeadersCause(right.signedHeaders, given.signedHeaders);
}

/** The cause that the stages before the signature show. */
function stageCause(stage: string, request: WireRequest, draft: Draft, right: Draft, { time }: CapturedSignature): Mistake | undefined {
  if (/timestamp|date/i.test(stage)) {
    const cause = plainCause({ name: 'Timestamp', kind: 'part', ours: '', theirs: time.text ?? '' });
    return cause.id === 'timestamp-milliseconds' ? cause : undefined;
  }
  if (!isHeaderDraft(draft) || !isHeaderDraft(right)) return undefined;
  if (stage === 'CredentialScope') return scopeCause(draft, right);
  if (stage === 'HashedRequestPayload') return hashCause(right, request);
  const authorization = headerOf(request, 'authorization');
  if (authorization === undefined) return undefined;
  if (stage === 'Authorization' && draft.algorithm !== right.algorithm) {
    return plainCause({ name: 'Algorithm', kind: 'part', ours: right.algorithm, theirs: draft.algorithm });
  }
  return stage === 'SignedHeaders' || stage === 'Authorization' ? authorizationCause(authorization, right) : undefined;
}

/** The cause, if imitating a common mistake reveals it. */
function causeOf(request: WireRequest, scheme: SignMethod, key: Key, reading: CapturedSignature, { stage }: Mismatch): Mistake | undefined {
  const draft = draftOf(request, scheme);
  const { signature } = reading;
  if (stage !== 'Signature') {
    const unsigned = { ...request, headers: request.headers.filter(([name]) => name.toLowerCase() !== 'authorization') };
    const cause = stageCause(stage, request, draft, draftOf(unsigned, scheme), reading);
    return cause && withoutImitation(cause);
  }
  const cause = signature === undefined ? undefined : signatureCause(draft, signature, key);
  if (cause?.id !== 'secret') return cause;
  const { secret } = schemes[scheme];
  return {
    ...cause,
    cause: `no known mistake makes this signature: the ${secret} is wrong, or the request was changed after it was signed`,
    fix: `check the ${secret} for an extra character, and capture the request as the program sends it`,
  };
}

const otherKey = (scheme: SignMethod): string => `the ${schemes[scheme].id} that signed the request does not belong to the given secret`;

/** A captured request, and the reason if its body cannot be complete. */
export interface Captured {
  request: WireRequest;
  fault?: string;
}

/**
 * Verifies a captured request with a secret. An old time is reported but does not make it invalid, because a captured request is usually
 * old.
 */
export function checkSignature(
  { request, fault }: Captured,
  scheme: SignMethod,
  key: Key,
  clock: { nowMs: number; windowMs: number },
): CheckReport {
  const reading = signatureReaders[scheme](request, key);
  const isOther = reading.id !== undefined && reading.id !== key.id;
  const swapped = reading.id === key.secret ? swappedKey : undefined;
  const bodyMismatch = fault === undefined ? undefined : { stage: 'Body', reason: fault };
  const mismatch = isOther ? { stage: schemes[scheme].id, reason: otherKey(scheme) } : (bodyMismatch ?? reading.mismatch);
  const { text, seconds } = reading.time;
  const failed =
    !mismatch && seconds === undefined ? missingStage('Timestamp', 'the timestamp is not in the form that the service accepts') : mismatch;
  const ageSeconds = seconds === undefined ? null : Math.round(clock.nowMs / 1000 - seconds);
  return {
    signMethod: scheme,
    valid: !failed,
    failed: failed ? { ...failed, cause: (isOther ? swapped : causeOf(request, scheme, key, reading, failed)) ?? null } : null,
    // If a secret is in the place of the id, not even its first and last characters are shown.
    keyId: swapped ? null : (reading.id ?? null),
    clock: {
      timestamp: text ?? null,
      ageSeconds,
      windowSeconds: clock.windowMs / 1000,
      passed: ageSeconds === null ? null : Math.abs(ageSeconds) * 1000 > clock.windowMs,
    },
  };
}
