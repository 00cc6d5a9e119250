import { withoutEnding } from '../../../core/text/printable.ts';
import type { SignMethod } from '../../../vendors/vendor.ts';
import { type Draft, type Key, signatureOf, toSignOf } from '../draft.ts';
import type { Mistake } from '../mistakes/mistake.ts';
import { printedSample } from '../mistakes/printed-samples.ts';
import { schemes } from '../scheme.ts';
import type { ShowPiece } from '../shown-piece.ts';
import { signatureCause } from '../signature-cause.ts';
import type { Theirs } from '../theirs/theirs.ts';
import { stageName } from './compare-stage.ts';
import { type Difference, noPlace } from './difference.ts';

/** Everything that a step of the comparison needs. */
export interface SignatureView {
  theirs: Theirs;
  scheme: SignMethod;
  /** The right draft: ours, with the other party's allowed differences. */
  right: Draft;
  /** The draft of their request, if there is one. */
  their: Draft | undefined;
  /** Undefined if none was found. */
  key: Key | undefined;
  /** False if their time is not known. */
  knowsMoment: boolean;
  show: ShowPiece;
}

export interface SignatureVerdict {
  difference?: Difference;
  signature: 'equal' | 'differs' | 'not compared';
  notes: string[];
}

const notCompared = (...notes: string[]): SignatureVerdict => ({ signature: 'not compared', notes });

const differs = ({ scheme, right, key, theirs, show }: SignatureView, cause: Mistake): SignatureVerdict => {
  const name = stageName(scheme, 'signature');
  const ours = key && signatureOf(right, toSignOf(right), key.secret);
  const shown = { ours: show(ours, 0, name), theirs: show(theirs.signature, 0, name) };
  return { difference: { stage: name, field: name, ...noPlace, ...shown, cause }, signature: 'differs', notes: [] };
};

const refusedSecret = (secret: string): Mistake => ({
  id: 'secret',
  cause: `the service signed the same string and refused the signature: the ${secret} is wrong, or has an extra character`,
  fix: `take both halves of the key from one place; a blank at the end of the ${secret} is enough to change every signature`,
});

const otherKey = (id: string): Mistake => ({
  id: 'key-id',
  cause: `they signed with a key that has a different ${id}`,
  fix: 'use the same key on both sides; --profile selects another key for idv',
});

/** The cause for a request whose key id is a secret. */
export const swappedKey: Mistake = {
  id: 'key-swapped',
  cause: 'the two halves of the key are swapped: the secret was sent as the id',
  fix: 'swap them back, and create a new key, because this secret was sent unprotected',
};

const notOfRequest = (secret: string): Mistake => ({
  id: 'signature',
  cause: 'this secret does not make their signature from their own request',
  fix: `fix the differences above first; if it still differs, the ${secret} is wrong`,
});

/** The causes for a different signature if no piece differs. */
export const signatureMistakes = (): readonly Mistake[] => [
  refusedSecret('secret'),
  otherKey('key id'),
  swappedKey,
  notOfRequest('secret'),
  changed,
];

const changed: Mistake = {
  id: 'changed-after-signing',
  cause: 'the signature fits the request that idv would send: their request was changed after it was signed',
  fix: 'look at what is in between: a proxy, a gateway, an HTTP library that adds or rewrites headers',
};

/** The manual masks its keys with asterisks, but not always with the same number. */
const unmasked = (id: string): string => withoutEnding(id, '*');

/** Compares the key ids: no text that TC3 or ACS3 signs contains them. */
function keyDifference({ scheme, theirs, key, show }: SignatureView): SignatureVerdict | undefined {
  if (!key || theirs.id === undefined || unmasked(theirs.id) === unmasked(key.id)) return undefined;
  const { id } = schemes[scheme];
  const shown = { ours: show(key.id, 0, id), theirs: show(theirs.id, 0, id) };
  const cause = theirs.id === key.secret ? swappedKey : otherKey(id);
  return { ...notCompared(), difference: { stage: 'key', field: id, ...noPlace, ...shown, cause } };
}

/** `before` means that other things differ; then the signature can only be compared with their own request. */
export function compareSignature(view: SignatureView, before: boolean): SignatureVerdict {
  const { theirs, scheme, right, their, key, knowsMoment } = view;
  const { secret } = schemes[scheme];
  if (theirs.signature === undefined) {
    if (theirs.refused && !before) return differs(view, refusedSecret(secret));
    return before ? notCompared() : notCompared(`no signature was given: the ${secret} was not compared`);
  }
  const sample = printedSample(theirs.signature);
  if (sample) return differs(view, sample);
  if (!key) return notCompared(`the signature was not compared: no ${secret} was found`);
  const other = keyDifference(view);
  if (other) return other;
  if (!their && before) return notCompared();
  if (!knowsMoment) return notCompared('the signature was not compared: give its time with --timestamp, and its nonce with --nonce');
  const cause = signatureCause(their ?? right, theirs.signature, key);
  if (!cause) return { signature: 'equal', notes: before ? ['their signature is correct for what they send'] : [] };
  if (before && signatureOf(right, toSignOf(right), key.secret) === theirs.signature) return differs(view, changed);
  if (cause.id === 'secret') return differs(view, before ? notOfRequest(secret) : cause);
  return { ...differs(view, cause), notes: ['signing with this mistake makes exactly their signature'] };
}
