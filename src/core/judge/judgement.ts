import type { CodeEntry, CodeTable } from '../declare/codes.ts';
import { readPath } from '../json.ts';
import { withCommas } from '../text/printable.ts';

export type Check = 'liveness' | 'comparison' | 'document' | 'deepfake';

/** All checks, in the order in which they are shown. */
export const checks: readonly Check[] = ['liveness', 'comparison', 'document', 'deepfake'];

/** A member that shows the outcome of something. Its path is dotted. `[]` after a list means its last entry, because that one counts. */
export interface Signal {
  path: string;
  /** `Score`: a number that is itself the result. At or above the threshold it means `success`; below it, the first of `results`. */
  type: 'String' | 'Integer' | 'Boolean' | 'Score';
  /** The only documented value that means success, in the documented type. */
  success: string | number | boolean;
  /** The other documented values, as text. For a score: its meaning below the threshold, and its meaning if there is no threshold. */
  results: readonly string[];
  /** The meaning of values that are not in the vendor's table, or that have another meaning there. */
  codes?: CodeTable;
  /** True if the vendor writes the values either as they are here, or all in capitals. */
  capitals?: true;
  /** Other spellings of a documented value, because the vendor's own documents differ. */
  spellings?: Readonly<Record<string, readonly string[]>>;
  /** True if null or absent means that the service has not finished. */
  nullIsPending?: true;
  /** True if nothing can be decided without it. In a list, every entry must have it. */
  required?: true;
  /** For a witness: if it contradicts a success, the verdict of its own value counts. */
  overrules?: true;
  /** Other values than null that mean that nothing was done. */
  notDone?: readonly (string | number)[];
  /** Whether the vendor bills a success; absent if it is not documented. */
  successBilled?: boolean;
}

/** How a success shows that a check was carried out. */
export interface Evidence {
  check: Check;
  /** Absent if only the score shows it. */
  signal?: Signal;
  /** The check that is always carried out before it. A success that shows only the later check contradicts itself. */
  after?: Check;
}

/**
 * A member with documented values that ask for a review by a person. null, absent and empty ask for nothing. An unknown value makes the
 * answer unreadable.
 */
export interface Caution {
  path: string;
  /** `List`: any entry asks for a review. `Words`: any text does. */
  type: 'String' | 'Boolean' | 'List' | 'Words';
  /** The documented values that ask for nothing. */
  fine: readonly (string | boolean)[];
  /** The meanings of the other values. For `List` and `Words`, the meaning is under `listed`. */
  codes: CodeTable;
}

/** A threshold that the vendor publishes, with the rate of strangers who reach it: 0.0001 is one in ten thousand. */
export interface PublishedThreshold {
  score: number;
  falseAcceptRate: number;
}

/** The lists of an answer: one entry for each sent picture, which contains one entry for each face. */
export interface FaceLists {
  pictures: string;
  /** The parameter that contains the pictures. */
  of: string;
  /** The member of a picture's entry that is different in every entry. */
  id: string;
  faces: string;
  /** The member next to the list with the number of faces. */
  faceCount: string;
  noFace: CodeEntry;
  severalFaces: CodeEntry;
}

export interface Score {
  path: string;
  /** The check that it measures. */
  of: Check;
  /** The vendor's threshold; null if none is published. `--threshold` can only raise it, or select one of `thresholds`. */
  threshold: number | null;
  /** All thresholds if the vendor publishes several, from low to high. `threshold` is one of them. */
  thresholds?: readonly PublishedThreshold[];
  /** The member with the service's own list of thresholds. If its entry at the same position is higher, that entry counts. */
  ownThresholds?: string;
  /** The verdict of a success with a score below the vendor's threshold; absent if these two contradict each other. */
  below?: 'mismatch' | 'review';
  /** True if the vendor writes the number as text: "54.4566324452". */
  asText?: true;
  /** The highest score, if it is not 100. */
  maximum?: number;
  /** True if the vendor writes 0 when it compared nothing. */
  zeroIsNone?: true;
  /** If no threshold is published: a pass with a lower score than this gets a notice. */
  lowUnder?: number;
  /** The decision values for which the score is valid, according to the manual. */
  validFor: readonly string[];
  /** True if a success must have a score. */
  required: boolean;
}

