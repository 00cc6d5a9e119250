import { formType } from '../../../core/http.ts';
import { sha256Hex } from '../../../sign/encode.ts';
import type { Parameter } from '../../../sign/tencent-v1.ts';
import { headerOf, type WireRequest } from '../../../sign/wire-request.ts';
import { type Draft, type HeaderDraft, isHeaderDraft, type ParameterDraft } from '../draft.ts';
import { isSecretName } from '../secret-mask.ts';

/**
 * Allowed differences of the other party. idv's draft is changed to do the same, so that only mistakes, or a really different request,
 * remain.
 */
export interface AdaptedDraft {
  draft: Draft;
  /** One sentence for each. */
  notes: string[];
}

/** What is known about the other party's headers and parameters, by the names they have there. */
export interface TheirPieces {
  headers: readonly Parameter[];
  signedHeaders: string | undefined;
  query: string | undefined;
  hashedPayload: string | undefined;
  pairs: readonly Parameter[];
  /** They send the header that lets TC3 leave the body unsigned. */
  unsignedPayload: boolean;
}

const allowed = (names: readonly string[], verb: string): string[] =>
  names.length === 0 ? [] : [`they also ${verb} ${names.join(', ')}, which is allowed: idv does the same here`];

/** TC3 accepts any set of signed headers that contains content-type and host. */
function withTheirTc3Headers(draft: HeaderDraft, request: WireRequest, theirs: TheirPieces): AdaptedDraft {
  // A session token that idv does not have is a real difference.
  const mayBeTaken = (name: string): boolean => name !== '' && (!isSecretName(name) || headerOf(request, name) !== undefined);
  const names = [...new Set((theirs.signedHeaders ?? '').toLowerCase().split(/[;,\s]+/))].filter(mayBeTaken).sort();
  const extra = names.filter((name) => name !== 'content-type' && name !== 'host');
  const unsigned = theirs.unsignedPayload ? { hashedPayload: theirs.hashedPayload ?? draft.hashedPayload } : {};
  const notes = theirs.unsignedPayload ? ['they leave the body unsigned, which their header X-TC-Content-SHA256 allows'] : [];
  if (extra.length === 0 || names.length !== extra.length + 2) return { draft: { ...draft, ...unsigned }, notes };
  const signedValue = (name: string): string => {
    const sent = headerOf(request, name);
    const other = theirs.headers.find(([each]) => each.toLowerCase() === name)?.[1] ?? '';
    return (sent ?? other).trim().toLowerCase();
  };
  const headers = names.map((name): Parameter => [name, signedValue(name)]);
  return { draft: { ...draft, ...unsigned, headers, signedHeaders: names.join(';') }, notes: [...notes, ...allowed(extra, 'sign')] };
}

const emptyHash = sha256Hex('');

/** The parameters of a POST may be in its query; then there is no body and no content-type. */
function inQuery(draft: HeaderDraft): HeaderDraft {
  const headers = draft.headers
    .filter(([name]) => name !== 'content-type')
    .map(([name, value]): Parameter => [name, name === 'x-acs-content-sha256' ? emptyHash : value]);
  return {
    ...draft,
    query: draft.payload?.toString('latin1') ?? '',
    headers,
    signedHeaders: headers.map(([name]) => name).join(';'),
    payload: Buffer.alloc(0),
    hashedPayload: emptyHash,
  };
}

/** ACS3 signs every x-acs- header that is sent, and a client may send additional ones. */
function withTheirAcs3Headers(draft: HeaderDraft, theirs: TheirPieces): AdaptedDraft {
  const isForm = draft.headers.some(([name, value]) => name === 'content-type' && value === formType);
  const moves = draft.method === 'POST' && isForm && (theirs.query ?? '') !== '' && theirs.hashedPayload === emptyHash;
  const placed = moves ? inQuery(draft) : draft;
  const extra = theirs.headers.filter(
    ([name]) => /^x-acs-(?!security-token|bearer-token)/.test(name) && !placed.headers.some(([ours]) => ours === name),
  );
  const headers = [...placed.headers, ...extra].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    draft: extra.length === 0 ? placed : { ...placed, headers, signedHeaders: headers.map(([name]) => name).join(';') },
    notes: [
      ...(moves ? ['they send the parameters of a POST in its query, which is allowed: idv does the same here'] : []),
      ...allowed(
        extra.map(([name]) => name),
        'sign',
      ),
    ],
  };
}

/** The vendor's own clients also send these. */
const optional = /^(Language|RequestClient)$/;

function withTheirV1Parameters(draft: ParameterDraft, theirs: TheirPieces): AdaptedDraft {
  const extra = theirs.pairs.filter(([name]) => optional.test(name) && !draft.pairs.some(([ours]) => ours === name));
  const pairs = [...draft.pairs, ...extra].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    draft: { ...draft, pairs },
    notes: allowed(
      extra.map(([name]) => name),
      'send',
    ),
  };
}

export function withAllowedDifferences(draft: Draft, request: WireRequest, theirs: TheirPieces): AdaptedDraft {
  if (!isHeaderDraft(draft)) return draft.scheme === 'rpc' ? { draft, notes: [] } : withTheirV1Parameters(draft, theirs);
  return draft.scheme === 'tc3' ? withTheirTc3Headers(draft, request, theirs) : withTheirAcs3Headers(draft, theirs);
}
