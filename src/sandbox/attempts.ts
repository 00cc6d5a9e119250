import { isRecord } from '../core/json.ts';
import type { Check } from '../core/judge/judgement.ts';
import { readPath } from '../core/path.ts';
import { appTags, pageTags, tagsOf } from './liveness-tags.ts';
import { failingScore, passingScore } from './sample-number.ts';

type Value = string | number | null;

/** One half of an attempt: its code, its sentence, and of a comparison its score. */
interface Half {
  code: Value;
  message: Value;
  score?: Value;
}

/** How a product writes the attempts of a process. */
interface Shape {
  attempts: string;
  /** The documents, which are read before the first attempt. */
  documents: string;
  liveness: string;
  score: string;
  tags: typeof appTags;
  success: string | number;
  /** The comparison where none was asked for, as the vendor writes it. */
  unasked: Half;
  /** The comparison after a liveness check that was failed. */
  unreached: Half;
}

const shapes: readonly Shape[] = [
  {
    attempts: 'CompareResults',
    documents: 'CardVerifyResults',
    liveness: 'Live',
    score: 'Sim',
    tags: appTags,
    success: '0',
    // Both as in the manual's sample, whose liveness check failed.
    unasked: { code: '', message: '', score: 0 },
    unreached: { code: '', message: '', score: 0 },
  },
  {
    attempts: 'VerificationDetailList',
    documents: 'OCRResult',
    liveness: 'Liveness',
    score: 'Similarity',
    tags: pageTags,
    success: 0,
    // As in the manual's sample: a code that reads like a success next to a similarity that says nothing.
    unasked: { code: 0, message: '', score: 0 },
    unreached: { code: null, message: null, score: null },
  },
];

/** How far the process came: a code of the page itself, or of its token, speaks of no attempt. */
function stageOf(code: string, success: string | number): 'done' | 'liveness' | 'comparison' | 'none' {
  if (code === String(success)) return 'done';
  if (/^1[0-3]\d\d$|^1401$/.test(code)) return 'liveness';
  return /^20\d\d$/.test(code) ? 'comparison' : 'none';
}

/** What the outcome says, and which checks the token asked for; all of them where there is no token. */
export interface Attempted {
  code: string;
  description: string;
  checks: readonly Check[] | undefined;
}

function halves(shape: Shape, { code, description, checks }: Attempted): Record<'whole' | 'liveness' | 'comparison', Half> {
  const good: Half = { code: shape.success, message: '' };
  const bad: Half = { code: typeof shape.success === 'number' ? Number(code) : code, message: description };
  switch (stageOf(code, shape.success)) {
    case 'liveness':
      return { whole: bad, liveness: bad, comparison: shape.unreached };
    case 'comparison':
      return { whole: bad, liveness: good, comparison: { ...bad, score: code === '2016' ? failingScore : 0 } };
    default: {
      const isAsked = checks?.includes('comparison') ?? true;
      return { whole: good, liveness: good, comparison: isAsked ? { ...good, score: passingScore } : shape.unasked };
    }
  }
}

function fillAttempt(attempt: Record<string, unknown>, shape: Shape, said: Attempted): void {
  const { whole, liveness, comparison } = halves(shape, said);
  Object.assign(attempt, {
    ErrorCode: whole.code,
    ErrorMsg: whole.message,
    [`${shape.liveness}ErrorCode`]: liveness.code,
    [`${shape.liveness}ErrorMsg`]: liveness.message,
    CompareErrorCode: comparison.code,
    CompareErrorMsg: comparison.message,
    [shape.score]: comparison.score,
    LivenessInfoTag: tagsOf(shape.tags, said.code),
  });
}

/** A result that is itself its only attempt. */
function fillOnly(fields: Record<string, unknown>, { code, checks }: Attempted): void {
  if ('LivenessInfoTag' in fields) fields.LivenessInfoTag = tagsOf(appTags, code);
  // The service says 0.0, "to be ignored": in JSON there is no such number beside 0.
  if ('Similarity' in fields && code === '0' && checks?.includes('comparison') === false) fields.Similarity = 0;
}

/** Gives the documents and the last attempt of a result what the service writes there; null for what was not done. */
export function fillAttempts(fields: Record<string, unknown>, said: Attempted): void {
  const shape = shapes.find(({ attempts }) => Array.isArray(fields[attempts]));
  if (!shape) {
    fillOnly(fields, said);
    return;
  }
  const { attempts, documents, success } = shape;
  const was = (check: Check): boolean => stageOf(said.code, success) !== 'none' && (said.checks?.includes(check) ?? true);
  const [attempt, document] = [readPath(fields, `${attempts}[]`), readPath(fields, `${documents}[]`)];
  if (isRecord(attempt)) fillAttempt(attempt, shape, said);
  if (isRecord(document)) document.IsPass = true;
  if (!was('liveness')) fields[attempts] = null;
  if (documents in fields && !was('document')) fields[documents] = null;
}
