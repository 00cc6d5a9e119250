import { type Problem, usageProblem } from '../../core/errors.ts';
import { plainText } from '../../core/text/printable.ts';
import type { Runtime } from '../../runtime.ts';
import type { SignMethod, Vendor } from '../../vendors/vendor.ts';

type Signer = Pick<Vendor, 'nonceKind'>;

const largestInteger = 2 ** 31 - 1;

/** A nonce of the kind that the sign method takes. */
export function freshNonce(vendor: Signer, signMethod: SignMethod, { random, uuid }: Pick<Runtime, 'random' | 'uuid'>): string {
  return vendor.nonceKind(signMethod) === 'integer' ? String(1 + Math.floor(random() * largestInteger)) : uuid();
}

/** Text goes into a header with acs3. */
const shapes = {
  integer: { fits: /^[1-9]\d{0,15}$/, hint: 'give a whole number from 1' },
  text: { fits: /^[\x21-\x7e]{1,256}$/, hint: 'give letters, digits and signs without blanks' },
} as const;

export function nonceProblems(vendor: Signer, signMethod: SignMethod, nonce: string | undefined): Problem[] {
  const kind = vendor.nonceKind(signMethod);
  if (nonce === undefined || kind === undefined || shapes[kind].fits.test(nonce)) return [];
  return [usageProblem('--nonce', `${signMethod} does not take '${plainText(nonce)}'`, shapes[kind].hint)];
}
