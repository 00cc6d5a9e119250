import type { Action, Follow } from '../../core/declare/action.ts';
import { isRecord } from '../../core/json.ts';
import type { CallContext } from '../checks/admission.ts';
import { type PageStates, pagePath, recordPageState } from './hosted-page.ts';
import { polling } from './read-token.ts';
import { type KeptValue, sealToken, tokenId } from './sealed-token.ts';

/** A longer text is not kept: the token has to fit into a URL. */
const longestKept = 2048;

const isPlain = (value: unknown): value is KeptValue =>
  typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && value.length <= longestKept);

/** True for a value that a result can depend on: the redirect, the checks, the kind of card, and members that the result repeats. */
const isKept = (path: string, reader: Action | undefined): boolean =>
  /(?:^redirecturl|^productcode|checkmode|card_?type)$/i.test(path) || reader?.output.some(({ name }) => name === path) === true;

function keptValues(values: Readonly<Record<string, unknown>>, reader: Action | undefined, prefix = ''): Record<string, KeptValue> {
  const kept = Object.entries(values).flatMap(([name, value]): [string, KeptValue][] => {
    const path = `${prefix}${name}`;
    if (isRecord(value)) return Object.entries(keptValues(value, reader, `${path}.`));
    return isPlain(value) && isKept(path, reader) ? [[path, value]] : [];
  });
  return Object.fromEntries(kept);
}

interface TokenRequest {
  action: Action;
  follow: Follow;
  /** The action that reads the result. */
  reader: Action | undefined;
  values: Readonly<Record<string, unknown>>;
  /** Name of the outcome that the result must have. */
  outcome: string | undefined;
}

/** The members of an answer that issues a token, by their paths: the token, its page, and how to poll. */
export function issueToken(
  { action, follow, reader, values, outcome }: TokenRequest,
  { requestId, origin, nowMs }: CallContext,
  pageStates: PageStates,
): Record<string, unknown> {
  const id = tokenId(requestId);
  const kept = keptValues(values, reader);
  const token = sealToken({ id, action: action.name, issuedMs: nowMs, values: kept, ...(outcome === undefined ? {} : { outcome }) });
  if (follow.page) recordPageState(pageStates, id, 'waiting');
  return {
    [follow.token]: token,
    ...(follow.page ? { [follow.page]: `${origin}${pagePath}?token=${token}` } : {}),
    ...(follow.intervalS ? { [follow.intervalS]: polling.intervalS } : {}),
    ...(follow.maxPolls ? { [follow.maxPolls]: polling.maxPolls } : {}),
  };
}
