import { type ReceivedRequest, splitTarget } from '../wire/received-request.ts';
import type { Reply } from '../wire/reply.ts';
import type { JournalEntry } from './journal.ts';

const longestPath = 80;

/** Only characters that a terminal shows as they are. A query is left out: it may hold a token. */
const shownPath = ({ target }: ReceivedRequest): string =>
  splitTarget(target)
    .path.slice(0, longestPath)
    .replace(/[^!-~]/g, '?');

/** One request and its answer, for a person who watches the sandbox: `12:00:00 POST / 200 CompareFace Success`. */
export function logLine(request: ReceivedRequest, { status, fault }: Reply, nowMs: number, entry: JournalEntry | undefined): string {
  const method = request.method.replace(/[^!-~]/g, '?');
  const parts = [
    new Date(nowMs).toISOString().slice(11, 19),
    method,
    shownPath(request),
    fault?.kind.startsWith('reset') ? 'reset' : String(status),
  ];
  if (!entry) return parts.join(' ');
  const { action = 'no action', code, outcome, requestId } = entry;
  const chosen = outcome === undefined || outcome === code || outcome === 'Success' ? '' : ` (outcome ${outcome})`;
  return `${parts.join(' ')} ${action.replace(/[^!-~]/g, '?')} ${code}${chosen}, request id ${requestId}`;
}
