import type { Action } from '../../src/core/action.ts';
import type { Answer } from '../../src/core/answer.ts';
import type { CodeTable } from '../../src/core/codes.ts';
import { IdvError } from '../../src/core/errors.ts';
import { exitCodeOfVerdict } from '../../src/core/exit.ts';
import { type Judged, judge } from '../../src/core/verdict.ts';

export const resultOf = (fields: Readonly<Record<string, unknown>>): Answer => ({ kind: 'result', fields, requestId: 'r-1' });

export const refusalOf = (code: string): Answer => ({ kind: 'refusal', code, message: 'said by the service', requestId: 'r-1' });

/** The judgement, or the error that it ends in. */
export function outcomeOf(answer: Answer, action: Action, codes: CodeTable): Judged | IdvError {
  try {
    return judge(answer, { action, codes, threshold: undefined });
  } catch (error) {
    if (error instanceof IdvError) return error;
    throw error;
  }
}

export const exitOf = (answer: Answer, action: Action, codes: CodeTable): number => {
  const outcome = outcomeOf(answer, action, codes);
  return outcome instanceof IdvError ? outcome.exitCode : exitCodeOfVerdict(outcome.verdict);
};
