import type { Action, Follow } from '../../core/declare/action.ts';
import { askedChecks } from '../../core/declare/asked-checks.ts';
import type { Check } from '../../core/judge/judgement.ts';
import { allActions } from '../../vendors/catalogue.ts';
import type { PageState } from './hosted-page.ts';
import { openToken, type Token } from './sealed-token.ts';

/** How long a process takes without a person at its page. */
const processMs = 3000;
/** How long the sandbox waits for a person to open its page. */
const unopenedMs = 15_000;
/** The polling interval and count in the answer that issues a token, if its action has members for them. */
export const polling = { intervalS: 1, maxPolls: 20 } as const;
const pendingPolls = 2;

/** A token in a call that reads its result. */
export interface ReadToken {
  token: Token;
  follow: Follow;
}

/** Why a token is not accepted, before the vendor's code is known. */
export interface TokenRefusal {
  kind: 'illegal' | 'expired';
  message: string;
}

/** The actions whose tokens this action reads. */
const issuersOf = ({ name, vendor }: Action, actions: readonly Action[]): Action[] =>
  actions.filter(({ follow, vendor: other }) => follow?.action === name && other === vendor);

/** Opens the token of a call. Undefined if the action does not read tokens. */
export function readToken(
  action: Action,
  values: Readonly<Record<string, unknown>>,
  actions: readonly Action[],
  nowMs: number,
): ReadToken | { refusal: TokenRefusal } | undefined {
  const issuers = issuersOf(action, actions);
  const param = action.params.find(({ positional }) => positional) ?? action.params.find(({ required }) => required);
  if (issuers.length === 0 || !param) return undefined;
  const refuse = (kind: TokenRefusal['kind'], why: string): { refusal: TokenRefusal } => ({
    refusal: { kind, message: `the value of \`${param.name}\` ${why}` },
  });
  const token = openToken(String(values[param.name]));
  if (!token)
    return refuse('illegal', `is not a token that a sandbox has issued; ${issuers.map(({ name }) => name).join(' or ')} issues one`);
  const follow = issuers.find(({ name }) => name === token.action)?.follow;
  if (!follow) return refuse('illegal', `is a token of ${token.action}, which another action reads`);
  const { resultLifetimeS = Number.POSITIVE_INFINITY } = follow;
  if (nowMs - token.issuedMs > resultLifetimeS * 1000) return refuse('expired', `was issued over ${resultLifetimeS} s ago`);
  return { token, follow };
}

/** True if the token can still start a process. */
export const canStart = ({ issuedMs }: Token, { tokenLifetimeS = Number.POSITIVE_INFINITY }: Follow, nowMs: number): boolean =>
  nowMs - issuedMs <= tokenLifetimeS * 1000;

/** True if the process of a token has not ended. Only time decides, unless a person has the page open. */
export function isPending({ token, follow }: ReadToken, pageState: PageState | undefined, nowMs: number): boolean {
  if (pageState === 'opened') return canStart(token, follow, nowMs);
  const ageMs = nowMs - token.issuedMs;
  if (pageState === 'waiting' && token.outcome === undefined) return ageMs < unopenedMs;
  return ageMs < (follow.intervalS === undefined ? processMs : pendingPolls * polling.intervalS * 1000);
}

/** The checks that a token asks for. Its result does not say which mode it had. Undefined for a mode that is not documented. */
export function checksOfToken({ action, values }: Token): readonly Check[] | undefined {
  const follow = allActions.find(({ name }) => name === action)?.follow;
  return follow && askedChecks(follow, (path) => values[path]);
}
