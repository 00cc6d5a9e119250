import type { Mismatch, WireRequest } from '../../sign/wire-request.ts';
import type { SignMethod } from '../../vendors/vendor.ts';
import { type CapturedSignature, missing, readers } from './captured-request.ts';
import { type HeaderDraft, isHeaderDraft, type Key } from './draft.ts';
import { draftOf } from './draft-of.ts';
import type { Mistake } from './mistakes/mistake.ts';
import { scopeMistakes } from './mistakes/string-to-sign.ts';
import { schemes } from './scheme.ts';
import { signatureCause } from './signature-cause.ts';

export interface CheckReport {
  signMethod: SignMethod;
  valid: boolean;
  /** The first stage that fails. */
  failed: (Mismatch & { cause: Mistake | null }) | null;
  /** Whose key signed it. */
  keyId: string | null;
  clock: {
    timestamp: string | null;
    /** Of the signature now; below zero for one from the future. */
    ageSeconds: number | null;
    windowSeconds: number;
    /** True where the service would refuse the request for its time alone. */
    passed: boolean | null;
  };
}

/** The mistake that makes this scope of the right one. */
function scopeCause(draft: HeaderDraft, right: HeaderDraft): Mistake | undefined {
  const made = (scope: HeaderDraft['scope']): boolean => JSON.stringify(scope) === JSON.stringify(draft.scope);
  return scopeMistakes.find((mistake) => mistake.imitate(right).some(({ scope }) => made(scope)));
}

/** Why, where it can be told by imitating what people do wrong. */
function causeOf(
  request: WireRequest,
  scheme: SignMethod,
  key: Key,
  { signature }: CapturedSignature,
  { stage }: Mismatch,
): Mistake | undefined {
  const draft = draftOf(request, scheme);
  if (stage === 'CredentialScope' && isHeaderDraft(draft)) {
    const right = draftOf({ ...request, headers: request.headers.filter(([name]) => name.toLowerCase() !== 'authorization') }, scheme);
    return isHeaderDraft(right) ? scopeCause(draft, right) : undefined;
  }
  if (stage !== 'Signature' || signature === undefined) return undefined;
  const cause = signatureCause(draft, signature, key);
  if (cause?.id !== 'secret') return cause;
  const { secret } = schemes[scheme];
  return {
    ...cause,
    cause: `no known mistake makes this signature: the ${secret} is another, or the request was changed after it was signed`,
    fix: `check the ${secret} for a character too many, and capture the request as it leaves the program`,
  };
}

const otherKey = (scheme: SignMethod): string =>
  `the request was signed with another ${schemes[scheme].id} than that of the secret at hand`;

/** A request as it was captured, and why its body cannot be complete. */
export interface Captured {
  request: WireRequest;
  fault?: string;
}

/** Verifies a captured request with a secret. The clock is looked at and never fails it: a captured request is old. */
export function checkSignature(
  { request, fault }: Captured,
  scheme: SignMethod,
  key: Key,
  clock: { nowMs: number; windowMs: number },
): CheckReport {
  const reading = readers[scheme](request, key);
  const isOther = reading.id !== undefined && reading.id !== key.id;
  const torn = fault === undefined ? undefined : { stage: 'Body', reason: fault };
  const mismatch = isOther ? { stage: schemes[scheme].id, reason: otherKey(scheme) } : (torn ?? reading.mismatch);
  const { text, seconds } = reading.time;
  const bad =
    !mismatch && seconds === undefined ? missing('Timestamp', 'the timestamp is not in the form that the service takes') : mismatch;
  const ageSeconds = seconds === undefined ? null : Math.round(clock.nowMs / 1000 - seconds);
  return {
    signMethod: scheme,
    valid: !bad,
    failed: bad ? { ...bad, cause: (isOther ? undefined : causeOf(request, scheme, key, reading, bad)) ?? null } : null,
    keyId: reading.id ?? null,
    clock: {
      timestamp: text ?? null,
      ageSeconds,
      windowSeconds: clock.windowMs / 1000,
      passed: ageSeconds === null ? null : Math.abs(ageSeconds) * 1000 > clock.windowMs,
    },
  };
}
