import type { Action } from '../../core/declare/action.ts';
import type { CodeTable } from '../../core/declare/codes.ts';
import { IdvError } from '../../core/errors.ts';
import { type ErrorCategory, exitCodeOfCategory, exitCodeOfVerdict, type Verdict } from '../../core/exit.ts';
import { judge } from '../../core/judge/judge.ts';
import { allActions } from '../../vendors/catalogue.ts';
import { vendorsByName } from '../../vendors/registry.ts';
import { composeAnswer } from '../answers/compose-answer.ts';
import type { AnswerContext } from '../answers/sample-value.ts';
import { codeFor, codesOfAction, isResultCode, locateCode, meaningOfCode } from '../outcomes/code-location.ts';
import { categoryOfFault, type FaultRow, faultTable, faultUsage, fitsFault, parseFault } from '../outcomes/faults.ts';
import { canBePending, isForReader, issuesUpload, laterActions } from '../outcomes/later-actions.ts';
import { aliasOutcome, type CodesOutcome, codeOutcome, outcomeAliases, type SandboxOutcome, success } from '../outcomes/outcome.ts';

/** One outcome that a user can choose, and how idv ends with it. */
export interface OutcomeRow {
  name: string;
  aliases: readonly string[];
  kind: 'result' | 'error' | 'fault';
  /** A row has a verdict or a category, never both. */
  verdict?: Verdict;
  category?: ErrorCategory;
  exitCode: number;
  meaning: string;
}

type OutcomeEffect = Pick<OutcomeRow, 'verdict' | 'category' | 'exitCode'>;

const withExitCode = (effect: { verdict: Verdict } | { category: ErrorCategory }): OutcomeEffect => ({
  ...effect,
  exitCode: 'verdict' in effect ? exitCodeOfVerdict(effect.verdict) : exitCodeOfCategory(effect.category),
});

/** A row does not depend on where or when the answer is made. */
const anyContext: AnswerContext = { requestId: '', origin: 'http://127.0.0.1', nowMs: 0 };

/** Asks the judge itself, so the list always says the same as a call. */
function judgedEffect(outcome: SandboxOutcome, action: Action, codes: CodeTable): OutcomeEffect {
  const content = composeAnswer(outcome, action, codes, anyContext);
  if (!content) throw new IdvError('internal', `${outcome.name} does not fit ${action.name}`, { code: 'outcome-misfit' });
  // The addresses of an upload are filled in when it is granted. Here, any text can replace them.
  const granted = issuesUpload(action) ? Object.fromEntries(action.output.map(({ name }) => [name, 'granted'])) : {};
  const answer =
    'refusal' in content
      ? ({ kind: 'refusal', ...content.refusal, requestId: 'r' } as const)
      : ({ kind: 'result', fields: { ...content.fields, ...granted }, requestId: 'r' } as const);
  try {
    return withExitCode({ verdict: judge(answer, { action, codes, threshold: undefined, values: {} }).verdict ?? 'pass' });
  } catch (error) {
    if (error instanceof IdvError) return withExitCode({ category: error.category });
    throw error;
  }
}

/** True if the outcome belongs to a later action. A call always issues its token or upload URL, so it cannot have that outcome itself. */
function isForLater(outcome: CodesOutcome, action: Action, codes: CodeTable): boolean {
  const targets = issuesUpload(action) ? allActions.filter(({ uploads }) => uploads !== undefined) : [action];
  const later = targets.flatMap(({ name }) => laterActions(action, { TargetAction: name }, allActions));
  return later.some((reader) => isForReader(outcome, action, reader, codes));
}

const aliasesOf = (code: string, action: Action, codes: CodeTable): string[] =>
  Object.keys(outcomeAliases).filter((name) => {
    const outcome = aliasOutcome(name);
    return name !== code && codeFor(outcome, action, codes) === code && !isForLater(outcome, action, codes);
  });

function codeRow(outcome: CodesOutcome, action: Action, codes: CodeTable): OutcomeRow {
  const { name, asError } = outcome;
  const code = outcome.codes[0] ?? '';
  const location = locateCode(code, action, codes);
  return {
    name,
    aliases: asError ? [] : aliasesOf(code, action, codes),
    kind: location?.kind === 'error' || asError ? 'error' : 'result',
    ...judgedEffect(outcome, action, codes),
    meaning: meaningOfCode(code, action, location, codes),
  };
}

function faultRow(row: FaultRow, action: Action, codes: CodeTable): OutcomeRow {
  const name = faultUsage(row);
  const fault = parseFault(`fault:${row.name}`);
  const category = row.stage === 'fields' ? undefined : categoryOfFault(row, action.readOnly ?? false);
  const outcome: SandboxOutcome = row.stage === 'fields' && fault ? { name, kind: 'fault', fault } : success;
  const effect = category === undefined ? judgedEffect(outcome, action, codes) : withExitCode({ category });
  return { name, aliases: [], kind: 'fault', ...effect, meaning: row.meaning };
}

/** The row of a result that is null until it is ready. Such a result has no code of its own. */
function pendingRows(action: Action, codes: CodeTable): OutcomeRow[] {
  const outcome = aliasOutcome('pending');
  if (codeFor(outcome, action, codes) !== undefined || !canBePending(action, codes)) return [];
  const meaning = 'the service has not finished';
  return [{ name: outcome.name, aliases: [], kind: 'result', ...judgedEffect(outcome, action, codes), meaning }];
}

async function rowsOf(action: Action): Promise<OutcomeRow[]> {
  const codes = (await vendorsByName.get(action.vendor)?.loadCodes()) ?? {};
  const successRow = {
    name: success.name,
    aliases: [],
    kind: 'result',
    ...judgedEffect(success, action, codes),
    meaning: 'the answer of a call that went well',
  } as const;
  return [
    successRow,
    ...pendingRows(action, codes),
    ...codesOfAction(action, codes)
      .map((code) => codeOutcome(code))
      .filter((outcome) => !isForLater(outcome, action, codes))
      .map((outcome) => codeRow(outcome, action, codes)),
    ...action.errors.filter((code) => isResultCode(code, action)).map((code) => codeRow(codeOutcome(code, true), action, codes)),
    ...faultTable.filter((row) => fitsFault(row, action)).map((row) => faultRow(row, action, codes)),
  ];
}

/**
 * Every outcome of one action, or of all actions, from the declarations and the vendors' code tables.
 * If several actions have the same name, it is listed once, as the first of them reads it.
 */
export async function listOutcomes(action?: Action): Promise<OutcomeRow[]> {
  const lists = await Promise.all((action ? [action] : allActions).map(rowsOf));
  const byName = new Map<string, OutcomeRow>();
  for (const row of lists.flat()) if (!byName.has(row.name)) byName.set(row.name, row);
  return [...byName.values()];
}
