import type { Action } from '../../core/declare/action.ts';
import { type CodeEntry, type CodeTable, isNumericCode, type MemberValue } from '../../core/declare/codes.ts';
import { type ErrorCategory, exitCodeOfCategory, exitCodeOfVerdict, type Verdict } from '../../core/exit.ts';
import { faceCodes } from '../../core/judge/each-face.ts';
import { allWitnesses } from '../../core/judge/evidence.ts';
import type { Signal } from '../../core/judge/judgement.ts';

/**
 * What a code means, and the verdict or failure that it leads to. A value that only explains another one leads to neither, and says nothing
 * about repeating and billing.
 */
export interface CodeMeaning {
  meaning: string;
  verdict?: Verdict;
  category?: ErrorCategory;
  exitCode?: number;
  actor: CodeEntry['actor'];
  retry?: CodeEntry['retry'];
  billed: boolean | null;
  hint: string;
}

/** One code in one member, or in the error answers. */
export interface CodePlace {
  code: string;
  vendor: string;
  /** Absent for a code that means the same in every action of the vendor. */
  action?: string;
  /** The member of the answer, without `[]`: `CompareResults.LiveErrorCode`. Absent for a code of an error answer. */
  member?: string;
  codeMeaning: CodeMeaning;
}

/** Everything that a vendor says about its codes. */
export interface Vocabulary {
  vendor: string;
  codes: CodeTable;
  values: readonly MemberValue[];
}

function codeMeaningOf({ meaning, effect, actor, retry, billed, hint }: CodeEntry): CodeMeaning {
  const ends =
    'verdict' in effect
      ? { verdict: effect.verdict, exitCode: exitCodeOfVerdict(effect.verdict) }
      : { category: effect.category, exitCode: exitCodeOfCategory(effect.category) };
  return { meaning, ...ends, actor, retry, billed, hint };
}

const good = (meaning: string, billed: boolean | null = null): CodeMeaning => ({
  meaning,
  verdict: 'pass',
  exitCode: exitCodeOfVerdict('pass'),
  actor: 'you',
  retry: 'never',
  billed,
  hint: 'nothing is left to do',
});

/** The meaning of the success value of a member. Only the deciding member's value means that the check was passed. */
function successOf({ path }: Pick<Signal, 'path'>, { judgement }: Action): CodeMeaning {
  if (path !== judgement?.decision.path) return good('nothing contradicts a pass');
  const { ofJob, decision } = judgement;
  return good(ofJob ? 'the job is done; it says nothing about a person' : 'the check was passed', decision.successBilled);
}

/** Every member of an action whose values have a meaning. `NaN` means that no value is a success: cautions, warnings, lists of faces. */
function signalsOf({ judgement }: Action): Pick<Signal, 'path' | 'codes' | 'success'>[] {
  if (!judgement) return [];
  const { decision, vetoes = [], cautions = [], warnings = [], warningCodes } = judgement;
  const warned = warningCodes ? warnings.map((path) => ({ path, codes: warningCodes, success: Number.NaN })) : [];
  const faces = faceCodes(judgement).map(({ code, path, entry }) => ({ path, codes: { [code]: entry }, success: Number.NaN }));
  // Cautions of these types have no code: what matters is whether the list has entries.
  const cautious = cautions
    .filter(({ type }) => type !== 'List' && type !== 'Words')
    .map(({ path, codes }) => ({ path, codes, success: Number.NaN }));
  return [decision, ...vetoes, ...allWitnesses(judgement), ...cautious, ...warned, ...faces];
}

function placesOfAction(action: Action): CodePlace[] {
  const { name, vendor } = action;
  return signalsOf(action).flatMap((signal) => {
    const place = { vendor, action: name, member: signal.path.replaceAll('[]', '') };
    const codes = Object.entries(signal.codes ?? {}).map(([code, entry]) => ({ ...place, code, codeMeaning: codeMeaningOf(entry) }));
    return Number.isNaN(signal.success)
      ? codes
      : [{ ...place, code: String(signal.success), codeMeaning: successOf(signal, action) }, ...codes];
  });
}

/** A code that is a number belongs to the actions that list it. A code that is a name belongs to every action of the vendor. */
function placesOfTable({ vendor, codes }: Vocabulary, actions: readonly Action[]): CodePlace[] {
  return Object.entries(codes).flatMap(([code, entry]): CodePlace[] => {
    const place = { vendor, code, codeMeaning: codeMeaningOf(entry) };
    if (!isNumericCode(code)) return [place];
    return actions.filter(({ errors }) => errors.includes(code)).map(({ name }) => ({ ...place, action: name }));
  });
}

const placesOfValues = ({ vendor, values }: Vocabulary): CodePlace[] =>
  values.map(({ action, member, value, meaning, actor, hint }) => ({
    vendor,
    action,
    member,
    code: value,
    codeMeaning: { meaning, actor, billed: null, hint },
  }));

/** Every place of every code. Codes of all actions come first. */
export function placesOfCodes(vocabularies: readonly Vocabulary[], actions: readonly Action[]): CodePlace[] {
  return [
    ...vocabularies.flatMap((vocabulary) =>
      placesOfTable(
        vocabulary,
        actions.filter(({ vendor }) => vendor === vocabulary.vendor),
      ),
    ),
    ...actions.flatMap(placesOfAction),
    ...vocabularies.flatMap(placesOfValues),
  ];
}
