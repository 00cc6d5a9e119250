import { type ErrorCategory, exitCodeOfCategory, exitCodeOfVerdict, failureTable, type Verdict, verdictTable } from '../../../core/exit.ts';
import type { TransportError } from '../../../core/http.ts';
import { mayRetry } from '../../../http/retry.ts';
import type { CodeMeaning, CodePlace } from '../code-places.ts';
import { failureAdvice, verdictAdvice } from './endings.ts';
import { evaluationWarnings, rowStates } from './evaluation-codes.ts';
import type { OwnCode } from './own-code.ts';
import { connectionCodes, ownCodes } from './own-codes.ts';

/** Used in place of a vendor's name. */
export const ownVendor = 'idv';

const isVerdict = (word: string): word is Verdict => Object.hasOwn(verdictAdvice, word);

/** Nothing was sent, so nothing is billed. */
const unsent: readonly ErrorCategory[] = ['usage', 'config', 'media'];

function endingOf(ends: Verdict | ErrorCategory): Omit<CodeMeaning, 'meaning'> {
  if (isVerdict(ends)) return { verdict: ends, exitCode: exitCodeOfVerdict(ends), billed: null, ...verdictAdvice[ends] };
  return { category: ends, exitCode: exitCodeOfCategory(ends), billed: unsent.includes(ends) ? false : null, ...failureAdvice[ends] };
}

const isKind = (code: string): code is TransportError['kind'] => Object.hasOwn(connectionCodes, code);

/** True for a code of the network that a repeat does not change, such as a certificate that is not accepted. */
const isLasting = (code: string, { ends }: OwnCode): boolean =>
  ends === 'network' && isKind(code) && !mayRetry({ kind: code, sent: false }, { readOnly: true });

function meaningOfOwnCode(code: string, own: OwnCode): CodeMeaning {
  const { meaning, ends, hint } = own;
  if (ends === null) return { meaning, actor: 'you', billed: null, hint: hint ?? '' };
  return { meaning, ...endingOf(ends), ...(isLasting(code, own) ? { retry: 'fixed' } : {}), ...(hint === undefined ? {} : { hint }) };
}

const place = (code: string, member: string, codeMeaning: CodeMeaning): CodePlace => ({
  vendor: ownVendor,
  code,
  member,
  codeMeaning,
});

/** Each verdict and failure, by its exit code and by its name; `member` is its place in the JSON. */
const endings: readonly CodePlace[] = [
  ...verdictTable.flatMap(({ verdict, exitCode, meaning }) => {
    const codeMeaning = { meaning, ...endingOf(verdict) };
    return [place(verdict, 'verdict', codeMeaning), place(String(exitCode), 'exitCode', codeMeaning)];
  }),
  ...failureTable.flatMap(({ category, exitCode, meaning }) => {
    const codeMeaning = { meaning, ...endingOf(category) };
    return [place(category, 'error.category', codeMeaning), place(String(exitCode), 'exitCode', codeMeaning)];
  }),
];

/** Words of batches and evaluations that end nothing: an exit code does not follow from them. */
const words = (member: string, table: typeof rowStates): CodePlace[] =>
  Object.entries(table).map(([code, [meaning, hint]]) => place(code, member, { meaning, actor: 'you', billed: null, hint }));

/** The words of idv itself: exit codes, verdicts, categories of failures, codes that no vendor has, and words of batches and evaluations. */
export const ownPlaces: readonly CodePlace[] = [
  ...endings,
  ...Object.entries(ownCodes).map(([code, own]) =>
    place(code, own.ends !== null && isVerdict(own.ends) ? 'reason.code' : 'error.code', meaningOfOwnCode(code, own)),
  ),
  ...words('warnings.code', evaluationWarnings),
  ...words('row', rowStates),
];
