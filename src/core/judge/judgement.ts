import type { CodeEntry, CodeTable } from '../declare/codes.ts';
import { readPath } from '../json.ts';
import { grouped } from '../text/printable.ts';

export type Check = 'liveness' | 'comparison' | 'document' | 'deepfake';

/** In the order in which people read them. */
export const checks: readonly Check[] = ['liveness', 'comparison', 'document', 'deepfake'];

/** A member that says how something went. Its path is dotted; `[]` after a list means its last entry, the one that counts. */
export interface Signal {
  path: string;
  /** `Score`: a number that is itself the result: `success` from the judgement's threshold on, else the one of `results`. */
  type: 'String' | 'Integer' | 'Boolean' | 'Score';
  /** The one documented value, in the documented type, that is good. */
  success: string | number | boolean;
  /** The other documented values, as text. Of a score, what it is below the threshold, and where none is known. */
  results: readonly string[];
  /** What they mean here, where the vendor's table does not have them or means another thing. */
  codes?: CodeTable;
  /** The vendor writes each value as it stands here, or all in capitals; in no other way. */
  capitals?: true;
  /** Other spellings of a documented value, where the vendor's own texts differ. */
  spellings?: Readonly<Record<string, readonly string[]>>;
  /** null or absent: the service has not finished. */
  nullIsPending?: true;
  /** Nothing is decided without it. In a list: of every entry that is there. */
  required?: true;
  /** Of a witness: against a success, the verdict of its own value counts. */
  overrules?: true;
  /** Values besides null by which the vendor says that nothing was done. */
  notDone?: readonly (string | number)[];
  /** Whether the vendor bills a success, where it says so. */
  successBilled?: boolean;
}

/** How a success shows that a check was carried out. */
export interface Evidence {
  check: Check;
  /** Absent where only the score shows it. */
  signal?: Signal;
  /** The check that always goes before it: a success that shows this one alone contradicts itself. */
  after?: Check;
}

/** A member by which some documented values ask for a person's eye. null, absent and empty ask for nothing; an unknown value is unreadable. */
export interface Caution {
  path: string;
  /** `List`: any entry asks for it; `Words`: any text does. */
  type: 'String' | 'Boolean' | 'List' | 'Words';
  /** The documented values that ask for nothing. */
  fine: readonly (string | boolean)[];
  /** What the others mean; of a list and of words, under `listed`. */
  codes: CodeTable;
}

/** A threshold that the vendor publishes, and how often a stranger reaches it: 0.0001 for one in ten thousand. */
export interface PublishedThreshold {
  score: number;
  falseAcceptRate: number;
}

/** Lists of an answer: one entry for each picture that was sent, and in it one for each face. */
export interface FaceLists {
  pictures: string;
  /** The parameter with the pictures. */
  of: string;
  /** Member of a picture's entry that no other entry shares. */
  id: string;
  faces: string;
  /** Member next to it with their number. */
  faceCount: string;
  noFace: CodeEntry;
  severalFaces: CodeEntry;
}

export interface Score {
  path: string;
  /** The check that it measures. */
  of: Check;
  /** The vendor's threshold, null where none is published; `--threshold` can only raise it, or choose among `thresholds`. */
  threshold: number | null;
  /** Where the vendor publishes several: the lowest first, `threshold` among them. */
  thresholds?: readonly PublishedThreshold[];
  /** Member with the service's own list of thresholds: where it has a higher one in the same place, that counts. */
  ownThresholds?: string;
  /** Verdict of a success whose score is under the vendor's threshold; absent where the two contradict each other. */
  below?: 'mismatch' | 'review';
  /** The vendor writes the number as text: "54.4566324452". */
  asText?: true;
  /** The highest score, where that is not 100. */
  maximum?: number;
  /** The vendor writes 0 where it compared nothing. */
  zeroIsNone?: true;
  /** A pass with a lower score is worth a notice, where no threshold is published. */
  lowUnder?: number;
  /** Decision values with which the manual calls the score valid. */
  validFor: readonly string[];
  /** A success without a score is not a success. */
  required: boolean;
}

