import { pace, type Slot, type Slots } from '../run/slots.ts';
import type { Database } from './database.ts';

interface SharedClock {
  database: Database;
  /** Account, product, action and region: what a quota is counted by. */
  key: string;
  quota: number;
  monotonicMs(): number;
  rest(ms: number): Promise<void>;
}

/** A claim is made this long before its slot: one that is made early and not used looks like a call. */
const claimAheadMs = 150;
const slowestGapUs = 60_000_000;

const takeSlot = `INSERT INTO idv.idv_slot AS s (key, next_at, gap_us, ceiling_us)
  VALUES ($1, clock_timestamp() + $2 * interval '1 microsecond', $2, $2)
  ON CONFLICT (key) DO UPDATE SET gap_us = greatest(s.gap_us, $2), ceiling_us = $2,
    next_at = greatest(s.next_at, clock_timestamp()) + greatest(s.gap_us, $2) * interval '1 microsecond'
  RETURNING extract(epoch FROM next_at - gap_us * interval '1 microsecond' - clock_timestamp()) * 1000 AS wait_ms, gap_us`;

const holdSlots = `UPDATE idv.idv_slot SET next_at = greatest(next_at, clock_timestamp() + $2 * interval '1 millisecond'),
  gap_us = least(gap_us / ${pace.slowerBy}, $3), changed_at = clock_timestamp() WHERE key = $1`;

const quicken = `UPDATE idv.idv_slot SET gap_us = greatest(ceiling_us, gap_us / ${pace.fasterBy}), changed_at = clock_timestamp()
  WHERE key = $1 AND gap_us > ceiling_us AND changed_at < clock_timestamp() - interval '10 seconds'`;

/** The calls of all workers of a quota, spread evenly by one clock in the database; the clocks of their machines do not matter. */
export class SharedSlots implements Slots {
  readonly #clock: SharedClock;
  readonly #gapUs: number;
  #knownGapUs: number;
  #leftMs = Number.NEGATIVE_INFINITY;
  #backOffMs = pace.firstBackOffMs;
  #heldUntilMs = Number.NEGATIVE_INFINITY;
  #quickenedMs: number;

  constructor(clock: SharedClock) {
    this.#clock = clock;
    this.#gapUs = 1_000_000 / (clock.quota * pace.sharedShareOfQuota);
    this.#knownGapUs = this.#gapUs;
    this.#quickenedMs = clock.monotonicMs();
  }

  async take(stop: () => boolean): Promise<Slot | undefined> {
    const { monotonicMs, rest } = this.#clock;
    for (;;) {
      if (stop()) return undefined;
      const slotMs = await this.#nextMs();
      const waitMs = slotMs - monotonicMs() - claimAheadMs;
      if (waitMs > 0) await rest(waitMs);
      if (stop()) return undefined;
      const nowMs = monotonicMs();
      if (nowMs >= this.#heldUntilMs && nowMs - slotMs <= pace.lateMs) return { depart: () => this.#depart(slotMs) };
    }
  }

  throttled(askedMs = 0): void {
    const { database, key, monotonicMs } = this.#clock;
    const nowMs = monotonicMs();
    if (nowMs < this.#heldUntilMs) return;
    const waitMs = Math.max(askedMs, this.#backOffMs);
    this.#backOffMs = Math.min(pace.longestBackOffMs, this.#backOffMs * 2);
    this.#heldUntilMs = nowMs + waitMs;
    void database.steadily(holdSlots, [key, waitMs, slowestGapUs]).catch(() => undefined);
  }

  answered(): void {
    const { database, key, monotonicMs } = this.#clock;
    const nowMs = monotonicMs();
    if (nowMs >= this.#heldUntilMs) this.#backOffMs = pace.firstBackOffMs;
    if (nowMs - this.#quickenedMs < pace.fasterEveryMs) return;
    this.#quickenedMs = nowMs;
    void database.steadily(quicken, [key]).catch(() => undefined);
  }

  rate(): number {
    return 1_000_000 / this.#knownGapUs;
  }

  async #nextMs(): Promise<number> {
    const { database, key, monotonicMs } = this.#clock;
    const [row] = await database.steadily(takeSlot, [key, this.#gapUs]);
    this.#knownGapUs = Number(row?.gap_us);
    return monotonicMs() + Math.max(0, Number(row?.wait_ms));
  }

  async #depart(slotMs: number): Promise<void> {
    const { quota, monotonicMs, rest } = this.#clock;
    let atMs = slotMs;
    for (;;) {
      const waitMs = atMs - monotonicMs();
      if (waitMs > 0) await rest(waitMs);
      if (monotonicMs() - atMs <= pace.lateMs) break;
      // One that was slept through is not used late, next to those of others.
      atMs = await this.#nextMs();
    }
    const nowMs = monotonicMs();
    this.#leftMs = Math.max(nowMs, this.#leftMs + 1000 / quota);
    if (this.#leftMs > nowMs) await rest(this.#leftMs - nowMs);
  }
}
