import type { Answer } from '../../src/core/answer.ts';
import type { Action } from '../../src/core/declare/action.ts';
import type { CodeTable } from '../../src/core/declare/codes.ts';
import { IdvError } from '../../src/core/errors.ts';
import { exitCodeOfVerdict } from '../../src/core/exit.ts';
import { judge } from '../../src/core/judge/judge.ts';
import type { Judged } from '../../src/core/judge/judged.ts';
import type { Check } from '../../src/core/judge/judgement.ts';

export const resultOf = (fields: Readonly<Record<string, unknown>>): Answer => ({ kind: 'result', fields, requestId: 'r-1' });

export const refusalOf = (code: string): Answer => ({ kind: 'refusal', code, message: 'said by the service', requestId: 'r-1' });

/** What the caller requires and sends. */
interface Asked {
  threshold?: number;
  required?: readonly Check[];
  values?: Readonly<Record<string, unknown>>;
}

/** The judgement, or the error that is thrown. */
export function outcomeOf(
  answer: Answer,
  action: Action,
  codes: CodeTable,
  { threshold, required = [], values = {} }: Asked = {},
): Judged | IdvError {
  try {
    return judge(answer, { action, codes, threshold, required, values });
  } catch (error) {
    if (error instanceof IdvError) return error;
    throw error;
  }
}

export const exitOf = (answer: Answer, action: Action, codes: CodeTable, asked?: Asked): number => {
  const outcome = outcomeOf(answer, action, codes, asked);
  return outcome instanceof IdvError ? outcome.exitCode : exitCodeOfVerdict(outcome.verdict);
};
