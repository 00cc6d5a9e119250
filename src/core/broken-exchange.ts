import type { ErrorCategory } from './exit.ts';
import type { TransportError } from './http.ts';

/**
 * The category of a call that got no answer, or an answer that does not come from the vendor. Calls use these rules, and so does the list
 * of the sandbox's faults.
 */

/**
 * The category of a broken exchange. If a request that does more than read was sent, a broken connection or a time-out leaves it unknown
 * whether the call was done. For `aborted` the signal decides, which is not known here.
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

/** The category that the status of a gateway stands for; undefined for any other status. */
export const categoryOfStatus = (status: number): ErrorCategory | undefined => categoriesOfStatus[status];
