import { wilson } from '../figures/exact.ts';
import { weighedOf } from '../figures/question.ts';
import { isKnown } from '../strata/ladder.ts';
import { countUnder } from '../strata/sort-by-score.ts';
import type { Stratum } from '../strata/stratum.ts';
import { acceptedAt, measuredWeight, refusedAt } from '../strata/weight.ts';
import type { Study } from '../study.ts';

/** The figures of one rung, for drawing: rates of each stratum with the band of a curve. */
export interface CurvePoint {
  rung: number;
  /** The upper end of its thresholds as a user sees it; undefined above every score. */
  threshold: number | undefined;
  /** The first stratum's rows refused, and the others' accepted. */
  rates: readonly { rate: number; low: number; high: number }[];
}

/** More points than pixels are not visible, and make the page large. */
const mostPoints = 900;

/** At the ends of a curve each step is a single row, and such steps are large on a log axis. */
const rowsAtEnds = 40;

/** All rungs if they are few; otherwise some of them, and all at the ends. */
function rungsToDraw({ ladder }: Study): number[] {
  const { first, last, scores } = ladder;
  const kept = new Set<number>([last]);
  for (let at: number = first; at < last; at += Math.max(1, (last - first) / mostPoints)) kept.add(Math.floor(at));
  for (const stratum of ladder.strata) {
    for (const score of [...stratum.scores.slice(0, rowsAtEnds), ...stratum.scores.slice(-rowsAtEnds)]) {
      const rung = countUnder(scores, score);
      kept.add(rung).add(rung + 1);
    }
  }
  return [...kept].filter((rung) => rung >= first && rung <= last).sort((a, b) => a - b);
}

function pointOfRung({ ladder, weighedStrata, sign }: Study, rung: number, confidence: number): CurvePoint {
  const score = ladder.scores[rung];
  const rates = ladder.strata.map((stratum: Stratum, index) => {
    const weighed = weighedOf(weighedStrata, stratum);
    const n = measuredWeight(stratum, weighed);
    if (n === 0) return { rate: Number.NaN, low: Number.NaN, high: Number.NaN };
    const under = (ladder.under[index] as Int32Array)[rung] as number;
    const k = index === 0 ? refusedAt(stratum, weighed, under) : acceptedAt(stratum, weighed, under);
    const [low, high] = wilson(k, n, confidence);
    return { rate: k / n, low, high };
  });
  return { rung, threshold: score === undefined ? undefined : sign * score, rates };
}

export const curvePoints = (study: Study, confidence: number): CurvePoint[] =>
  rungsToDraw(study).map((rung) => pointOfRung(study, rung, confidence));

/** The figures at any threshold, also at one that the drawn curve leaves out. Undefined if they are not known there. */
export function curvePointAt(study: Study, threshold: number, confidence: number): CurvePoint | undefined {
  const { ladder, sign } = study;
  if (!isKnown(ladder, sign * threshold)) return undefined;
  return pointOfRung(study, countUnder(ladder.scores, sign * threshold), confidence);
}
