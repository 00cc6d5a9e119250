import type { Judgement } from '../core/action.ts';
import { lowestBar, spokenRate } from '../core/score.ts';

type Score = NonNullable<Judgement['score']>;

/** `70 lets 1 in 1,000 strangers pass, 80 lets 1 in 10,000 strangers pass`; nothing where the vendor prints no odds. */
export const oddsOfBars = ({ bars = [] }: Pick<Score, 'bars'>): string =>
  bars.map((bar) => `${bar.score} lets ${spokenRate(bar)} strangers pass`).join(', ');

/** From which score on an answer passes. */
export const passingScore = (threshold: number | null): string =>
  threshold === null ? 'the vendor publishes no threshold' : `passes from ${threshold} on`;

function ownThreshold(score: Score): string {
  const lowest = lowestBar(score);
  if (lowest === null) return 'the vendor publishes none';
  return lowest === score.threshold ? `the service’s own is ${lowest}` : `the service’s own is ${score.threshold}; at least ${lowest}`;
}

/** What `--threshold` means for an action with this score. */
export function thresholdHelp(score: Score): string {
  const facts = [ownThreshold(score), oddsOfBars(score)].filter((fact) => fact !== '');
  return `the lowest score that passes (${facts.join('; ')})`;
}