/** How an answer becomes a verdict: `decision` decides, `vetoes` take precedence over it, `witnesses` must not contradict it. */
export interface Judgement {
  /** The checks that every success of the action includes. */
  checked: readonly Check[];
  /** The checks that a success may show in addition. Their signals are witnesses too. */
  evidence?: readonly Evidence[];
  /** The checks of `evidence` that every success must show. */
  always?: readonly Check[];
  /** True if the answer is about a job of the service, not about a person: `pass` means only that the job is done. */
  ofJob?: true;
  /** For an answer about several pictures and faces: each is judged, and the worst verdict counts. */
  each?: FaceLists;
  /** Rectangles of faces, with four numbers each. An empty list means that a picture has no face, so nothing was compared. */
  faceRectangles?: { lists: readonly string[]; noFace: CodeEntry };
  decision: Signal;
  /** Codes of error answers that are verdicts, because they are about the picture or the process, not about the call. */
  refusals?: readonly string[];
  /** The member that says what the answer is about, and the sent parameter that it must repeat. */
  subject?: { path: string; param: string };
  /** Decision values that only mean that the process is over, and the member with the result of the last attempt. */
  settled?: { values: readonly string[]; attempt: Signal };
  vetoes?: readonly Signal[];
  witnesses?: readonly Signal[];
  /** Lists that are empty in a success. */
  emptyOnSuccess?: readonly string[];
  cautions?: readonly Caution[];
  /** Lists of warnings: a pass with a warning is a review. */
  warnings?: readonly string[];
  /** The meanings of these warnings, as far as they are documented. */
  warningCodes?: CodeTable;
  /** Warnings that give no reason to doubt the document: a pass with one stays a pass, with a notice. */
  warningsForNotice?: readonly string[];
  /** The output member with the number of checks that the service charged for. */
  chargeCount?: string;
  /** The output member with the vendor's own message. */
  description?: string;
  score?: Score;
}

/** Every check that a success of the action can show. */
export const possibleChecks = ({ checked, evidence = [] }: Judgement): Check[] =>
  checks.filter((check) => checked.includes(check) || evidence.some((each) => each.check === check));

type Fields = Readonly<Record<string, unknown>>;

/** A plain decimal as vendors write it as text: without sign, exponent, blanks and leading zeros. */
const decimal = /^(0|[1-9]\d{0,2})(\.\d+)?$/;

/** The score, from 0 to its maximum; undefined if the value is not such a number in the documented form. */
export function scoreAt({ path, asText, maximum = 100 }: Score, fields: Fields): number | undefined {
  const given = readPath(fields, path);
  const value = asText && typeof given === 'string' && decimal.test(given) ? Number(given) : given;
  if (asText && typeof given === 'number') return undefined;
  return typeof value === 'number' && value >= 0 && value <= maximum ? value : undefined;
}

/** The threshold that counts: the caller's or the vendor's, but never lower than the one that the answer itself gives. */
export function thresholdOf({ score }: Judgement, fields: Fields, asked: number | undefined): number | null {
  if (!score) return null;
  const { threshold: own, thresholds = [], ownThresholds } = score;
  if (own === null) return asked ?? null;
  const chosen = asked === undefined ? own : Math.max(lowestThreshold(score) ?? own, asked);
  const place = thresholds.findLastIndex((published) => published.score <= chosen);
  const listed = ownThresholds === undefined || place < 0 ? undefined : readPath(fields, ownThresholds);
  const theirs = Array.isArray(listed) ? (listed[place] as unknown) : undefined;
  return typeof theirs === 'number' ? Math.max(chosen, theirs) : chosen;
}

/** True if the answer has thresholds that cannot be read. One of them may be higher than ours. */
export function hasUnreadableThresholds({ score }: Judgement, fields: Fields): boolean {
  const listed = score?.ownThresholds === undefined ? undefined : readPath(fields, score.ownThresholds);
  if (listed === undefined || listed === null) return false;
  const isThreshold = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 100;
  return !Array.isArray(listed) || listed.length !== (score?.thresholds?.length ?? 0) || !listed.every(isThreshold);
}

/** True if the thresholds of the answer do not ascend. The stricter ones would then be the lower ones. */
export function hasDescendingThresholds({ score }: Judgement, fields: Fields): boolean {
  const listed = score?.ownThresholds === undefined ? undefined : readPath(fields, score.ownThresholds);
  return Array.isArray(listed) && listed.some((value, index) => index > 0 && value < listed[index - 1]);
}

/** The lowest threshold that a caller may use. */
export const lowestThreshold = ({ threshold, thresholds }: Score): number | null => thresholds?.[0]?.score ?? threshold;

/** `0.0001` -> `1 stranger in 10,000`. */
export const rateInWords = ({ falseAcceptRate }: PublishedThreshold): string =>
  `1 stranger in ${withCommas(Math.round(1 / falseAcceptRate))}`;

/** How often a stranger reaches a threshold, in words; undefined if the vendor does not publish it. */
export function oddsOf({ thresholds }: Score, threshold: number | null): string | undefined {
  const known = threshold === null ? undefined : thresholds?.findLast((candidate) => candidate.score <= threshold);
  return known && `${known.score < (threshold ?? 0) ? 'fewer than ' : ''}${rateInWords(known)}`;
}

const names: Readonly<Record<Check, string>> = {
  liveness: 'liveness rate',
  comparison: 'similarity',
  document: 'document score',
  deepfake: 'deepfake score',
};

/** The name of what the score measures. */
export const scoreName = (score: Score | undefined): string => names[score?.of ?? 'comparison'];
