import type { Problem } from '../core/errors.ts';
import type { Provider, SignMethod } from '../providers/provider.ts';
import type { Runtime } from '../runtime.ts';

type Signer = Pick<Provider, 'nonceKind'>;

const largestInteger = 2 ** 31 - 1;

/** A nonce of the kind that the sign method takes. */
export function freshNonce(provider: Signer, signMethod: SignMethod, { random, uuid }: Pick<Runtime, 'random' | 'uuid'>): string {
  return provider.nonceKind(signMethod) === 'integer' ? String(1 + Math.floor(random() * largestInteger)) : uuid();
}

export function nonceProblems(provider: Signer, signMethod: SignMethod, nonce: string | undefined): Problem[] {
  const isWrong = nonce !== undefined && provider.nonceKind(signMethod) === 'integer' && !/^[1-9]\d{0,15}$/.test(nonce);
  return isWrong
    ? [{ category: 'usage', flag: '--nonce', message: `${signMethod} does not take '${nonce}'`, cure: 'give a whole number from 1' }]
    : [];
}
