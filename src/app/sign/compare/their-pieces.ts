import type { SignMethod } from '../../../vendors/vendor.ts';
import { type Draft, isHeaderDraft } from '../draft.ts';
import { leavesBodyUnsigned } from '../draft-of.ts';
import { piecesOf } from '../stage-pieces.ts';
import type { Theirs } from '../theirs/theirs.ts';
import type { TheirPieces } from './allowed-differences.ts';

const none: TheirPieces = {
  headers: [],
  signedHeaders: undefined,
  query: undefined,
  hashedPayload: undefined,
  pairs: [],
  unsignedPayload: false,
};

function ofCanonicalRequest(scheme: SignMethod, text: string): TheirPieces {
  const fields = piecesOf(scheme, 'canonical', text.replaceAll('\r\n', '\n').trim());
  const part = (name: string): string | undefined => fields.find((field) => field.name === name)?.text;
  return {
    ...none,
    headers: fields.filter(({ kind }) => kind === 'header').map(({ name, text: line }) => [name, line.slice(line.indexOf(':') + 1)]),
    signedHeaders: part('SignedHeaders'),
    query: part('CanonicalQueryString'),
    hashedPayload: part('HashedRequestPayload'),
  };
}

function ofDraft(draft: Draft): TheirPieces {
  if (!isHeaderDraft(draft)) return { ...none, pairs: draft.pairs };
  const { headers, signedHeaders, query, hashedPayload } = draft;
  return { ...none, headers, signedHeaders, query, hashedPayload };
}

/** What is known about the other party's headers and parameters, from any text that was given. */
export function theirPieces(theirs: Theirs, scheme: SignMethod, draft: Draft | undefined): TheirPieces {
  const unsignedPayload = theirs.request !== undefined && leavesBodyUnsigned(theirs.request);
  if (draft) return { ...ofDraft(draft), unsignedPayload };
  const isHeader = scheme === 'tc3' || scheme === 'acs3';
  if (isHeader && theirs.canonical !== undefined) return ofCanonicalRequest(scheme, theirs.canonical);
  if (theirs.authorization) return { ...none, signedHeaders: theirs.authorization.signedHeaders };
  if (isHeader) return none;
  const stage = theirs.toSign === undefined ? 'canonical' : 'toSign';
  const fields = piecesOf(scheme, stage, theirs.toSign ?? theirs.canonical ?? '').filter(({ kind }) => kind === 'parameter');
  return { ...none, pairs: fields.map(({ name, text }) => [name, text.slice(name.length + 1)]) };
}
