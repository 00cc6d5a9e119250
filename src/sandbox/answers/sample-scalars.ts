/** Invented texts and numbers for the fields of an answer, by the name of the field. The first pattern that matches is used. */

/** The score of two faces that are alike, and of two that are not. */
export const sameFaceScore = 96.3;
export const differentFaceScore = 9.21;

/** Obviously invented texts: no reader can mistake them for the data of a person. */
const sampleTexts: readonly (readonly [RegExp, string])[] = [
  [/ErrorCode$/, '0'],
  [/Msg$|Tips$/, ''],
  [/^Message$/, 'OK'],
  [/^retCodeSub$/, 'Z0000'],
  [/Name/, 'SANDBOX PERSON'],
  // The country in the sample passports of ICAO.
  [/Nationality|Country/, 'UTO'],
  // The cards of Alibaba Cloud have dates without hyphens.
  [/^(?:Birth|Start|End)Date$/, '20000101'],
  [/Birth(?!Place)|Date|Expir/, '2000-01-01'],
  [/Address|^Line/, '1 SANDBOX STREET'],
  [/Sex|Gender/, 'X'],
  [/Age$/, '0'],
  [/Level$/, '1'],
  [/^Code$/, 'Success'],
  [/Num|No$|Code|I[Dd]$|^Field\d/, '000000'],
];

export const sampleText = (name: string): string => sampleTexts.find(([pattern]) => pattern.test(name))?.[1] ?? 'sandbox';

interface NumberContext {
  /** The value of every field that is a score. */
  score: number;
  nowMs: number;
}

/** The rectangle of the one face in an image of 64 by 64 pixels. */
const faceRectangle = { Left: 12, Top: 10, Width: 40, Height: 44, X: 32, Y: 32 } as const;

/** Eyes, nose and the corners of the mouth. */
const landmarks = [24, 26, 40, 26, 32, 36, 26, 46, 38, 46] as const;

const sampleNumbers: readonly (readonly [RegExp, (context: NumberContext) => number])[] = [
  [/^Sim|^Confidence$|^Rate$|omparisonScore$/, ({ score }) => score],
  [/^QualityScore/, () => 97.5],
  [/Timestamp$/, ({ nowMs }) => nowMs],
  [/Count$|^FaceNumber$/, () => 1],
  [/^Code$/, () => 200],
  ...Object.entries(faceRectangle).map(([name, value]): [RegExp, () => number] => [new RegExp(`^${name}$`), () => value]),
];

export const sampleNumber = (name: string, context: NumberContext): number =>
  sampleNumbers.find(([pattern]) => pattern.test(name))?.[1](context) ?? 0;

const sampleNumberLists: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^Thresholds$/, [61, 69, 75]],
  [/^Rect(?:.List)?$|^FaceRectangles$/, [faceRectangle.Left, faceRectangle.Top, faceRectangle.Width, faceRectangle.Height]],
  [/^Landmarks/, landmarks],
  [/^LandmarkScore$|^FaceProbabilityList$/, [0.99]],
  [/^PoseList$/, [0.4, -1.2, 3.1]],
  [/^Pupils$/, [24, 26, 2.5, 40, 26, 2.5]],
  [/^(?:Score|Fnf)List$/, [97.5]],
];

/** The numbers of a list with known values. Undefined for any other list: it gets one entry. */
export const sampleNumberList = (name: string): readonly number[] | undefined =>
  sampleNumberLists.find(([pattern]) => pattern.test(name))?.[1];
