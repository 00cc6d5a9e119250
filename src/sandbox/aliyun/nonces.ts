import { aliyun } from '../../providers/aliyun/provider.ts';

/** True for a nonce that was not seen before. */
export type TakeNonce = (nonce: string, nowMs: number) => boolean;

const mostNonces = 10_000;

/** Remembers nonces for as long as a request with one of them could be sent again, the oldest at the front. */
export function createNonces(): TakeNonce {
  const until = new Map<string, number>();
  return (nonce, nowMs) => {
    if ((until.get(nonce) ?? Number.NEGATIVE_INFINITY) >= nowMs) return false;
    until.delete(nonce);
    // A timestamp may be as far ahead as it may be behind, to the millisecond.
    until.set(nonce, nowMs + 2 * aliyun.clockWindowMs);
    for (const [old, untilMs] of until) {
      if (untilMs >= nowMs && until.size <= mostNonces) break;
      until.delete(old);
    }
    return true;
  };
}
