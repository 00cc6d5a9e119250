import type { Pair } from '../../sign/form-text.ts';
import type { Refusal } from '../vendor.ts';

/** A call whose signature is right: what it names, and the parameters of its action. */
export interface Verified {
  action: string | undefined;
  version: string | undefined;
  pairs: readonly Pair[];
}

export type Verification = Verified | { refusal: Refusal };
