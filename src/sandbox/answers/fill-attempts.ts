import { isRecord, readPath } from '../../core/json.ts';
import type { Check } from '../../core/judge/judgement.ts';
import { differentFaceScore, sameFaceScore } from './sample-scalars.ts';

/** The tag of `LivenessInfoTag` that goes with a failed liveness check, by the code of the failure. Other codes have no tag. */
type TagsByCode = Readonly<Record<string, string>>;

/** `idv explain LivenessInfoTag` says what the tags mean. */
export const appLivenessTags: TagsByCode = { 1002: '03', 1004: '11', 1005: '04', 1201: '12' };

/** The results of a page have other numbers for the same tags. */
export const pageLivenessTags: TagsByCode = {
  ...{ 1002: '03', 1003: '04', 1004: '09', 1005: '11', 1102: '14', 1201: '09', 1202: '09' },
  ...{ 1203: '10', 1205: '10', 1207: '02', 1208: '02', 1209: '02', 1301: '12', 1302: '13', 1401: '07' },
};

const tagsOfCode = (tags: TagsByCode, code: string): string[] => {
  const tag = Object.hasOwn(tags, code) ? tags[code] : undefined;
  return tag === undefined ? [] : [tag];
};

type CheckValue = string | number | null;

/** What an attempt says about one check: a code, a sentence and, for a comparison, a score. */
interface CheckReport {
  code: CheckValue;
  message: CheckValue;
  score?: CheckValue;
}

/** How a product writes the attempts of a process. */
interface AttemptShape {
  attempts: string;
  /** The documents, which are read before the first attempt. */
  documents: string;
  liveness: string;
  score: string;
  tags: TagsByCode;
  success: string | number;
  /** The comparison if the call did not ask for one, as the vendor writes it. */
  notAsked: CheckReport;
  /** The comparison after a failed liveness check. */
  notReached: CheckReport;
}

const attemptShapes: readonly AttemptShape[] = [
  {
    attempts: 'CompareResults',
    documents: 'CardVerifyResults',
    liveness: 'Live',
    score: 'Sim',
    tags: appLivenessTags,
    success: '0',
    // Both as in the manual's sample of a failed liveness check.
    notAsked: { code: '', message: '', score: 0 },
    notReached: { code: '', message: '', score: 0 },
  },
  {
    attempts: 'VerificationDetailList',
    documents: 'OCRResult',
    liveness: 'Liveness',
    score: 'Similarity',
    tags: pageLivenessTags,
    success: 0,
    // As in the manual's sample: a code that looks like a success, next to a similarity that means nothing.
    notAsked: { code: 0, message: '', score: 0 },
    notReached: { code: null, message: null, score: null },
  },
];

/** How far the process got. `none`: the code is about the page or its token, not about an attempt. */
function stageOf(code: string, success: string | number): 'done' | 'liveness' | 'comparison' | 'none' {
  if (code === String(success)) return 'done';
  if (/^1[0-3]\d\d$|^1401$/.test(code)) return 'liveness';
  return /^20\d\d$/.test(code) ? 'comparison' : 'none';
}

/** The result of the process, and the checks that the token asked for. Without a token, all checks. */
interface ProcessResult {
  code: string;
  description: string;
  checks: readonly Check[] | undefined;
}

function checkReports(
  shape: AttemptShape,
  { code, description, checks }: ProcessResult,
): Record<'attempt' | 'liveness' | 'comparison', CheckReport> {
  const passed: CheckReport = { code: shape.success, message: '' };
  const failed: CheckReport = { code: typeof shape.success === 'number' ? Number(code) : code, message: description };
  switch (stageOf(code, shape.success)) {
    case 'liveness':
      return { attempt: failed, liveness: failed, comparison: shape.notReached };
    case 'comparison':
      return { attempt: failed, liveness: passed, comparison: { ...failed, score: code === '2016' ? differentFaceScore : 0 } };
    default: {
      const isAsked = checks?.includes('comparison') ?? true;
      return { attempt: passed, liveness: passed, comparison: isAsked ? { ...passed, score: sameFaceScore } : shape.notAsked };
    }
  }
}

function fillAttempt(entry: Record<string, unknown>, shape: AttemptShape, result: ProcessResult): void {
  const { attempt, liveness, comparison } = checkReports(shape, result);
  Object.assign(entry, {
    ErrorCode: attempt.code,
    ErrorMsg: attempt.message,
    [`${shape.liveness}ErrorCode`]: liveness.code,
    [`${shape.liveness}ErrorMsg`]: liveness.message,
    CompareErrorCode: comparison.code,
    CompareErrorMsg: comparison.message,
    [shape.score]: comparison.score,
    LivenessInfoTag: tagsOfCode(shape.tags, result.code),
  });
}

/** Fills a result without a list of attempts. The result itself is the only attempt. */
function fillSingle(fields: Record<string, unknown>, { code, checks }: ProcessResult): void {
  if ('LivenessInfoTag' in fields) fields.LivenessInfoTag = tagsOfCode(appLivenessTags, code);
  // The service writes 0.0, which means "to be ignored". In JSON, 0.0 is the same as 0.
  if ('Similarity' in fields && code === '0' && checks?.includes('comparison') === false) fields.Similarity = 0;
}

/** Writes the documents and the last attempt of a result as the service does. A check that was not done is null. */
export function fillAttempts(fields: Record<string, unknown>, result: ProcessResult): void {
  const shape = attemptShapes.find(({ attempts }) => Array.isArray(fields[attempts]));
  if (!shape) {
    fillSingle(fields, result);
    return;
  }
  const { attempts, documents, success } = shape;
  const wasDone = (check: Check): boolean => stageOf(result.code, success) !== 'none' && (result.checks?.includes(check) ?? true);
  const [attempt, document] = [readPath(fields, `${attempts}[]`), readPath(fields, `${documents}[]`)];
  if (isRecord(attempt)) fillAttempt(attempt, shape, result);
  if (isRecord(document)) document.IsPass = true;
  if (!wasDone('liveness')) fields[attempts] = null;
  if (documents in fields && !wasDone('document')) fields[documents] = null;
}
