import type { Judgement } from '../../../core/action.ts';
import { livenessResults } from './liveness-results.ts';
import { publishedBars } from './published-bars.ts';

/** How the actions judge that are given a clip and a photo. Sim means something with two of the results only. */
export const clipJudgement = {
  checked: ['liveness', 'comparison'],
  decision: { path: 'Result', type: 'String', success: 'Success', results: livenessResults },
  description: 'Description',
  score: { path: 'Sim', threshold: 70, bars: publishedBars, validFor: ['Success', 'FailedOperation.CompareLowSimilarity'], required: true },
} as const satisfies Judgement;
