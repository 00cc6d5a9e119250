import type { RefusalContext } from '../answer.ts';
import type { Action } from '../declare/action.ts';
import type { AskedOfResult } from '../declare/asked-checks.ts';
import type { Verdict } from '../exit.ts';
import type { Check } from './judgement.ts';

/** The result of judging an answer. */
export interface Judged {
  /** null if idv does not judge the answer. */
  verdict: Verdict | null;
  /** The checks that the answer shows as carried out. */
  checked: readonly Check[];
  reason: { code: string; message: string };
  /** What the person in front of the camera, or the caller, should do next. */
  hint: string | undefined;
  score: number | null;
  threshold: number | null;
  billed: boolean | null;
  /** Sentences for standard error, in addition to the verdict. */
  notices: readonly string[];
}

/** What is needed to judge an answer. */
export interface JudgeContext extends RefusalContext {
  action: Pick<Action, 'name' | 'judgement' | 'follow' | 'needs'> & Partial<Pick<Action, 'output'>> & RefusalContext['action'];
  /** False for an action outside the catalogue, about which idv knows nothing. */
  isKnown?: boolean;
  /** The caller's own threshold. It can only raise the vendor's. */
  threshold: number | undefined;
  /** The checks that the token or the caller asks for. A success without them is unreadable. */
  required?: readonly Check[];
  /** What the token requires of its result in addition. */
  asked?: AskedOfResult | undefined;
  /** The sent values: the answer must be about all of them. Undefined if they are not known. */
  values?: Readonly<Record<string, unknown>> | undefined;
}
