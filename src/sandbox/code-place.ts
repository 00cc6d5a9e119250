import type { Action } from '../core/declare/action.ts';
import { type CodeTable, isNumber } from '../core/declare/codes.ts';
import type { Verdict } from '../core/exit.ts';
import { faceCodes } from '../core/judge/face-codes.ts';
import type { Judgement, Signal } from '../core/judge/judgement.ts';
import { entryOf, outranking } from '../core/judge/signal.ts';
import { type CautionOutcome, cautionOutcomes } from './caution-outcomes.ts';
import type { Outcome } from './outcome.ts';

/** Where an answer of the action says a code: `faces` by how many of them it finds in a picture. */
export type Place =
  | { kind: 'decision' | 'veto'; signal: Signal }
  | { kind: 'faces'; count: 0 | 2; meaning: string }
  | { kind: 'warning'; path: string }
  | { kind: 'caution'; caution: CautionOutcome }
  | { kind: 'error' };

/** Every documented result of the action, good ones apart. */
export const resultCodes = ({ judgement }: Pick<Action, 'judgement'>): string[] =>
  judgement
    ? [
        ...[judgement.decision, ...outranking(judgement)].flatMap(({ results }) => results),
        ...new Set(faceCodes(judgement).map(({ code }) => code)),
      ]
    : [];

function placeOfFaces(code: string, judgement: Judgement | undefined): Place | undefined {
  const found = judgement && faceCodes(judgement).find((each) => each.code === code);
  return found && { kind: 'faces', count: found.code === 'no-face' ? 0 : 2, meaning: found.entry.meaning };
}

/** Codes that an error answer of the action can have. A number means something only where it is listed. */
const errorCodes = ({ errors }: Pick<Action, 'errors'>, codes: CodeTable): string[] => [
  ...errors,
  ...Object.keys(codes).filter((code) => !isNumber(code)),
];

/** What an accepted document can be warned of. */
export const warningCodes = (judgement: Action['judgement']): string[] => Object.keys(judgement?.warningCodes ?? {});

/** Every code that can be asked of the action, the results first. */
export const codesOf = (action: Action, codes: CodeTable): string[] => [
  ...new Set([
    ...resultCodes(action),
    ...warningCodes(action.judgement),
    ...cautionOutcomes(action).map(({ name }) => name),
    ...errorCodes(action, codes),
  ]),
];

/** Undefined for a code that would not be understood there. */
export function placeOf(code: string, action: Action, codes: CodeTable): Place | undefined {
  const { judgement, errors } = action;
  const has = ({ results }: Signal): boolean => results.includes(code);
  if (judgement && has(judgement.decision)) return { kind: 'decision', signal: judgement.decision };
  const veto = judgement && outranking(judgement).find(has);
  if (veto) return { kind: 'veto', signal: veto };
  const faces = placeOfFaces(code, judgement);
  if (faces) return faces;
  if (errors.includes(code)) return { kind: 'error' };
  const [path] = judgement?.warnings ?? [];
  if (path !== undefined && warningCodes(judgement).includes(code)) return { kind: 'warning', path };
  const caution = cautionOutcomes(action).find(({ name }) => name === code);
  if (caution) return { kind: 'caution', caution };
  return Object.hasOwn(codes, code) && !isNumber(code) ? { kind: 'error' } : undefined;
}

export const isResult = (code: string, action: Action): boolean => resultCodes(action).includes(code);

/** In one sentence; what the code means here outranks what it means elsewhere. */
export function meaningOf(code: string, action: Action, place: Place | undefined, codes: CodeTable): string {
  const { judgement } = action;
  if (place?.kind === 'faces') return place.meaning;
  if (place?.kind === 'caution') return place.caution.meaning;
  const own =
    place && 'signal' in place ? place.signal.codes?.[code] : place?.kind === 'warning' ? judgement?.warningCodes?.[code] : undefined;
  return (own ?? (Object.hasOwn(codes, code) ? codes[code] : undefined))?.meaning ?? code;
}

/** What a documented result of the action means. */
export function verdictOfResult(code: string, { decision }: { decision: Signal }, codes: CodeTable): Verdict | undefined {
  const effect = entryOf(decision, code, codes)?.effect;
  return effect && 'verdict' in effect ? effect.verdict : undefined;
}

/** The action's first result that means the verdict; a warning or a caution where it is for a person's eye. What null says has no code. */
function alike(verdict: Verdict, action: Action, codes: CodeTable): string | undefined {
  const { judgement } = action;
  if (verdict === 'pending' && judgement?.decision.nullIsPending) return undefined;
  const signals = judgement ? [judgement.decision, ...outranking(judgement)] : [];
  const found = signals.flatMap((decision) => decision.results.filter((code) => verdictOfResult(code, { decision }, codes) === verdict));
  return found[0] ?? (verdict === 'review' ? (warningCodes(judgement)[0] ?? cautionOutcomes(action)[0]?.name) : undefined);
}

/** The code that an outcome means for this action; undefined if it means none there. */
export function codeFor(outcome: Extract<Outcome, { kind: 'codes' }>, action: Action, codes: CodeTable): string | undefined {
  const knows: readonly ((code: string) => boolean)[] = [
    (code) => isResult(code, action),
    (code) => /^(?:error|warning|caution)$/.test(placeOf(code, action, {})?.kind ?? ''),
  ];
  const own = knows.map((known) => outcome.codes.find(known)).find((code) => code !== undefined);
  if (own !== undefined) return own;
  // Who wants a verdict is not served with a code that the action does not have.
  return outcome.verdict
    ? alike(outcome.verdict, action, codes)
    : outcome.codes.find((code) => Object.hasOwn(codes, code) && !isNumber(code));
}
