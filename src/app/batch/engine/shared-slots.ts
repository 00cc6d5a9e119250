import type { Slot, Slots } from '../run/slots.ts';
import type { Database } from './database.ts';

interface SharedClock {
  database: Database;
  /** Account, product, action and region: what a quota is counted by. */
  key: string;
  quota: number;
  monotonicMs(): number;
  rest(ms: number): Promise<void>;
}

const shareOfQuota = 0.9;
/** A claim is made this long before its slot: one that is made early and not used looks like a call. */
const claimAheadMs = 150;
const lateMs = 50;
const firstBackOffMs = 1000;
const longestBackOffMs = 30_000;
const fasterEveryMs = 10_000;
const slowestGapUs = 60_000_000;

const takeSlot = `INSERT INTO idv.idv_slot AS s (key, next_at, gap_us, ceiling_us)
  VALUES ($1, clock_timestamp() + $2 * interval '1 microsecond', $2, $2)
  ON CONFLICT (key) DO UPDATE SET gap_us = greatest(s.gap_us, $2), ceiling_us = $2,
    next_at = greatest(s.next_at, clock_timestamp()) + greatest(s.gap_us, $2) * interval '1 microsecond'
  RETURNING extract(epoch FROM next_at - gap_us * interval '1 microsecond' - clock_timestamp()) * 1000 AS wait_ms, gap_us`;

const holdSlots = `UPDATE idv.idv_slot SET next_at = greatest(next_at, clock_timestamp() + $2 * interval '1 millisecond'),
  gap_us = least(gap_us / 0.7, $3), changed_at = clock_timestamp() WHERE key = $1`;

const quicken = `UPDATE idv.idv_slot SET gap_us = greatest(ceiling_us, gap_us / 1.02), changed_at = clock_timestamp()
  WHERE key = $1 AND gap_us > ceiling_us AND changed_at < clock_timestamp() - interval '10 seconds'`;

/** The calls of all workers of a quota, spread evenly by one clock in the database; the clocks of their machines do not matter. */
export function sharedSlots({ database, key, quota, monotonicMs, rest }: SharedClock): Slots {
  const gapUs = 1_000_000 / (quota * shareOfQuota);
  let knownGapUs = gapUs;
  let leftMs = Number.NEGATIVE_INFINITY;
  let backOffMs = firstBackOffMs;
  let heldUntilMs = Number.NEGATIVE_INFINITY;
  let quickenedMs = monotonicMs();

  async function nextMs(): Promise<number> {
    const [row] = await database.steadily(takeSlot, [key, gapUs]);
    knownGapUs = Number(row?.gap_us);
    return monotonicMs() + Math.max(0, Number(row?.wait_ms));
  }

  function slotAt(slotMs: number): Slot {
    return {
      async depart() {
        let atMs = slotMs;
        for (;;) {
          const waitMs = atMs - monotonicMs();
          if (waitMs > 0) await rest(waitMs);
          if (monotonicMs() - atMs <= lateMs) break;
          // One that was slept through is not used late, next to those of others.
          atMs = await nextMs();
        }
        const nowMs = monotonicMs();
        leftMs = Math.max(nowMs, leftMs + 1000 / quota);
        if (leftMs > nowMs) await rest(leftMs - nowMs);
      },
    };
  }

  return {
    async take(stop) {
      for (;;) {
        if (stop()) return undefined;
        const slotMs = await nextMs();
        const waitMs = slotMs - monotonicMs() - claimAheadMs;
        if (waitMs > 0) await rest(waitMs);
        if (stop()) return undefined;
        if (monotonicMs() >= heldUntilMs && monotonicMs() - slotMs <= lateMs) return slotAt(slotMs);
      }
    },
    throttled(askedMs = 0) {
      const nowMs = monotonicMs();
      if (nowMs < heldUntilMs) return;
      const waitMs = Math.max(askedMs, backOffMs);
      backOffMs = Math.min(longestBackOffMs, backOffMs * 2);
      heldUntilMs = nowMs + waitMs;
      void database.steadily(holdSlots, [key, waitMs, slowestGapUs]).catch(() => undefined);
    },
    answered() {
      const nowMs = monotonicMs();
      if (nowMs >= heldUntilMs) backOffMs = firstBackOffMs;
      if (nowMs - quickenedMs < fasterEveryMs) return;
      quickenedMs = nowMs;
      void database.steadily(quicken, [key]).catch(() => undefined);
    },
    rate: () => 1_000_000 / knownGapUs,
  };
}
