import type { SignatureWords, SignMethod } from '../../providers/provider.ts';
import { providers } from '../../providers/registry.ts';

/** What each vendor calls the stages of each signature. */
export const schemes = Object.assign({}, ...providers.map(({ signatures }) => signatures)) as Readonly<Record<SignMethod, SignatureWords>>;
