import type { Score } from '../../../core/judge/judgement.ts';

/** Similarity from which the service takes two faces for one person's, and the stricter one that it publishes next to it. */
export const publishedThresholds = {
  threshold: 70,
  thresholds: [
    { score: 70, falseAcceptRate: 1e-3 },
    { score: 80, falseAcceptRate: 1e-4 },
  ],
} as const satisfies Partial<Score>;
