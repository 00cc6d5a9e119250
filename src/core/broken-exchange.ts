import type { ErrorCategory } from './exit.ts';
import type { TransportError } from './http.ts';

/** What a call ends in that got no answer, or none that a vendor wrote. The call uses these rules, and the list of the sandbox's faults. */

/**
 * After a request that left and does more than read, a broken connection and a time-out leave it unknown whether it was done. For `aborted`
 * the signal decides, which is not known here.
 */
export function categoryOfBreak({ kind, sent }: Pick<TransportError, 'kind' | 'sent'>, readOnly: boolean): ErrorCategory {
  if (kind === 'protocol') return sent ? 'unreadable' : 'usage';
  if (kind === 'too-large') return 'unreadable';
  if (kind === 'config' || kind === 'internal') return kind;
  if (sent && !readOnly) return 'unknown';
  return kind === 'timeout' ? 'timeout' : 'network';
}

const categoriesOfStatus: Readonly<Record<number, ErrorCategory>> = {
  413: 'refused',
  429: 'limited',
  502: 'failed',
  503: 'failed',
  504: 'failed',
};

/** What the status of a gateway says by itself. Undefined for a status that says nothing of the kind. */
export const categoryOfStatus = (status: number): ErrorCategory | undefined => categoriesOfStatus[status];
