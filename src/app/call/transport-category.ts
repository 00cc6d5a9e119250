import { categoryOfSignal, type ErrorCategory } from '../../core/exit.ts';
import type { TransportError } from '../../core/http.ts';

/**
 * Who or what ended an exchange; `signal` is the one that could have. After a request that left and does more than read, a broken
 * connection and a time-out leave it unknown whether it was done.
 */
export function categoryOf({ kind, sent }: TransportError, signal: AbortSignal | undefined, readOnly: boolean): ErrorCategory {
  if (kind === 'aborted') return categoryOfSignal(signal?.reason);
  if (kind === 'protocol') return sent ? 'unreadable' : 'usage';
  if (kind === 'too-large') return 'unreadable';
  if (kind === 'config' || kind === 'internal') return kind;
  if (sent && !readOnly) return 'unknown';
  return kind === 'timeout' ? 'timeout' : 'network';
}
