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

/** Everything that a step of the comparison looks at. */
export interface View {
  theirs: Theirs;
  scheme: SignMethod;
  /** What is right: ours, made to do what they do in another allowed way. */
  right: Draft;
  /** What their request comes to, where there is one. */
  their: Draft | undefined;
  /** Undefined where none was found. */
  key: Key | undefined;
  /** False where nothing says at which time they signed. */
  knowsMoment: boolean;
  show: ShowPiece;
}

export interface SignatureVerdict {
  difference?: Difference;
  signature: 'equal' | 'differs' | 'not compared';
  notes: string[];
}

const notCompared = (...notes: string[]): SignatureVerdict => ({ signature: 'not compared', notes });

const differs = ({ scheme, right, key, theirs, show }: View, cause: Mistake): SignatureVerdict => {
  const name = stageName(scheme, 'signature');
  const ours = key && signatureOf(right, toSignOf(right), key.secret);
  const shown = { ours: show(ours, 0, name), theirs: show(theirs.signature, 0, name) };
  return { difference: { stage: name, field: name, ...noPlace, ...shown, cause }, signature: 'differs', notes: [] };
};

const refusedSecret = (secret: string): Mistake => ({
  id: 'secret',
  cause: `the service signed the same string and refused the signature: the ${secret} is another, or has a character too many`,
  fix: `take both halves of the key from one place; a blank at the end of the ${secret} is enough to change every signature`,
});

const otherKey = (id: string): Mistake => ({
  id: 'key-id',
  cause: `they signed with the key of another ${id}`,
  fix: 'use the same key on both sides; --profile gives idv another',
});

/** Said of a request whose key id is a secret. */
export const swappedKey: Mistake = {
  id: 'key-swapped',
  cause: 'the two halves of the key are swapped: the secret was sent as the id',
  fix: 'exchange them, and make a new key: this secret was sent in the open',
};

const notOfRequest = (secret: string): Mistake => ({
  id: 'signature',
  cause: 'their signature is not the one that this secret makes of their own request',
  fix: `fix the differences above first; if there are more, the ${secret} is another`,
});

/** What can be said of signatures, where the pieces say nothing. */
export const signatureMistakes = (): readonly Mistake[] => [
  refusedSecret('secret'),
  otherKey('key id'),
  swappedKey,
  notOfRequest('secret'),
  changed,
];

const changed: Mistake = {
  id: 'changed-after-signing',
  cause: 'the signature is the one of what idv would send: their request was changed after it was signed',
  fix: 'look at what is between: a proxy, a gateway, an HTTP library that adds or rewrites headers',
};

/** The manual masks its keys with asterisks, and not always with as many. */
const unmasked = (id: string): string => withoutEnding(id, '*');

/** The key id on both sides: it stands in no text that TC3 or ACS3 signs. */
function keyDifference({ scheme, theirs, key, show }: View): SignatureVerdict | undefined {
  if (!key || theirs.id === undefined || unmasked(theirs.id) === unmasked(key.id)) return undefined;
  const { id } = schemes[scheme];
  const shown = { ours: show(key.id, 0, id), theirs: show(theirs.id, 0, id) };
  const cause = theirs.id === key.secret ? swappedKey : otherKey(id);
  return { ...notCompared(), difference: { stage: 'key', field: id, ...noPlace, ...shown, cause } };
}

/** `before` says that other things differ already: then only their own request can be asked about its signature. */
export function compareSignature(view: View, before: boolean): SignatureVerdict {
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
  if (!cause) return { signature: 'equal', notes: before ? ['their signature is right for what they send'] : [] };
  if (before && signatureOf(right, toSignOf(right), key.secret) === theirs.signature) return differs(view, changed);
  if (cause.id === 'secret') return differs(view, before ? notOfRequest(secret) : cause);
  return { ...differs(view, cause), notes: ['signing with this mistake makes exactly their signature'] };
}
