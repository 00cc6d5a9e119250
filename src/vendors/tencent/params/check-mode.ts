import type { Check } from '../../../core/judge/judgement.ts';

/** What the modes of a page and of an eKYC process check; 4 is the page's alone. */
export const checksByMode: Readonly<Record<string, readonly Check[]>> = {
  1: ['liveness', 'comparison', 'document'],
  2: ['liveness', 'comparison'],
  3: ['liveness'],
  4: ['document'],
};
