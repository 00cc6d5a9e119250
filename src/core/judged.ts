import type { Action, Check } from './action.ts';
import type { Refuser } from './answer.ts';
import type { Verdict } from './exit.ts';

/** What an answer comes to. */
export interface Judged {
  verdict: Verdict;
  checked: readonly Check[];
  reason: { code: string; message: string };
  /** What the person in front of the camera, or the caller, should do next. */
  hint: string | undefined;
  score: number | null;
  threshold: number | null;
  billed: boolean | null;
}

/** What an answer is judged by. */
export interface JudgeContext extends Refuser {
  action: Pick<Action, 'name' | 'judgement' | 'follow' | 'needs'> & Refuser['action'];
  /** The caller's own bar; can only raise the vendor's. */
  threshold: number | undefined;
  /** What was sent, where the answer has to speak of all of it. */
  values?: Readonly<Record<string, unknown>> | undefined;
}
