import type { Action, Follow } from '../core/declare/action.ts';
import type { Scene } from './scene.ts';
import { type KeptValue, sealToken, tokenId } from './sealed-token.ts';
import { polling } from './token-life.ts';
import { recordVisit, type Visits } from './visits.ts';

type Values = Readonly<Record<string, unknown>>;

/** A token has to fit into a URL: what is longer is not kept. */
const longestKept = 2048;

const isKept = (value: unknown): value is KeptValue =>
  typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && value.length <= longestKept);

/** What a result may depend on: where to go back to, which checks, which card, and what comes back unchanged. */
const matters = (path: string, reader: Action | undefined): boolean =>
  /(?:^redirecturl|checkmode|card_?type)$/i.test(path) || reader?.output.some(({ name }) => name === path) === true;

const isObject = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value);

function keptValues(values: Values, reader: Action | undefined, prefix = ''): Record<string, KeptValue> {
  const kept = Object.entries(values).flatMap(([name, value]): [string, KeptValue][] => {
    const path = `${prefix}${name}`;
    if (isObject(value)) return Object.entries(keptValues(value, reader, `${path}.`));
    return isKept(value) && matters(path, reader) ? [[path, value]] : [];
  });
  return Object.fromEntries(kept);
}

export const pagePath = '/_sandbox/page';

interface Issue {
  action: Action;
  follow: Follow;
  reader: Action | undefined;
  values: Values;
  /** Name of the outcome that the result shall have. */
  outcome: string | undefined;
}

/** The members of an answer that issues a token: the token, its page, how to poll. */
export function issueToken({ action, follow, reader, values, outcome }: Issue, scene: Scene, visits: Visits): Record<string, unknown> {
  const { requestId, origin, nowMs } = scene;
  const id = tokenId(requestId);
  const kept = keptValues(values, reader);
  const token = sealToken({ id, action: action.name, issuedMs: nowMs, values: kept, ...(outcome === undefined ? {} : { outcome }) });
  if (follow.page) recordVisit(visits, id, 'waiting');
  return {
    [follow.token]: token,
    ...(follow.page ? { [follow.page]: `${origin}${pagePath}?token=${token}` } : {}),
    ...(follow.intervalS ? { [follow.intervalS]: polling.intervalS } : {}),
    ...(follow.maxPolls ? { [follow.maxPolls]: polling.maxPolls } : {}),
  };
}
