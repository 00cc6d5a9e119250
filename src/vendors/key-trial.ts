import type { Action } from '../core/declare/action.ts';
import type { BodyValue } from '../core/http.ts';

/** A signed call that changes nothing and judges no person. What the service answers says whether it accepts the key. */
export interface KeyTrial {
  action: Action;
  /** They name something that does not exist. */
  values: Readonly<Record<string, BodyValue>>;
  /** Refusals that only say that it does not exist: key and permission were accepted. An answer without an error says the same. */
  accepted: readonly string[];
  /** What the trial cannot show, as a phrase that follows "not shown:"; absent where it shows all. */
  leavesOpen?: string;
}

/** Who or what is refused: the key itself, the key's right to the action, a service that is not activated, the account. */
export const refusalCauses = ['key', 'permission', 'activation', 'account'] as const;
export type RefusalCause = (typeof refusalCauses)[number];

/** Codes by cause. A code stands for the codes below it too, unless these are named themselves (`AuthFailure` for `AuthFailure.New`). */
export type RefusalTable = Readonly<Record<RefusalCause, readonly string[]>>;

/** Undefined for a code that says nothing of the caller. */
export function refusalCause(table: RefusalTable, code: string): RefusalCause | undefined {
  const listing = (wanted: string): RefusalCause | undefined => refusalCauses.find((cause) => table[cause].includes(wanted));
  return listing(code) ?? listing(code.split('.')[0] ?? '');
}
