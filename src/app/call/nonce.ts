import { type Problem, usageProblem } from '../../core/errors.ts';
import { plainText } from '../../core/text/printable.ts';
import type { Provider, SignMethod } from '../../providers/provider.ts';
import type { Runtime } from '../../runtime.ts';

type Signer = Pick<Provider, 'nonceKind'>;

const largestInteger = 2 ** 31 - 1;

/** A nonce of the kind that the sign method takes. */
export function freshNonce(provider: Signer, signMethod: SignMethod, { random, uuid }: Pick<Runtime, 'random' | 'uuid'>): string {
  return provider.nonceKind(signMethod) === 'integer' ? String(1 + Math.floor(random() * largestInteger)) : uuid();
}

/** Text goes into a header with acs3. */
const shapes = {
  integer: { fits: /^[1-9]\d{0,15}$/, cure: 'give a whole number from 1' },
  text: { fits: /^[\x21-\x7e]{1,256}$/, cure: 'give letters, digits and signs without blanks' },
} as const;

export function nonceProblems(provider: Signer, signMethod: SignMethod, nonce: string | undefined): Problem[] {
  const kind = provider.nonceKind(signMethod);
  if (nonce === undefined || kind === undefined || shapes[kind].fits.test(nonce)) return [];
  return [usageProblem('--nonce', `${signMethod} does not take '${plainText(nonce)}'`, shapes[kind].cure)];
}
