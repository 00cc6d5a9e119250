import type { Refuser } from '../answer.ts';
import type { Action } from '../declare/action.ts';
import type { AskedOfResult } from '../declare/asked-checks.ts';
import type { Verdict } from '../exit.ts';
import type { Check } from './judgement.ts';

/** What an answer comes to. */
export interface Judged {
  /** null where idv does not judge the answer. */
  verdict: Verdict | null;
  /** The checks that the answer shows as carried out. */
  checked: readonly Check[];
  reason: { code: string; message: string };
  /** What the person in front of the camera, or the caller, should do next. */
  hint: string | undefined;
  score: number | null;
  threshold: number | null;
  billed: boolean | null;
  /** Said on standard error next to the verdict. */
  notices: readonly string[];
}

/** What an answer is judged by. */
export interface JudgeContext extends Refuser {
  action: Pick<Action, 'name' | 'judgement' | 'follow' | 'needs'> & Partial<Pick<Action, 'output'>> & Refuser['action'];
  /** False for an action outside the catalogue, of which idv knows nothing. */
  isKnown?: boolean;
  /** The caller's own threshold; can only raise the vendor's. */
  threshold: number | undefined;
  /** The checks that the token or the caller asked for: a success without them is unreadable. */
  required?: readonly Check[];
  /** What the token asked of its result besides. */
  asked?: AskedOfResult | undefined;
  /** What was sent, where the answer has to speak of all of it. */
  values?: Readonly<Record<string, unknown>> | undefined;
}
