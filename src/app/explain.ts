import type { Action, Signal } from '../core/action.ts';
import type { CodeEntry, CodeTable } from '../core/codes.ts';
import { IdvError } from '../core/errors.ts';
import { type ErrorCategory, exitCodeOfCategory, exitCodeOfVerdict, type Verdict } from '../core/exit.ts';
import { faceCodes } from '../core/face-codes.ts';
import { near } from '../core/near.ts';

/** What one code means, in one or several places. */
export interface Meaning {
  code: string;
  provider: string;
  /** `GetFaceIdResultIntl.Result`; empty for a code that means the same wherever it comes. */
  where: string[];
  meaning: string;
  verdict?: Verdict;
  category?: ErrorCategory;
  exitCode: number;
  actor: CodeEntry['actor'];
  retry: CodeEntry['retry'];
  billed: boolean | null;
  hint: string;
}

interface Found {
  provider: string;
  where: string | undefined;
  entry: CodeEntry;
}

type Tables = readonly { provider: string; codes: CodeTable }[];

/** Every member of an action whose values mean something; warnings and lists of faces have no good value. */
function signalsOf({ judgement }: Action): Pick<Signal, 'path' | 'codes' | 'success'>[] {
  if (!judgement) return [];
  const { decision, vetoes = [], witnesses = [], warnings = [], warningCodes } = judgement;
  const warned = warningCodes ? warnings.map((path) => ({ path, codes: warningCodes, success: Number.NaN })) : [];
  const faces = faceCodes(judgement).map(({ code, path, entry }) => ({ path, codes: { [code]: entry }, success: Number.NaN }));
  return [decision, ...vetoes, ...witnesses, ...warned, ...faces];
}

const successEntry: CodeEntry = {
  meaning: 'the check was passed',
  effect: { category: 'failed' },
  actor: 'you',
  retry: 'never',
  billed: null,
  hint: 'nothing is left to do',
};

/** What a member beside the deciding one must say, and what alone passes nobody. */
const agreementEntry: CodeEntry = { ...successEntry, meaning: 'nothing is said against a pass' };

/** Every table and every signal of every action, as far as they know the code. */
function places(code: string, tables: Tables, actions: readonly Action[]): (Found & { success: boolean })[] {
  const general = tables.flatMap(({ provider, codes }) => {
    const entry = Object.hasOwn(codes, code) ? codes[code] : undefined;
    return entry ? [{ provider, where: undefined, entry, success: false }] : [];
  });
  const own = actions.flatMap((action) =>
    signalsOf(action).flatMap((signal) => {
      const where = `${action.name}.${signal.path.replaceAll('[]', '')}`;
      if (String(signal.success) === code) {
        const decides = signal.path === action.judgement?.decision.path;
        return [{ provider: action.provider, where, entry: decides ? successEntry : agreementEntry, success: true }];
      }
      const entry = signal.codes && Object.hasOwn(signal.codes, code) ? signal.codes[code] : undefined;
      return entry ? [{ provider: action.provider, where, entry, success: false }] : [];
    }),
  );
  return [...general, ...own];
}

function meaningOf(code: string, { provider, where, entry, success }: Found & { success: boolean }): Meaning {
  const { meaning, effect, actor, retry, billed, hint } = entry;
  const verdict: Verdict | undefined = success ? 'pass' : 'verdict' in effect ? effect.verdict : undefined;
  const category: ErrorCategory | undefined = verdict === undefined && 'category' in effect ? effect.category : undefined;
  const exitCode = verdict ? exitCodeOfVerdict(verdict) : category ? exitCodeOfCategory(category) : 70;
  const ends = { ...(verdict ? { verdict } : {}), ...(category ? { category } : {}), exitCode };
  return { code, provider, where: where === undefined ? [] : [where], meaning, ...ends, actor, retry, billed, hint };
}

/** Meanings that are the same but for their place, as one. */
function merged(meanings: readonly Meaning[]): Meaning[] {
  const byText = new Map<string, Meaning>();
  for (const meaning of meanings) {
    const key = `${meaning.provider} ${meaning.meaning} ${meaning.exitCode} ${meaning.billed}`;
    const known = byText.get(key);
    if (known) known.where = [...new Set([...known.where, ...meaning.where])];
    else byText.set(key, { ...meaning });
  }
  return [...byText.values()];
}

function everyCode(tables: Tables, actions: readonly Action[]): string[] {
  const own = actions.flatMap((action) => signalsOf(action).flatMap(({ codes = {} }) => Object.keys(codes)));
  return [...new Set([...tables.flatMap(({ codes }) => Object.keys(codes)), ...own])];
}

/**
 * What a code means: one entry for each different meaning, narrowed to one action where one is named.
 * Throws IdvError `usage` with the codes that were perhaps meant.
 */
export function explainCode(code: string, tables: Tables, actions: readonly Action[], actionName: string | undefined): Meaning[] {
  const action = actionName === undefined ? undefined : actions.find(({ name }) => name.toLowerCase() === actionName.toLowerCase());
  if (actionName !== undefined && !action) {
    throw new IdvError('usage', `there is no action '${actionName}'`, { code: 'unknown-action', hint: 'idv actions lists them' });
  }
  const everywhere = places(code, tables, actions);
  const own = action ? tables.filter(({ provider }) => provider === action.provider) : tables;
  const here = action ? places(code, own, [action]) : everywhere;
  const specific = action ? here.filter(({ where }) => where !== undefined) : [];
  const found = specific.length > 0 ? specific : here;
  if (found.length > 0) return merged(found.map((place) => meaningOf(code, place)));
  const candidates = near(code, everyCode(tables, actions));
  const hint =
    candidates.length > 0
      ? `did you mean ${candidates.join(', ')}?`
      : 'codes are written as the vendor writes them, as in AuthFailure.SignatureFailure';
  throw new IdvError('usage', `'${code}' is in no table of the vendors' documents`, { code: 'unknown-code', hint });
}
