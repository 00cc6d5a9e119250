import type { Verdict } from '../exit.ts';
import type { Check } from '../judge/judgement.ts';

/** What a code of a vendor means, and what to do about it. */
export interface CodeEntry {
  /** One sentence in our own words. */
  meaning: string;
  /** A verdict if the answer is about the person; otherwise the category of the failure. */
  effect: { verdict: Exclude<Verdict, 'pass'> } | { category: 'refused' | 'limited' | 'failed' };
  /** Who must act before a repeated call can succeed. */
  actor: 'you' | 'person' | 'vendor';
  /**
   * `now`: a repeat is safe and may succeed. `reading`: the same, but only for a call that only reads; any other call may have been done
   * and billed. `fixed`: only after the cause was fixed.
   */
  retry: 'now' | 'reading' | 'fixed' | 'never';
  /** null if the vendor does not document it. */
  billed: boolean | null;
  /** The checks that the code proves: a low similarity means that faces were compared; a missed blink means only liveness. Absent: none. */
  checked?: readonly Check[];
  hint: string;
}

/** Builds entries of one kind. `billedAs` adds what the vendor says about billing. */
export const codeEntry =
  (effect: CodeEntry['effect'], actor: CodeEntry['actor'], retry: CodeEntry['retry']) =>
  (meaning: string, hint: string): CodeEntry => ({ meaning, effect, actor, retry, billed: null, hint });

/** The same entry, for a code that proves these checks. */
export const provingChecks = (checked: readonly Check[], entry: CodeEntry): CodeEntry => ({ ...entry, checked });

export type CodeTable = Readonly<Record<string, CodeEntry>>;

/** The codes for which a vendor's table says whether they are charged. */
export interface Billing {
  charged: readonly string[];
  free: readonly string[];
}

/** The same table with the vendor's information on billing. A code that it does not name keeps its value. */
export function billedAs({ charged, free }: Billing, table: CodeTable): CodeTable {
  const billed = (code: string, entry: CodeEntry): boolean | null =>
    charged.includes(code) ? true : free.includes(code) ? false : entry.billed;
  return Object.fromEntries(Object.entries(table).map(([code, entry]) => [code, { ...entry, billed: billed(code, entry) }]));
}

/** True if a code is a number. A number has a meaning only in the actions that list it; a name has the same meaning in every action. */
export const isNumericCode = (code: string): boolean => /^-?\d+$/.test(code);

/** A value of a member that gives details of a result, but decides nothing. */
export interface MemberValue {
  /** The name of the action in whose answer the value has this meaning. */
  action: string;
  /** Dotted path, without `[]`: `CompareResults.LivenessInfoTag`. */
  member: string;
  value: string;
  /** One sentence in our own words. */
  meaning: string;
  actor: CodeEntry['actor'];
  hint: string;
}

/** The entry of a code. For a subcode that is not in the table, the entry of its parent code (`AuthFailure.New` -> `AuthFailure`). */
export function findCode(table: CodeTable, code: string): CodeEntry | undefined {
  if (Object.hasOwn(table, code)) return table[code];
  const [parent] = code.split('.');
  return parent !== undefined && parent !== code && Object.hasOwn(table, parent) ? table[parent] : undefined;
}
