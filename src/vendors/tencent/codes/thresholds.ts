import type { Score } from '../../../core/judge/judgement.ts';

/** The similarity from which the service treats two faces as one person, and the stricter threshold that it also publishes. */
export const publishedThresholds = {
  threshold: 70,
  thresholds: [
    { score: 70, falseAcceptRate: 1e-3 },
    { score: 80, falseAcceptRate: 1e-4 },
  ],
} as const satisfies Partial<Score>;
