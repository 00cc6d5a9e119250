import type { TransportError } from '../core/http.ts';
import { parseHttpDate } from './clock.ts';

/**
 * What the service answered: `notDone` if its code says that nothing was done (a throttle, a used nonce), `transient` if it is temporary.
 */
export interface ServiceRefusal {
  notDone: boolean;
  transient: boolean;
}

export type Failure = Pick<TransportError, 'kind' | 'sent'> | ServiceRefusal;

/** Kinds of failures that may go away. The other kinds fail again with every attempt, or were the user's wish (`aborted`). */
const temporaryKinds: readonly TransportError['kind'][] = ['name', 'connect', 'reset', 'timeout'];

/** True only if a second attempt cannot bill or create anything twice; a paid verdict is never requested twice. */
export function mayRetry(failure: Failure, { readOnly }: { readOnly: boolean }): boolean {
  if ('kind' in failure) return temporaryKinds.includes(failure.kind) && (readOnly || !failure.sent);
  return failure.notDone || (readOnly && failure.transient);
}

const wholeNumber = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;

/**
 * How long the service asks the client to wait, in milliseconds from `nowMs`; undefined if it does not say.
 * Header names in lower case. Alibaba's `x-acs-retry-after` is in milliseconds and takes precedence over `retry-after` (seconds or a date).
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, nowMs: number): number | undefined {
  const milliseconds = wholeNumber(headers['x-acs-retry-after']?.trim());
  if (milliseconds !== undefined) return milliseconds;
  const text = headers['retry-after']?.trim();
  const seconds = wholeNumber(text);
  if (seconds !== undefined) return seconds * 1000;
  const dateMs = text === undefined ? undefined : parseHttpDate(text);
  return dateMs === undefined ? undefined : Math.max(0, dateMs - nowMs);
}

export interface Backoff {
  /** Attempts made so far: 1 before the first retry. */
  attempt: number;
  /** What `retryAfterMs()` found. */
  retryAfterMs: number | undefined;
  /** In [0, 1). */
  random: number;
  baseMs: number;
  maxMs: number;
}

/**
 * Milliseconds to wait before the next attempt: a random time up to `baseMs` doubled per attempt, and never less than the service asks.
 * Undefined if it asks for more than `maxMs`, because an earlier attempt would be refused again.
 */
export function retryDelayMs({ attempt, retryAfterMs: askedMs = 0, random, baseMs, maxMs }: Backoff): number | undefined {
  if (askedMs > maxMs) return undefined;
  const ceilingMs = Math.min(maxMs, baseMs * 2 ** (attempt - 1));
  return Math.max(askedMs, Math.floor(random * ceilingMs));
}
