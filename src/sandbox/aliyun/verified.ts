import type { GatewayRefusal } from '../checks/admission.ts';
import type { FormPair } from '../wire/form-pairs.ts';

/** A call whose signature is right: what it names, and the parameters of its action. */
export interface Verified {
  action: string | undefined;
  version: string | undefined;
  pairs: readonly FormPair[];
}

export type Verification = Verified | { refusal: GatewayRefusal };
