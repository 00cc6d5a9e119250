import type { Action } from '../../core/declare/action.ts';
import { type CodeTable, isNumericCode } from '../../core/declare/codes.ts';
import type { Verdict } from '../../core/exit.ts';
import { faceCodes } from '../../core/judge/each-face.ts';
import { entryOf, overridingSignals, reasonCode } from '../../core/judge/evidence.ts';
import type { Judgement, Signal } from '../../core/judge/judgement.ts';
import type { CodesOutcome } from './outcome.ts';

/** Where an answer of the action contains a code. For `faces`, the code follows from the number of faces in an image of the answer. */
export type CodeLocation =
  | { kind: 'decision' | 'veto'; signal: Signal; code: string }
  | { kind: 'faces'; count: 0 | 2; meaning: string }
  | { kind: 'warning'; path: string }
  | { kind: 'caution'; caution: CautionOutcome }
  | { kind: 'error' };

/** The name of the outcome of a result. A letter alone means something only with its field: `Result.Passed=N`. */
const outcomeName = (signal: Signal, code: string): string => (/^[A-Z]$/.test(code) ? reasonCode(signal, code) : code);

/** A good result with a value for which the vendor asks a person to look at it. */
export interface CautionOutcome {
  /** As idv writes it into a reason: `DeviceInfoLevel=4`. */
  name: string;
  path: string;
  value: string | boolean;
  meaning: string;
}

/** A caution of type List or Words is left out: it follows from another member of the same answer. */
export const cautionOutcomes = ({ judgement }: Pick<Action, 'judgement'>): CautionOutcome[] =>
  (judgement?.cautions ?? [])
    .filter(({ type }) => type !== 'List' && type !== 'Words')
    .flatMap(({ path, type, codes }) =>
      Object.entries(codes).map(([code, { meaning }]) => ({
        name: reasonCode({ path: path.replaceAll('[]', '') }, code),
        path,
        value: type === 'Boolean' ? code === 'true' : code,
        meaning,
      })),
    );

/** Every documented result of the action, except the good ones. */
export const resultCodes = ({ judgement }: Pick<Action, 'judgement'>): string[] =>
  judgement
    ? [
        ...[judgement.decision, ...overridingSignals(judgement)].flatMap((signal) =>
          signal.results.map((code) => outcomeName(signal, code)),
        ),
        ...new Set(faceCodes(judgement).map(({ code }) => code)),
      ]
    : [];

export const isResultCode = (code: string, action: Action): boolean => resultCodes(action).includes(code);

/** The warnings that an accepted document can have. */
const warningCodes = (judgement: Action['judgement']): string[] => Object.keys(judgement?.warningCodes ?? {});

/**
 * True for a code that an error answer of any action can have. A number, and a code that stands for a verdict, mean something only
 * if the action lists them.
 */
const isCommon = (code: string, codes: CodeTable): boolean => {
  const entry = Object.hasOwn(codes, code) ? codes[code] : undefined;
  return entry !== undefined && !isNumericCode(code) && !('verdict' in entry.effect);
};

/** Codes that an error answer of the action can have. */
const errorCodes = (action: Pick<Action, 'errors'>, codes: CodeTable): string[] => [
  ...action.errors,
  ...Object.keys(codes).filter((code) => isCommon(code, codes)),
];

/** Every code that the action can answer, results first. */
export const codesOfAction = (action: Action, codes: CodeTable): string[] => [
  ...new Set([
    ...resultCodes(action),
    ...warningCodes(action.judgement),
    ...cautionOutcomes(action).map(({ name }) => name),
    ...errorCodes(action, codes),
  ]),
];

function locateFaces(code: string, judgement: Judgement | undefined): CodeLocation | undefined {
  const found = judgement && faceCodes(judgement).find((each) => each.code === code);
  return found && { kind: 'faces', count: found.code === 'no-face' ? 0 : 2, meaning: found.entry.meaning };
}

/** Undefined for a code that an answer of the action cannot have. */
export function locateCode(code: string, action: Action, codes: CodeTable): CodeLocation | undefined {
  const { judgement, errors } = action;
  for (const signal of judgement ? [judgement.decision, ...overridingSignals(judgement)] : []) {
    const result = signal.results.find((each) => outcomeName(signal, each) === code);
    if (result !== undefined) return { kind: signal === judgement?.decision ? 'decision' : 'veto', signal, code: result };
  }
  const faces = locateFaces(code, judgement);
  if (faces) return faces;
  if (errors.includes(code)) return { kind: 'error' };
  const [path] = judgement?.warnings ?? [];
  if (path !== undefined && warningCodes(judgement).includes(code)) return { kind: 'warning', path };
  const caution = cautionOutcomes(action).find(({ name }) => name === code);
  if (caution) return { kind: 'caution', caution };
  return isCommon(code, codes) ? { kind: 'error' } : undefined;
}

/** What the code means, in one sentence. What it means at this location takes precedence over the table. */
export function meaningOfCode(code: string, action: Action, location: CodeLocation | undefined, codes: CodeTable): string {
  const { judgement } = action;
  if (location?.kind === 'faces') return location.meaning;
  if (location?.kind === 'caution') return location.caution.meaning;
  const own =
    location && 'signal' in location
      ? location.signal.codes?.[location.code]
      : location?.kind === 'warning'
        ? judgement?.warningCodes?.[code]
        : undefined;
  return (own ?? (Object.hasOwn(codes, code) ? codes[code] : undefined))?.meaning ?? code;
}

/** The verdict of a documented result. Undefined for a code that is an error. */
export function verdictOfResult(code: string, decision: Signal, codes: CodeTable): Verdict | undefined {
  const effect = entryOf(decision, code, codes)?.effect;
  return effect && 'verdict' in effect ? effect.verdict : undefined;
}

/**
 * The action's first result with the verdict, or a warning or a caution for `review`. Undefined if null means this verdict, so that it
 * has no code.
 */
function codeWithVerdict(verdict: Verdict, action: Action, codes: CodeTable): string | undefined {
  const { judgement } = action;
  if (verdict === 'pending' && judgement?.decision.nullIsPending) return undefined;
  const signals = judgement ? [judgement.decision, ...overridingSignals(judgement)] : [];
  // If an error code means this verdict, the service answers with that error.
  const refusals = judgement?.refusals?.filter((code) => verdictOfResult(code, judgement.decision, codes) === verdict) ?? [];
  const found = [
    ...refusals,
    ...signals.flatMap((signal) =>
      signal.results.filter((code) => verdictOfResult(code, signal, codes) === verdict).map((code) => outcomeName(signal, code)),
    ),
  ];
  return found[0] ?? (verdict === 'review' ? (warningCodes(judgement)[0] ?? cautionOutcomes(action)[0]?.name) : undefined);
}

/** The code that the outcome means for this action. Undefined if the action has no such code. */
export function codeFor(outcome: CodesOutcome, action: Action, codes: CodeTable): string | undefined {
  const knows: readonly ((code: string) => boolean)[] = [
    (code) => isResultCode(code, action),
    (code) => /^(?:error|warning|caution)$/.test(locateCode(code, action, {})?.kind ?? ''),
  ];
  const own = knows.map((known) => outcome.codes.find(known)).find((code) => code !== undefined);
  if (own !== undefined) return own;
  // An outcome with a verdict must give that verdict, not an error code that the action does not list.
  return outcome.verdict ? codeWithVerdict(outcome.verdict, action, codes) : outcome.codes.find((code) => isCommon(code, codes));
}
