import { type ErrorCategory, exitCodeOfCategory, exitCodeOfVerdict, failureTable, type Verdict, verdictTable } from '../../../core/exit.ts';
import type { TransportError } from '../../../core/http.ts';
import { mayRetry } from '../../../http/retry.ts';
import type { CodePlace, Sense } from '../code-places.ts';
import { failureAdvice, verdictAdvice } from './endings.ts';
import type { OwnCode } from './own-code.ts';
import { ofConnections, ownCodes } from './own-codes.ts';

/** Used in place of a vendor's name. */
export const ownVendor = 'idv';

const isVerdict = (word: string): word is Verdict => Object.hasOwn(verdictAdvice, word);

/** Nothing was sent, so nothing is billed. */
const unsent: readonly ErrorCategory[] = ['usage', 'config', 'media'];

function endingOf(ends: Verdict | ErrorCategory): Omit<Sense, 'meaning'> {
  if (isVerdict(ends)) return { verdict: ends, exitCode: exitCodeOfVerdict(ends), billed: null, ...verdictAdvice[ends] };
  return { category: ends, exitCode: exitCodeOfCategory(ends), billed: unsent.includes(ends) ? false : null, ...failureAdvice[ends] };
}

const isKind = (code: string): code is TransportError['kind'] => Object.hasOwn(ofConnections, code);

/** True for a code of the network that a repeat does not change, such as a certificate that is not accepted. */
const isLasting = (code: string, { ends }: OwnCode): boolean =>
  ends === 'network' && isKind(code) && !mayRetry({ kind: code, sent: false }, { readOnly: true });

function senseOfCode(code: string, own: OwnCode): Sense {
  const { meaning, ends, hint } = own;
  if (ends === null) return { meaning, actor: 'you', billed: null, hint: hint ?? '' };
  return { meaning, ...endingOf(ends), ...(isLasting(code, own) ? { retry: 'fixed' } : {}), ...(hint === undefined ? {} : { hint }) };
}

const place = (code: string, member: string, sense: Sense): CodePlace => ({ vendor: ownVendor, code, member, sense });

/** Each verdict and failure, by its exit code and by its name; `member` is its place in the JSON. */
const endings: readonly CodePlace[] = [
  ...verdictTable.flatMap(({ verdict, exitCode, meaning }) => {
    const sense = { meaning, ...endingOf(verdict) };
    return [place(verdict, 'verdict', sense), place(String(exitCode), 'exitCode', sense)];
  }),
  ...failureTable.flatMap(({ category, exitCode, meaning }) => {
    const sense = { meaning, ...endingOf(category) };
    return [place(category, 'error.category', sense), place(String(exitCode), 'exitCode', sense)];
  }),
];

/** The codes of idv itself: exit codes, verdicts, categories of failures, and codes that no vendor has. */
export const ownPlaces: readonly CodePlace[] = [
  ...endings,
  ...Object.entries(ownCodes).map(([code, own]) =>
    place(code, own.ends !== null && isVerdict(own.ends) ? 'reason.code' : 'error.code', senseOfCode(code, own)),
  ),
];
