import type { Action } from '../core/action.ts';
import type { CodeTable } from '../core/codes.ts';
import { IdvError } from '../core/errors.ts';
import { type ErrorCategory, exitCodeOfCategory, exitCodeOfVerdict, type Verdict } from '../core/exit.ts';
import { judge } from '../core/judge/judge.ts';
import { allActions } from '../providers/catalogue.ts';
import { findProvider } from '../providers/registry.ts';
import { outcomeAliases } from './aliases.ts';
import { fitsFault, sayOutcome } from './answer.ts';
import { codeFor, codesOf, isResult, meaningOf, placeOf } from './code-place.ts';
import { type FaultRow, faultTable, faultUsage, parseFault } from './faults.ts';
import { issuesUpload, issueUpload } from './issue-upload.ts';
import { type Outcome, success } from './outcome.ts';
import { canBePending, isOfResult, laterActions } from './result-outcome.ts';
import type { Scene } from './scene.ts';

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

/** Nothing of a row depends on where or when the answer is made. */
const anywhere: Scene = { requestId: '', origin: 'http://127.0.0.1', nowMs: 0 };

/** Asks the judge itself, so that the list cannot say anything else than a call does. */
function judgedEffect(outcome: Outcome, action: Action, codes: CodeTable): Effect {
  const said = sayOutcome(outcome, action, codes, anywhere);
  if (!said) throw new IdvError('internal', `${outcome.name} does not fit ${action.name}`, { code: 'outcome-misfit' });
  const issued = issuesUpload(action) ? issueUpload(action, {}, anywhere) : {};
  const answer =
    'refusal' in said
      ? ({ kind: 'refusal', ...said.refusal, requestId: 'r' } as const)
      : ({ kind: 'result', fields: { ...said.fields, ...issued }, requestId: 'r' } as const);
  try {
    return effectOf({ verdict: judge(answer, { action, codes, threshold: undefined, values: {} }).verdict ?? 'pass' });
  } catch (error) {
    if (error instanceof IdvError) return effectOf({ category: error.category });
    throw error;
  }
}

type CodesOutcome = Extract<Outcome, { kind: 'codes' }>;

const ofCode = (code: string, asError = false): CodesOutcome => ({
  name: asError ? `error:${code}` : code,
  kind: 'codes',
  codes: [code],
  asError,
});

const ofAlias = (name: string): CodesOutcome => ({ name, kind: 'codes', codes: [], ...outcomeAliases[name], asError: false });

/** What a call hands out for other actions is made whatever becomes of those: their outcomes are not the call's. */
function isForLater(outcome: CodesOutcome, action: Action, codes: CodeTable): boolean {
  const targets = issuesUpload(action) ? allActions.filter(({ uploads }) => uploads !== undefined) : [action];
  const later = targets.flatMap(({ name }) => laterActions(action, { TargetAction: name }, allActions));
  return later.some((reader) => isOfResult(outcome, action, reader, codes));
}

const aliasesOf = (code: string, action: Action, codes: CodeTable): string[] =>
  Object.keys(outcomeAliases).filter((name) => {
    const outcome = ofAlias(name);
    return name !== code && codeFor(outcome, action, codes) === code && !isForLater(outcome, action, codes);
  });

function codeRow(outcome: CodesOutcome, action: Action, codes: CodeTable): OutcomeRow {
  const { name, asError } = outcome;
  const code = outcome.codes[0] ?? '';
  const place = placeOf(code, action, codes);
  return {
    name,
    aliases: asError ? [] : aliasesOf(code, action, codes),
    kind: place?.kind === 'error' || asError ? 'error' : 'result',
    ...judgedEffect(outcome, action, codes),
    meaning: meaningOf(code, action, place, codes),
  };
}

function faultRow(row: FaultRow, action: Action, codes: CodeTable): OutcomeRow {
  const name = faultUsage(row);
  const fault = parseFault(`fault:${row.name}`);
  const effect = row.stage === 'fields' && fault ? judgedEffect({ name, kind: 'fault', fault }, action, codes) : effectOf(row.effect);
  return { name, aliases: [], kind: 'fault', ...effect, meaning: row.meaning };
}

/** A result that is null until there is one has no code for it. */
function pendingRows(action: Action, codes: CodeTable): OutcomeRow[] {
  const outcome = ofAlias('pending');
  if (codeFor(outcome, action, codes) !== undefined || !canBePending(action, codes)) return [];
  const meaning = 'the service has not finished';
  return [{ name: outcome.name, aliases: [], kind: 'result', ...judgedEffect(outcome, action, codes), meaning }];
}

async function rowsOf(action: Action): Promise<OutcomeRow[]> {
  const codes = (await findProvider(action.provider)?.loadCodes()) ?? {};
  const passed = {
    name: success.name,
    aliases: [],
    kind: 'result',
    ...judgedEffect(success, action, codes),
    meaning: 'the answer of a call that went well',
  } as const;
  return [
    passed,
    ...pendingRows(action, codes),
    ...codesOf(action, codes)
      .map((code) => ofCode(code))
      .filter((outcome) => !isForLater(outcome, action, codes))
      .map((outcome) => codeRow(outcome, action, codes)),
    ...action.errors.filter((code) => isResult(code, action)).map((code) => codeRow(ofCode(code, true), action, codes)),
    ...faultTable.filter((row) => fitsFault(row, action)).map((row) => faultRow(row, action, codes)),
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
