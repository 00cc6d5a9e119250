import { lowestThreshold, rateInWords, type Score } from '../../core/judge/judgement.ts';

/** `70 lets 1 stranger in 1,000 pass, 80 lets 1 stranger in 10,000 pass`; empty if the vendor publishes no odds. */
export const oddsOfAll = ({ thresholds = [] }: Pick<Score, 'thresholds'>): string =>
  thresholds.map((published) => `${published.score} lets ${rateInWords(published)} pass`).join(', ');

/** The lowest score that passes, as text. */
export const passingScore = (threshold: number | null): string =>
  threshold === null ? 'the vendor publishes no threshold' : `${threshold} or more passes`;

function ownThreshold(score: Score): string {
  const lowest = lowestThreshold(score);
  if (lowest === null) return 'the vendor publishes none';
  return lowest === score.threshold ? `the service’s own is ${lowest}` : `the service’s own is ${score.threshold}; at least ${lowest}`;
}

/** What `--threshold` means for an action with this score. */
export function thresholdHelp(score: Score): string {
  const scale = score.maximum === undefined ? '' : `0 to ${score.maximum}`;
  const facts = [scale, ownThreshold(score), oddsOfAll(score)].filter((fact) => fact !== '');
  return `the lowest score that passes (${facts.join('; ')})`;
}
