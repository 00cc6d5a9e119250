import { type Answer, clip, unreadable } from '../answer.ts';
import { readPath } from '../path.ts';
import { type Check, checks, type Evidence, type Judgement } from './judgement.ts';
import { scoreAt } from './score.ts';
import { entryOf, isGood, isNotDone, typedValue } from './signal.ts';

type Fields = Readonly<Record<string, unknown>>;

const inOrder = (found: ReadonlySet<Check>): Check[] => checks.filter((check) => found.has(check));

/** The part of the answer that says whether a check was carried out, for a message. */
const placeOf = ({ signal }: Evidence, { score }: Judgement): string => signal?.path ?? score?.path ?? '';

/** Whether a success shows the check. Throws where half of it is there: a code without its score, or a score without its code. */
function isShown(evidence: Evidence, judgement: Judgement, answer: Answer, fields: Fields): boolean {
  const { check, signal } = evidence;
  const score = judgement.score?.of === check ? judgement.score : undefined;
  const done = signal === undefined || !isNotDone(signal, fields);
  if (!score) return done;
  const said = readPath(fields, score.path) ?? null;
  if (!done) {
    if (said === null || said === 0) return false;
    throw unreadable(
      'contradiction',
      `${score.path} is ${clip(said)}, and ${placeOf(evidence, judgement)} says that nothing was compared`,
      answer,
    );
  }
  if (said === 0 && score.zeroIsNone) return false;
  if (said !== null) return true;
  if (signal === undefined) return false;
  throw unreadable('no-score', `${signal.path} says success, and ${score.path} is ${clip(readPath(fields, score.path))}`, answer);
}

/** True where the vendor says that nothing was measured: its score is then absent, or a 0 that means nothing. */
export function isScoreVoid({ score, evidence = [] }: Judgement, fields: Fields): boolean {
  const said = score && (readPath(fields, score.path) ?? null);
  if (said !== null && said !== 0) return false;
  const signal = evidence.find(({ check }) => check === score?.of)?.signal;
  return score?.zeroIsNone === true || (signal !== undefined && isNotDone(signal, fields));
}

/** The score of a decision value that has one; null where nothing was measured. */
export const scoreOf = (judgement: Judgement, fields: Fields, code: string): number | null =>
  judgement.score?.validFor.includes(code) && !isScoreVoid(judgement, fields) ? (scoreAt(judgement.score, fields) ?? null) : null;

/**
 * The checks that a success shows as carried out. `required` are those that were asked for, by the token, the caller or the action.
 * Throws IdvError `unreadable` where one of them is not shown.
 */
export function checksOfSuccess(judgement: Judgement, answer: Answer, fields: Fields, required: readonly Check[]): Check[] {
  const { checked, evidence = [], always = [] } = judgement;
  const shown = new Set(checked);
  const found = evidence.filter((each) => isShown(each, judgement, answer, fields));
  for (const { check } of found) shown.add(check);
  const early = found.find(({ after }) => after !== undefined && !shown.has(after));
  if (early) throw unreadable('contradiction', `the answer shows a ${early.check} without the ${early.after} that goes before it`, answer);
  const missing = [...required, ...always].find((check) => !shown.has(check));
  if (missing === undefined) return inOrder(shown);
  const places = evidence.filter(({ check }) => check === missing).map((each) => placeOf(each, judgement));
  const said = places.map((path) => `${path} is ${clip(readPath(fields, path))}`).join(', ') || 'this action does not carry it out';
  throw unreadable('missing-evidence', `the ${missing} was asked for, and the answer does not show it: ${said}`, answer);
}

/** Whether a code that says "good" says so of a check that was made: next to a failure, that of a comparison may be what a member starts with. */
const isMeasured = ({ score }: Judgement, check: Check, fields: Fields): boolean =>
  score?.of !== check || (scoreAt(score, fields) ?? 0) > 0;

/** The checks that an answer shows as carried out where it is no success: what its code says, and what its other members say. */
export function checksOfFailure(judgement: Judgement, fields: Fields, fromCode: readonly Check[]): Check[] {
  const shown = new Set(fromCode);
  for (const { check, signal } of judgement.evidence ?? []) {
    const value = signal && !isNotDone(signal, fields) ? typedValue(signal, fields) : undefined;
    if (signal === undefined || value === undefined) continue;
    const isDone = isGood(signal, value) && isMeasured(judgement, check, fields);
    if (isDone || entryOf(signal, String(value), {})?.checked?.includes(check)) shown.add(check);
  }
  return inOrder(shown);
}
