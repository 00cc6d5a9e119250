import type { WireRequest } from '../../../sign/wire-request.ts';
import type { SignMethod } from '../../../vendors/vendor.ts';
import { canonicalOf, isHeaderDraft, type Key, toSignOf } from '../draft.ts';
import { draftOf } from '../draft-of.ts';
import type { ShowPiece } from '../shown-piece.ts';
import type { TheirKind, Theirs } from '../theirs/theirs.ts';
import { withAllowedDifferences } from './allowed-differences.ts';
import { atTimestamp, authorizationDifferences, findTimestamp } from './compare-authorization.ts';
import { bodyDifference, unsignedDifferences } from './compare-request.ts';
import { compareSignature, type SignatureView } from './compare-signature.ts';
import { compareStage } from './compare-stage.ts';
import type { Difference } from './difference.ts';
import { theirPieces } from './their-pieces.ts';

export interface Ours {
  scheme: SignMethod;
  /** The request that idv would send, signed at their time. */
  request: WireRequest;
  /** Undefined if no key was found. */
  key: Key | undefined;
  /** False if the time of the request is neither in their text nor on the command line. */
  knowsMoment: boolean;
}

export interface DiffReport {
  signMethod: SignMethod;
  kind: TheirKind;
  /** The most likely cause comes first. */
  differences: Difference[];
  signature: 'equal' | 'differs' | 'not compared';
  /** Allowed differences of the other party that idv copied, and what could not be compared. */
  notes: string[];
}

/** True for a hash that differs only because the text before it does. */
const isConsequence = ({ field }: Difference): boolean => field === 'HashedCanonicalRequest';

const isOfBody = ({ field }: Difference): boolean => field === 'HashedRequestPayload' || field === 'x-acs-content-sha256';

/** Compares a request: their bytes with ours, and the values in their header with the right ones. */
function compareRequests({ theirs, right, their, show }: SignatureView, ours: WireRequest): Difference[] {
  if (!theirs.request || !their) return [];
  if (!isHeaderDraft(right) || !isHeaderDraft(their)) return compareStage('toSign', right, toSignOf(their), show);
  const isTc3 = right.scheme === 'tc3';
  const unsigned = isTc3 ? unsignedDifferences(ours, theirs.request, show) : [];
  const canonical = compareStage('canonical', right, canonicalOf(their), show);
  const scope = compareStage('toSign', right, toSignOf(their), show).filter((each) => !isConsequence(each));
  const [mine, other] = [right.payload, their.payload];
  if (!mine || !other || mine.equals(other)) return [...unsigned, ...canonical, ...scope];
  return [...unsigned, ...canonical.filter((each) => !isOfBody(each)), bodyDifference(mine, other, show), ...scope];
}

/** Compares each stage that was given as text. */
function compareTexts({ theirs, right, show }: SignatureView): Difference[] {
  const canonical = theirs.canonical === undefined ? [] : compareStage('canonical', right, theirs.canonical, show);
  const toSign = theirs.toSign === undefined ? [] : compareStage('toSign', right, theirs.toSign, show);
  return [...canonical, ...(canonical.length > 0 ? toSign.filter((each) => !isConsequence(each)) : toSign)];
}

/** An Authorization header does not contain its time, but it can be found with the key. */
function timed(view: SignatureView): SignatureView {
  const { theirs, right, key, knowsMoment } = view;
  if (
    knowsMoment ||
    theirs.kind !== 'Authorization header' ||
    !theirs.authorization ||
    !key ||
    !isHeaderDraft(right) ||
    right.scheme !== 'tc3'
  )
    return view;
  const second = findTimestamp(right, theirs.authorization, key.secret);
  return second === undefined ? view : { ...view, right: atTimestamp(right, second), knowsMoment: true };
}

function compareHeader({ theirs, right, knowsMoment, show }: SignatureView): Difference[] {
  if (theirs.kind !== 'Authorization header' || !theirs.authorization || !isHeaderDraft(right)) return [];
  // Without the time, it is not known whether the date of the scope is wrong.
  return authorizationDifferences(knowsMoment ? right : { ...right, scope: undefined }, theirs.authorization, show);
}

/** A form is assumed to be sent in the same way as ours. */
function requestOf({ form, request }: Theirs, ours: WireRequest): WireRequest | undefined {
  if (form === undefined) return request;
  return ours.method === 'GET' ? { ...ours, target: `/?${form}` } : { ...ours, body: Buffer.from(form) };
}

/** Compares another party's signature with ours, and says where they differ and why. */
export function diffSignature(given: Theirs, ours: Ours, show: ShowPiece): DiffReport {
  const { scheme, key, knowsMoment } = ours;
  const request = requestOf(given, ours.request);
  const theirs: Theirs = request ? { ...given, request } : given;
  const their = request && draftOf(request, scheme);
  const { draft: right, notes } = withAllowedDifferences(draftOf(ours.request, scheme), ours.request, theirPieces(theirs, scheme, their));
  const view = timed({ theirs, scheme, right, their, key, knowsMoment, show });
  const found = [...compareHeader(view), ...compareRequests(view, ours.request), ...compareTexts(view)];
  const { difference, signature, notes: more } = compareSignature(view, found.length > 0);
  return {
    signMethod: scheme,
    kind: theirs.kind,
    differences: difference ? [...found, difference] : found,
    signature,
    notes: [...given.notices, ...notes, ...more],
  };
}
