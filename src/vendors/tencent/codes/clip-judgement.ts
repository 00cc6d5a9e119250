import type { Judgement } from '../../../core/judge/judgement.ts';
import { livenessResults } from './liveness-results.ts';
import { publishedThresholds } from './thresholds.ts';

/** The judgement of actions with a clip and a photo. Sim has a meaning with only two of the results. */
export const clipJudgement = {
  checked: ['liveness', 'comparison'],
  decision: { path: 'Result', type: 'String', success: 'Success', results: livenessResults, successBilled: true },
  description: 'Description',
  score: {
    path: 'Sim',
    of: 'comparison',
    ...publishedThresholds,
    validFor: ['Success', 'FailedOperation.CompareLowSimilarity'],
    required: true,
  },
} as const satisfies Judgement;
