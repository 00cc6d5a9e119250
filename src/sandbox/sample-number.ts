/** Of two faces that are alike, and of two that are not. */
export const passingScore = 96.3;
export const failingScore = 9.21;

interface Sampled {
  /** What any member reads that is a score. */
  score: number;
  nowMs: number;
}

/** Of the one face in a picture of 64 by 64 pixels. */
const rectangle = { Left: 12, Top: 10, Width: 40, Height: 44, X: 32, Y: 32 } as const;

/** Eyes, nose and the corners of the mouth. */
const landmarks = [24, 26, 40, 26, 32, 36, 26, 46, 38, 46] as const;

/** Values by a member's name. The first that fits counts; without one it is 0. */
const samples: readonly (readonly [RegExp, (sampled: Sampled) => number])[] = [
  [/^Sim|^Confidence$|^Rate$/, ({ score }) => score],
  [/^QualityScore/, () => 97.5],
  [/Timestamp$/, ({ nowMs }) => nowMs],
  [/Count$|^FaceNumber$/, () => 1],
  [/^Code$/, () => 200],
  ...Object.entries(rectangle).map(([name, value]): [RegExp, () => number] => [new RegExp(`^${name}$`), () => value]),
];

export const sampleNumber = (name: string, sampled: Sampled): number => samples.find(([pattern]) => pattern.test(name))?.[1](sampled) ?? 0;

/** Lists that have more than one number or none that is 0, by their names. */
const listSamples: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^Thresholds$/, [61, 69, 75]],
  [/^Rect.List$|^FaceRectangles$/, [rectangle.Left, rectangle.Top, rectangle.Width, rectangle.Height]],
  [/^Landmarks/, landmarks],
  [/^LandmarkScore$|^FaceProbabilityList$/, [0.99]],
  [/^PoseList$/, [0.4, -1.2, 3.1]],
  [/^Pupils$/, [24, 26, 2.5, 40, 26, 2.5]],
  [/^(?:Score|Fnf)List$/, [97.5]],
];

/** Undefined for a list that is like any other. */
export const sampleNumbers = (name: string): readonly number[] | undefined => listSamples.find(([pattern]) => pattern.test(name))?.[1];
