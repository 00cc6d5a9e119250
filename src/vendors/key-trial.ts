import type { Action } from '../core/declare/action.ts';
import type { BodyValue } from '../core/http.ts';

/** A signed call that changes nothing and judges no person. The answer shows whether the service accepts the key. */
export interface KeyTrial {
  action: Action;
  /** Values that name something that does not exist. */
  values: Readonly<Record<string, BodyValue>>;
  /** Refusals that only say that it does not exist: key and permission were accepted. An answer without an error says the same. */
  accepted: readonly string[];
  /** What the trial cannot show, as a phrase after "not shown:"; absent if it shows everything. */
  notShown?: string;
}

/** What is refused: the key itself, its permission for the action, a service that is not activated, or the account. */
export const refusalCauses = ['key', 'permission', 'activation', 'account'] as const;
export type RefusalCause = (typeof refusalCauses)[number];

/** Codes by cause. A code also covers the codes below it, unless they are listed themselves (`AuthFailure` for `AuthFailure.New`). */
export type RefusalTable = Readonly<Record<RefusalCause, readonly string[]>>;

/** Undefined for a code that says nothing about the caller. */
export function refusalCause(table: RefusalTable, code: string): RefusalCause | undefined {
  const causeOf = (wanted: string): RefusalCause | undefined => refusalCauses.find((cause) => table[cause].includes(wanted));
  return causeOf(code) ?? causeOf(code.split('.')[0] ?? '');
}
