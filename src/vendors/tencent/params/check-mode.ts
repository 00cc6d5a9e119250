import type { Check } from '../../../core/judge/judgement.ts';

/** The checks of the modes of a page and of an eKYC verification; only a page has 4. */
export const checksByMode: Readonly<Record<string, readonly Check[]>> = {
  1: ['liveness', 'comparison', 'document'],
  2: ['liveness', 'comparison'],
  3: ['liveness'],
  4: ['document'],
};
