/** The figures of a comparison, counted by trying every threshold, without the code of `idv eval`. A higher score is always more alike. */

export interface CountedPoint {
  /** The thresholds with these rates: above < t <= upTo. */
  above: number | null;
  upTo: number | null;
  accepted: number;
  refused: number;
  fmr: number;
  fnmr: number;
}

/** One point for each distinct score, and one above all, from the lowest on. */
export function countedPoints(genuine: readonly number[], impostor: readonly number[]): CountedPoint[] {
  const scores = [...new Set([...genuine, ...impostor])].sort((a, b) => a - b);
  return [...scores, null].map((upTo, index) => {
    const accepted = impostor.filter((score) => upTo !== null && score >= upTo).length;
    const refused = genuine.filter((score) => upTo === null || score < upTo).length;
    const above = scores[index - 1] ?? null;
    return { above, upTo, accepted, refused, fmr: accepted / impostor.length, fnmr: refused / genuine.length };
  });
}

/** The point at which the line between two points meets the diagonal of equal rates. */
function onDiagonal(from: CountedPoint, to: CountedPoint): number {
  const gaps = [from.fmr - from.fnmr, to.fmr - to.fnmr] as const;
  if (gaps[0] === gaps[1]) return from.fmr;
  const share = gaps[0] / (gaps[0] - gaps[1]);
  return from.fmr + share * (to.fmr - from.fmr);
}

/** The equal error rate of FVC2000, that of the straight line, and that of the convex hull: the lowest of all lines between two points. */
export function countedEqualError(points: readonly CountedPoint[]) {
  const after = points.findIndex(({ fmr, fnmr }) => fnmr >= fmr);
  const second = points[after] as CountedPoint;
  const first = second.fmr === second.fnmr ? second : (points[after - 1] as CountedPoint);
  const used = first.fmr + first.fnmr <= second.fmr + second.fnmr ? first : second;
  const left = points.filter(({ fmr, fnmr }) => fmr >= fnmr);
  const right = points.filter(({ fmr, fnmr }) => fmr <= fnmr);
  const { above, upTo } = used;
  return {
    low: Math.min(used.fmr, used.fnmr),
    high: Math.max(used.fmr, used.fnmr),
    value: (used.fmr + used.fnmr) / 2,
    threshold: { above, upTo },
    interpolated: onDiagonal(first, second),
    convexHull: Math.min(...left.flatMap((from) => right.map((to) => onDiagonal(from, to)))),
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const squaresAround = (values: readonly number[]): number => values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0);

const z = 1.959963985;

/** The area under the curve from all pairs, its interval from the shares that each row beats, and d' with variances over n. */
export function countedSeparation(genuine: readonly number[], impostor: readonly number[]) {
  const beats = (a: number, b: number): number => (a > b ? 1 : a === b ? 0.5 : 0);
  const ofGenuine = genuine.map((score) => mean(impostor.map((other) => beats(score, other))));
  const ofImpostor = impostor.map((score) => mean(genuine.map((other) => beats(score, other))));
  const auc = mean(ofGenuine);
  const variance = [ofGenuine, ofImpostor].reduce((sum, shares) => sum + squaresAround(shares) / (shares.length - 1) / shares.length, 0);
  const half = z * Math.sqrt(variance);
  const spread = Math.sqrt((squaresAround(genuine) / genuine.length + squaresAround(impostor) / impostor.length) / 2);
  return {
    auc,
    interval: genuine.length < 2 || impostor.length < 2 ? null : [Math.max(0, auc - half), Math.min(1, auc + half)],
    dPrime: spread === 0 ? null : Math.abs(mean(genuine) - mean(impostor)) / spread,
    mean: { genuine: mean(genuine), impostor: mean(impostor) },
  };
}
