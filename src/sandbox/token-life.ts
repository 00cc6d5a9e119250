import type { Action, Follow } from '../core/declare/action.ts';
import { declaredCode } from './declared-code.ts';
import { openToken, type Token } from './sealed-token.ts';
import type { Refusal } from './vendor.ts';
import type { Visit } from './visits.ts';

/** How long a process takes that nobody looks at. */
const workMs = 3000;
/** How long a page that this sandbox serves is waited for. */
const unopenedMs = 15_000;
/** What an issued token names as interval and count of polls, where its action has members for them. */
export const polling = { intervalS: 1, maxPolls: 20 } as const;
const pendingPolls = 2;

/** A token in the hands of the action that reads its result. */
export interface ReadToken {
  token: Token;
  follow: Follow;
}

const illegal = ['.BizTokenIllegal', 'Illegal', '.InvalidParameterValueLimit', 'InvalidParameterValue'];
const expired = ['.BizTokenExpired', 'Expired', '.InvalidParameterValueLimit', 'InvalidParameterValue'];

/** The actions whose tokens this one reads. */
const issuersOf = ({ name, provider }: Action, actions: readonly Action[]): Action[] =>
  actions.filter(({ follow, provider: other }) => follow?.action === name && other === provider);

/** Opens the token that the call holds, if it is a call that reads one. */
export function readToken(
  action: Action,
  values: Readonly<Record<string, unknown>>,
  actions: readonly Action[],
  nowMs: number,
): ReadToken | { refusal: Refusal } | undefined {
  const issuers = issuersOf(action, actions);
  const param = action.params.find(({ positional }) => positional) ?? action.params.find(({ required }) => required);
  if (issuers.length === 0 || !param) return undefined;
  const refuse = (wanted: readonly string[], why: string): { refusal: Refusal } => ({
    refusal: { code: declaredCode(action, wanted, 'InvalidParameterValue'), message: `the value of \`${param.name}\` ${why}` },
  });
  const token = openToken(String(values[param.name]));
  if (!token) return refuse(illegal, `is no token that a sandbox has issued; ${issuers.map(({ name }) => name).join(' or ')} issues one`);
  const follow = issuers.find(({ name }) => name === token.action)?.follow;
  if (!follow) return refuse(illegal, `is a token of ${token.action}, which another action reads`);
  const { resultLifetimeS = Number.POSITIVE_INFINITY } = follow;
  if (nowMs - token.issuedMs > resultLifetimeS * 1000) return refuse(expired, `was issued over ${resultLifetimeS} s ago`);
  return { token, follow };
}

/** Whether the token can still begin a process. */
export const canStart = ({ issuedMs }: Token, { tokenLifetimeS = Number.POSITIVE_INFINITY }: Follow, nowMs: number): boolean =>
  nowMs - issuedMs <= tokenLifetimeS * 1000;

/** Whether the process behind a token has not come to its end: a matter of time alone, unless the person is at the page. */
export function isPending({ token, follow }: ReadToken, visit: Visit | undefined, nowMs: number): boolean {
  if (visit === 'opened') return canStart(token, follow, nowMs);
  const ageMs = nowMs - token.issuedMs;
  if (visit === 'waiting' && token.outcome === undefined) return ageMs < unopenedMs;
  return ageMs < (follow.intervalS === undefined ? workMs : pendingPolls * polling.intervalS * 1000);
}
