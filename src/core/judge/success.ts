import { type Answer, unreadableError, valueInWords } from '../answer.ts';
import type { Field } from '../declare/action.ts';
import { type CodeEntry, findCode } from '../declare/codes.ts';
import type { Verdict } from '../exit.ts';
import { readPath } from '../json.ts';
import { checksOfSuccess, codeOf, contradiction, entryOf, isGood, isScoreVoid, reasonCode, typedValue } from './evidence.ts';
import { type Caution, type Check, type Judgement, scoreName } from './judgement.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A verdict with its reasons. */
export interface Finding {
  verdict: Verdict;
  code: string;
  message: string;
  hint?: string | undefined;
  billed?: boolean | null;
  /** The checks that were carried out. */
  checked?: readonly Check[];
  /** False if the service reports no result. Any score in the answer must then be ignored. */
  measured?: boolean;
  /** Sentences for standard error, in addition to the verdict. */
  notices?: readonly string[];
}

/** An answer whose deciding member means success, with its score and what was asked for. */
export interface Success {
  answer: Answer;
  fields: Fields;
  /** The members of the answer that the action declares. */
  output: readonly Field[];
  score: number | null;
  /** The threshold that counts. */
  threshold: number | null;
  /** The caller's own threshold, if one was given. */
  asked: number | undefined;
  required: readonly Check[];
}

/** The finding for an entry of a code table; undefined if the code is not a verdict. */
export const findingOf = (code: string, { effect, meaning, hint, billed, checked }: CodeEntry): Finding | undefined =>
  'verdict' in effect ? { verdict: effect.verdict, code, message: meaning, hint, billed, checked: checked ?? [] } : undefined;

/** The finding of a witness that overrules a success by a documented value; undefined if no witness does. */
function overrulingFinding({ witnesses = [] }: Judgement, fields: Fields): Finding | undefined {
  for (const signal of witnesses) {
    const value = signal.overrules ? typedValue(signal, fields) : undefined;
    if (value === undefined || isGood(signal, value)) continue;
    const code = codeOf(signal, value);
    const entry = entryOf(signal, code, {});
    const finding = entry && findingOf(reasonCode(signal, code), entry);
    if (finding) return { ...finding, measured: false };
  }
  return undefined;
}

/** The finding for a success with a low score; undefined if the score is high enough, or if there is none. */
function judgeScore(judgement: Judgement, { answer, fields, score, threshold, asked }: Success): Finding | undefined {
  if (!judgement.score) return undefined;
  const { path, threshold: own, required, below } = judgement.score;
  const code = String(judgement.decision.success);
  const scoreValue = readPath(fields, path) ?? null;
  if (score === null && scoreValue !== null && !isScoreVoid(judgement, fields))
    throw unreadableError('wrong-type', `the service said ${code} with ${path} ${valueInWords(scoreValue, [])}`, answer);
  if (score === null && (required || asked !== undefined))
    throw unreadableError('no-score', `the service said ${code} without a usable ${path}`, answer);
  if (threshold === null || score === null || score >= threshold) return undefined;
  const name = scoreName(judgement.score);
  if (own === null || score >= own) {
    const message = `${name} ${score} is below the threshold of ${threshold} that was asked for`;
    return {
      verdict: below ?? 'mismatch',
      code: 'below-threshold',
      message,
      hint: 'the vendor’s own threshold was reached; yours was not',
    };
  }
  if (!below)
    throw unreadableError('contradiction', `the service said ${code} with ${path} ${score}, below its own threshold of ${own}`, answer);
  const message = `the service said ${code}, but ${name} ${score} is below the ${own} that it advises`;
  return { verdict: below, code: 'below-threshold', message, hint: 'ask a person to look at the picture, or take a better one' };
}

/** The code of a caution's value in its table; undefined for a value of another type. */
function cautionCode(type: Caution['type'], value: unknown): string | undefined {
  if (type === 'List') return Array.isArray(value) ? 'listed' : undefined;
  if (type === 'Words') return typeof value === 'string' ? 'listed' : undefined;
  return typeof value === type.toLowerCase() ? String(value) : undefined;
}

