import type { Judgement } from './action.ts';
import { type Answer, clip, unreadable } from './answer.ts';
import { type CodeEntry, findCode } from './codes.ts';
import type { Verdict } from './exit.ts';
import { isMisshapen, readPath } from './path.ts';
import { codeOf, entryOf, isGood, reasonCode, typedValue } from './signal.ts';

type Fields = Readonly<Record<string, unknown>>;

export interface Finding {
  verdict: Verdict;
  code: string;
  message: string;
  hint?: string | undefined;
  billed?: boolean | null;
  /** The service says that it came to nothing, so that a score beside it is none. */
  measured?: boolean;
}

/** A verdict that is in the table; undefined for a code that is none. */
export const findingOf = (code: string, { effect, meaning, hint, billed }: CodeEntry): Finding | undefined =>
  'verdict' in effect ? { verdict: effect.verdict, code, message: meaning, hint, billed } : undefined;

function contradiction(judgement: Judgement, fields: Fields): string | undefined {
  const against = (judgement.witnesses ?? []).find((signal) => {
    const value = readPath(fields, signal.path) ?? null;
    return (value !== null || signal.required) && !isGood(signal, typedValue(signal, fields));
  });
  if (against) return `${against.path} is ${clip(readPath(fields, against.path))}`;
  const paths = [
    ...(judgement.witnesses ?? []).map(({ path }) => path),
    ...(judgement.warnings ?? []),
    ...(judgement.score ? [judgement.score.path] : []),
  ];
  const misshapen = paths.find((path) => isMisshapen(fields, path));
  return misshapen && `the way to ${misshapen} is not of the documented shape`;
}

/** What a witness makes of a success that it speaks against by a documented value of its own. */
function overruling({ witnesses = [] }: Judgement, fields: Fields): Scored | undefined {
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

/** What the score measures, as people call it. */
export const scoreName = (checked: readonly string[]): string =>
  checked.includes('liveness') && !checked.includes('comparison') ? 'liveness rate' : 'similarity';

type Scored = Omit<Finding, 'message'> & { message?: string };

/** What a score makes of a success: nothing, if it is high enough or there is none to look at. */
function judgeScore(judgement: Judgement, answer: Answer, fields: Fields, score: number | null, bar: number | null): Scored | undefined {
  if (!judgement.score) return undefined;
  const { path, threshold, required, below } = judgement.score;
  const code = String(judgement.decision.success);
  const said = readPath(fields, path) ?? null;
  if (score === null && said !== null) throw unreadable('wrong-type', `the service said ${code} with ${path} ${clip(said)}`, answer);
  if (bar === null) return undefined;
  if (score === null && (required || threshold !== bar))
    throw unreadable('no-score', `the service said ${code} without a usable ${path}`, answer);
  if (score === null || score >= bar) return undefined;
  const name = scoreName(judgement.checked);
  if (threshold === null || score >= threshold) {
    const message = `${name} ${score} is under the threshold ${bar} that was asked for`;
    return { verdict: below ?? 'mismatch', code: 'below-threshold', message, hint: 'the vendor’s own bar was reached; yours was not' };
  }
  if (!below)
    throw unreadable('contradiction', `the service said ${code} with ${path} ${score}, under its own bar of ${threshold}`, answer);
  const message = `the service said ${code}, but ${name} ${score} is under the ${threshold} that it advises`;
  return { verdict: below, code: 'below-threshold', message, hint: 'have a person look at the picture, or take a better one' };
}

/** Every warning as text. What is no list, and not nothing, warns as well. */
const warningsOf = ({ warnings = [] }: Judgement, fields: Fields): string[] =>
  warnings.flatMap((path) => {
    const list = readPath(fields, path) ?? [];
    return (Array.isArray(list) ? list : [list]).map((warning) => (typeof warning === 'object' ? clip(warning) : String(warning)));
  });

/**
 * A decision that is good so far: what may still stand against a pass.
 * Throws IdvError `unreadable` where the answer contradicts itself.
 */
export function judgeSuccess(judgement: Judgement, answer: Answer, fields: Fields, score: number | null, bar: number | null): Scored {
  const code = String(judgement.decision.success);
  const overruled = overruling(judgement, fields);
  if (overruled) return overruled;
  const against = contradiction(judgement, fields);
  if (against) throw unreadable('contradiction', `the service said ${code}, but ${against}`, answer);
  const scored = judgeScore(judgement, answer, fields, score, bar);
  if (scored) return scored;
  const warnings = warningsOf(judgement, fields);
  if (warnings.length === 0) return { verdict: 'pass', code };
  const known: (CodeEntry | undefined)[] = warnings.map((warning) => findCode(judgement.warningCodes ?? {}, warning));
  const listed = warnings.map((warning, index) => (known[index] ? `${warning} (${known[index].meaning})` : warning)).join(', ');
  const hint = known.find((entry) => entry !== undefined)?.hint ?? 'have a person look at the document';
  return { verdict: 'review', code, message: `accepted with warnings: ${listed}`, hint };
}
