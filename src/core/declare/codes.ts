import type { Verdict } from '../exit.ts';
import type { Check } from '../judge/judgement.ts';

/** What a vendor's code means and what to do about it. */
export interface CodeEntry {
  /** One sentence, our words. */
  meaning: string;
  /** A verdict where the answer is about the person, else who let the call down. */
  effect: { verdict: Exclude<Verdict, 'pass'> } | { category: 'refused' | 'limited' | 'failed' };
  /** Who must act before a repeat can go better. */
  actor: 'you' | 'person' | 'vendor';
  /**
   * `now`: a repeat is safe and may succeed; `reading`: the same of a call that only reads, while another may have been done and
   * paid for; `fixed`: only after somebody acted.
   */
  retry: 'now' | 'reading' | 'fixed' | 'never';
  /** null where the vendor does not publish it. */
  billed: boolean | null;
  /** Checks that the code shows as carried out: a low similarity compared two faces, a missed blink looked for life alone. Absent: none. */
  checked?: readonly Check[];
  hint: string;
}

/** Builds entries of one kind. What the vendor says of billing is added by `billedAs`. */
export const codeEntry =
  (effect: CodeEntry['effect'], actor: CodeEntry['actor'], retry: CodeEntry['retry']) =>
  (meaning: string, hint: string): CodeEntry => ({ meaning, effect, actor, retry, billed: null, hint });

/** The same code, where it shows these checks as carried out. */
export const showing = (checked: readonly Check[], entry: CodeEntry): CodeEntry => ({ ...entry, checked });

export type CodeTable = Readonly<Record<string, CodeEntry>>;

/** Codes of which a vendor's table says whether they are charged. */
export interface Billing {
  charged: readonly string[];
  free: readonly string[];
}

/** The same table with what the vendor publishes of billing; a code that it does not name keeps null. */
export function billedAs({ charged, free }: Billing, table: CodeTable): CodeTable {
  const billed = (code: string, entry: CodeEntry): boolean | null =>
    charged.includes(code) ? true : free.includes(code) ? false : entry.billed;
  return Object.fromEntries(Object.entries(table).map(([code, entry]) => [code, { ...entry, billed: billed(code, entry) }]));
}

/** Vendors number some codes. A number means something only where an action lists it, a name in every action. */
export const isNumericCode = (code: string): boolean => /^-?\d+$/.test(code);

/** A value of a member that tells more of a result, and alone decides nothing. */
export interface MemberValue {
  /** Name of the action in whose answer it means this. */
  action: string;
  /** Dotted path, without the signs of a list: `CompareResults.LivenessInfoTag`. */
  member: string;
  value: string;
  /** One sentence, our words. */
  meaning: string;
  actor: CodeEntry['actor'];
  hint: string;
}

/** The entry of a code or, for a subcode that is not listed, of the code above it (`AuthFailure.New` -> `AuthFailure`). */
export function findCode(table: CodeTable, code: string): CodeEntry | undefined {
  if (Object.hasOwn(table, code)) return table[code];
  const [parent] = code.split('.');
  return parent !== undefined && parent !== code && Object.hasOwn(table, parent) ? table[parent] : undefined;
}