/** How an answer becomes a verdict: `decision` makes it, `vetoes` outrank it, `witnesses` must not contradict it. */
export interface Judgement {
  /** What every success of the action has carried out. */
  checked: readonly Check[];
  /** What a success may show besides. Each is a witness too. */
  evidence?: readonly Evidence[];
  /** Checks of `evidence` without which no success counts, whoever asked. */
  always?: readonly Check[];
  /** It is about a job of the service, not about a person: `pass` says that the job is done, and checks nothing. */
  ofJob?: true;
  /** Where the answer speaks of several pictures and faces: each is judged, and the worst counts. */
  each?: FaceLists;
  /** Rectangles of faces, four numbers each. An empty list says that a picture has no face: whatever its score, nothing was compared. */
  faceRectangles?: { lists: readonly string[]; noFace: CodeEntry };
  decision: Signal;
  /** Codes of error answers that are verdicts: the answer is about the picture or the process, not about the call. */
  refusals?: readonly string[];
  /** A member in which the answer says of what it speaks, and the parameter that was sent for it. */
  subject?: { path: string; param: string };
  /** Decision values that only say that the process is over, and the member in which the last attempt says how it went. */
  settled?: { values: readonly string[]; attempt: Signal };
  vetoes?: readonly Signal[];
  witnesses?: readonly Signal[];
  /** Lists that a success leaves empty. */
  emptyOnSuccess?: readonly string[];
  cautions?: readonly Caution[];
  /** Lists of warnings: a pass with a warning is a review. */
  warnings?: readonly string[];
  /** What these warnings mean, as far as the vendor says. */
  warningCodes?: CodeTable;
  /** Warnings that say nothing against the document: a pass stays one, with a notice. */
  warningsForNotice?: readonly string[];
  /** Output member with the number of checks that the service charged for. */
  chargeCount?: string;
  /** The output member with the vendor's own sentence. */
  description?: string;
  score?: Score;
}

/** Every check that a success of the action can show. */
export const possibleChecks = ({ checked, evidence = [] }: Judgement): Check[] =>
  checks.filter((check) => checked.includes(check) || evidence.some((each) => each.check === check));

type Fields = Readonly<Record<string, unknown>>;

/** A plain decimal, as the vendors write one into text: no sign, no exponent, no blank, no zero before it. */
const decimal = /^(0|[1-9]\d{0,2})(\.\d+)?$/;

/** From 0 to its maximum; undefined for anything that is not such a number in its documented form. */
export function scoreAt({ path, asText, maximum = 100 }: Score, fields: Fields): number | undefined {
  const said = readPath(fields, path);
  const value = asText && typeof said === 'string' && decimal.test(said) ? Number(said) : said;
  if (asText && typeof said === 'number') return undefined;
  return typeof value === 'number' && value >= 0 && value <= maximum ? value : undefined;
}

/** The threshold that counts: the caller's or the vendor's, and never under the one that the answer itself names in its place. */
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

/** True where the answer names thresholds that cannot be read: one of them may be higher than ours. */
export function hasStrangeThresholds({ score }: Judgement, fields: Fields): boolean {
  const listed = score?.ownThresholds === undefined ? undefined : readPath(fields, score.ownThresholds);
  if (listed === undefined || listed === null) return false;
  const isThreshold = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 100;
  return !Array.isArray(listed) || listed.length !== (score?.thresholds?.length ?? 0) || !listed.every(isThreshold);
}

/** Under this no caller may go. */
export const lowestThreshold = ({ threshold, thresholds }: Score): number | null => thresholds?.[0]?.score ?? threshold;

/** `0.0001` -> `1 stranger in 10,000`. */
export const spokenRate = ({ falseAcceptRate }: PublishedThreshold): string => `1 stranger in ${grouped(Math.round(1 / falseAcceptRate))}`;

/** How often a stranger reaches a threshold, in words; nothing where the vendor does not say. */
export function oddsOf({ thresholds }: Score, threshold: number | null): string | undefined {
  const known = threshold === null ? undefined : thresholds?.findLast((candidate) => candidate.score <= threshold);
  return known && `${known.score < (threshold ?? 0) ? 'fewer than ' : ''}${spokenRate(known)}`;
}

const names: Readonly<Record<Check, string>> = {
  liveness: 'liveness rate',
  comparison: 'similarity',
  document: 'document score',
  deepfake: 'deepfake score',
};

/** What the score measures, as people call it. */
export const scoreName = (score: Score | undefined): string => names[score?.of ?? 'comparison'];