function cautionOf({ path, type, fine, codes }: Caution, answer: Answer, fields: Fields): Finding | undefined {
  const value = readPath(fields, path) ?? null;
  if (
    value === null ||
    (value === '' && (type === 'String' || type === 'Words')) ||
    (type === 'List' && Array.isArray(value) && value.length === 0)
  )
    return undefined;
  const code = cautionCode(type, value);
  if (code !== undefined && fine.some((known) => String(known) === code)) return undefined;
  const entry = code !== undefined && Object.hasOwn(codes, code) ? codes[code] : undefined;
  const finding = entry && findingOf(reasonCode({ path: path.replaceAll('[]', '') }, code ?? ''), entry);
  if (!finding)
    throw unreadableError(
      'unknown-result',
      `${path} is ${type === 'List' ? 'not a list' : valueInWords(value, Object.keys(codes))}, which idv does not know`,
      answer,
    );
  return finding;
}

/** All warnings as text. Throws if a warning member is not a list of codes. */
function warningsOf({ warnings = [] }: Judgement, answer: Answer, fields: Fields): string[] {
  return warnings.flatMap((path) => {
    const list: unknown = readPath(fields, path) ?? [];
    const isCode = (code: unknown): boolean => typeof code === 'string' || Number.isSafeInteger(code);
    if (!Array.isArray(list) || !list.every(isCode))
      throw unreadableError('wrong-type', `${path} is ${valueInWords(list, [])}, not a list of codes`, answer);
    return list.map(String);
  });
}

/** A pass, or a review if there are serious warnings. */
function outcomeWithWarnings(
  judgement: Judgement,
  answer: Answer,
  fields: Fields,
): Pick<Finding, 'verdict' | 'hint' | 'notices'> & { message?: string } {
  const { warningCodes = {}, warningsForNotice = [] } = judgement;
  const warnings = warningsOf(judgement, answer, fields).map((code) => ({ code, entry: findCode(warningCodes, code) }));
  // An unknown warning is shown only if it is a short number. Anything else may be personal.
  const words = (code: string): string => (/^-?\d{1,6}$/.test(code) ? code : valueInWords(code, []));
  const warningInWords = ({ code, entry }: (typeof warnings)[number]): string => (entry ? `${code} (${entry.meaning})` : words(code));
  const notices = warnings.filter(({ code }) => warningsForNotice.includes(code)).map((warning) => `warning ${warningInWords(warning)}`);
  const serious = warnings.filter(({ code }) => !warningsForNotice.includes(code));
  if (serious.length === 0) return { verdict: 'pass', notices };
  const hint = serious.find(({ entry }) => entry)?.entry?.hint ?? 'ask a person to look at the document';
  return { verdict: 'review', message: `accepted with warnings: ${serious.map(warningInWords).join(', ')}`, hint, notices };
}

/** A notice for a pass with a low score, if the vendor publishes no threshold. */
const lowScore = ({ score: declared }: Judgement, score: number | null): string[] =>
  declared?.lowUnder !== undefined && score !== null && score < declared.lowUnder
    ? [`the service passed with a ${scoreName(declared)} of only ${score}; it publishes no threshold, and --threshold sets yours`]
    : [];

/**
 * Judges an answer whose deciding member means success. Other members may still prevent a pass. `message` is the message of a pass. Throws
 * IdvError `unreadable` if the answer contradicts itself, or does not show what was asked for.
 */
export function judgeSuccess(judgement: Judgement, success: Success, message: string): Finding {
  const { answer, fields, output, score, required } = success;
  const code = String(judgement.decision.success);
  const billed = judgement.decision.successBilled ?? null;
  const overruled = overrulingFinding(judgement, fields);
  if (overruled) return overruled;
  const against = contradiction(judgement, output, fields);
  if (against) throw unreadableError('contradiction', `the service said ${code}, but ${against}`, answer);
  const scored = judgeScore(judgement, success);
  const checked = checksOfSuccess(judgement, answer, fields, required);
  if (scored) return { billed, ...scored, checked };
  const caution = (judgement.cautions ?? []).map((each) => cautionOf(each, answer, fields)).find((finding) => finding !== undefined);
  const { notices = [], ...outcome } = outcomeWithWarnings(judgement, answer, fields);
  const all = [...notices, ...lowScore(judgement, score)];
  if (caution) return { ...caution, billed, checked, notices: all };
  return { code, message, billed, checked, ...outcome, notices: all };
}
