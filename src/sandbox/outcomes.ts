import type { Action } from '../core/action.ts';
import type { CodeTable } from '../core/codes.ts';
import { IdvError } from '../core/errors.ts';
import { type ErrorCategory, exitCodeOfCategory, exitCodeOfVerdict, type Verdict } from '../core/exit.ts';
import { judge } from '../core/verdict.ts';
import { allActions, findProvider } from '../providers/registry.ts';
import { outcomeAliases } from './aliases.ts';
import { codeFor, isResult, sayOutcome } from './answer.ts';
import { type FaultRow, faultTable, faultUsage } from './faults.ts';
import { type Outcome, success } from './resolve-outcome.ts';
import { canSpoil } from './spoil-fields.ts';

/** One name that the sandbox can be asked for, and what idv makes of the answer. */
export interface OutcomeRow {
  name: string;
  aliases: readonly string[];
  kind: 'result' | 'error' | 'fault';
  /** Exactly one of these two. */
  verdict?: Verdict;
  category?: ErrorCategory;
  exitCode: number;
  meaning: string;
}

type Effect = Pick<OutcomeRow, 'verdict' | 'category' | 'exitCode'>;

const effectOf = (effect: { verdict: Verdict } | { category: ErrorCategory }): Effect => ({
  ...effect,
  exitCode: 'verdict' in effect ? exitCodeOfVerdict(effect.verdict) : exitCodeOfCategory(effect.category),
});

/** Asks the judge itself, so that the list cannot say anything else than a call does. */
function judgedEffect(outcome: Outcome, action: Action, codes: CodeTable): Effect {
  const said = sayOutcome(outcome, action, codes, '');
  if (!said) throw new IdvError('internal', `${outcome.name} does not fit ${action.name}`, { code: 'outcome-misfit' });
  const answer =
    'refusal' in said
      ? ({ kind: 'refusal', ...said.refusal, requestId: undefined } as const)
      : ({ kind: 'result', fields: said.fields, requestId: undefined } as const);
  try {
    return effectOf({ verdict: judge(answer, { action, codes, threshold: undefined }).verdict });
  } catch (error) {
    if (error instanceof IdvError) return effectOf({ category: error.category });
    throw error;
  }
}

const aliasesOf = (code: string, action: Action, codes: CodeTable): string[] =>
  Object.entries(outcomeAliases)
    .filter(([name, meant]) => codeFor({ name, kind: 'codes', codes: meant, asError: false }, action, codes) === code)
    .map(([name]) => name);

function codeRow(code: string, asError: boolean, action: Action, codes: CodeTable): OutcomeRow {
  const name = asError ? `error:${code}` : code;
  return {
    name,
    aliases: asError ? [] : aliasesOf(code, action, codes),
    kind: isResult(action, code) && !asError ? 'result' : 'error',
    ...judgedEffect({ name, kind: 'codes', codes: [code], asError }, action, codes),
    meaning: codes[code]?.meaning ?? code,
  };
}

const faultRow = (row: FaultRow): OutcomeRow => ({
  name: faultUsage(row),
  aliases: [],
  kind: 'fault',
  ...effectOf(row.effect),
  meaning: row.meaning,
});

async function rowsOf(action: Action): Promise<OutcomeRow[]> {
  const codes = (await findProvider(action.provider)?.loadCodes()) ?? {};
  const results = action.judgement?.decision.results ?? [];
  const errors = [...new Set([...action.errors, ...Object.keys(codes)])];
  const passed = {
    name: success.name,
    aliases: [],
    kind: 'result',
    ...judgedEffect(success, action, codes),
    meaning: 'the answer of a call that went well',
  } as const;
  return [
    passed,
    ...results.map((code) => codeRow(code, false, action, codes)),
    ...errors.filter((code) => !isResult(action, code)).map((code) => codeRow(code, false, action, codes)),
    ...action.errors.filter((code) => isResult(action, code)).map((code) => codeRow(code, true, action, codes)),
    ...faultTable.filter((row) => row.stage !== 'fields' || canSpoil(row.name, action.judgement)).map(faultRow),
  ];
}

/**
 * Every outcome of one action, or of all: computed from the declarations and the providers' code tables.
 * A name that several actions have is listed once, as the first of them reads it.
 */
export async function listOutcomes(action?: Action): Promise<OutcomeRow[]> {
  const lists = await Promise.all((action ? [action] : allActions).map(rowsOf));
  const byName = new Map<string, OutcomeRow>();
  for (const row of lists.flat()) if (!byName.has(row.name)) byName.set(row.name, row);
  return [...byName.values()];
}
