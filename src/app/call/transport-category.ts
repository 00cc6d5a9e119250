import type { ErrorCategory } from '../../core/exit.ts';
import type { TransportError } from '../../core/http.ts';

/** Who or what ended an exchange; `signal` is the one that could have. */
export function categoryOf({ kind, sent }: TransportError, signal: AbortSignal | undefined): ErrorCategory {
  if (kind === 'aborted') return signal?.reason === 'SIGTERM' ? 'terminated' : 'interrupted';
  if (kind === 'protocol') return sent ? 'unreadable' : 'usage';
  if (kind === 'internal') return 'internal';
  if (kind === 'too-large') return 'unreadable';
  return kind === 'timeout' ? 'timeout' : 'network';
}
