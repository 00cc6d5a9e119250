import { vendors } from '../../vendors/registry.ts';
import type { SignatureWords, SignMethod } from '../../vendors/vendor.ts';

/** The vendors' names for the stages of each signature. */
export const schemes = Object.assign({}, ...vendors.map(({ signatures }) => signatures)) as Readonly<Record<SignMethod, SignatureWords>>;
