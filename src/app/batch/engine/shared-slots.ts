import { type Slot, type Slots, slotSettings } from '../run/slots.ts';
import type { Database } from './database.ts';

interface SharedClock {
  database: Database;
  /** Account, product, action and region: a service counts a quota for each combination. */
  key: string;
  quota: number;
  monotonicMs(): number;
  rest(ms: number): Promise<void>;
}

/** A row is claimed this long before its slot, and not earlier: a claim without an outcome looks like a call that was made. */
const claimAheadMs = 150;
const slowestGapUs = 60_000_000;

const takeSlot = `INSERT INTO idv.idv_slot AS s (key, next_at, gap_us, ceiling_us)
  VALUES ($1, clock_timestamp() + $2 * interval '1 microsecond', $2, $2)
  ON CONFLICT (key) DO UPDATE SET gap_us = greatest(s.gap_us, $2), ceiling_us = $2,
    next_at = greatest(s.next_at, clock_timestamp()) + greatest(s.gap_us, $2) * interval '1 microsecond'
  RETURNING extract(epoch FROM next_at - gap_us * interval '1 microsecond' - clock_timestamp()) * 1000 AS wait_ms, gap_us`;

const holdSlots = `UPDATE idv.idv_slot SET next_at = greatest(next_at, clock_timestamp() + $2 * interval '1 millisecond'),
  gap_us = least(gap_us / ${slotSettings.slowerBy}, $3), changed_at = clock_timestamp() WHERE key = $1`;

const speedUp = `UPDATE idv.idv_slot SET gap_us = greatest(ceiling_us, gap_us / ${slotSettings.fasterBy}), changed_at = clock_timestamp()
  WHERE key = $1 AND gap_us > ceiling_us AND changed_at < clock_timestamp() - interval '10 seconds'`;

/** Spreads the calls of all workers that share a quota evenly, by the clock of the database. The workers' own clocks do not matter. */
export class SharedSlots implements Slots {
  readonly #clock: SharedClock;
  readonly #gapUs: number;
  #knownGapUs: number;
  #lastDepartureMs = Number.NEGATIVE_INFINITY;
  #backOffMs = slotSettings.firstBackOffMs;
  #heldUntilMs = Number.NEGATIVE_INFINITY;
  #spedUpMs: number;

  constructor(clock: SharedClock) {
    this.#clock = clock;
    this.#gapUs = 1_000_000 / (clock.quota * slotSettings.sharedShareOfQuota);
    this.#knownGapUs = this.#gapUs;
    this.#spedUpMs = clock.monotonicMs();
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
      if (nowMs >= this.#heldUntilMs && nowMs - slotMs <= slotSettings.lateMs) return { depart: () => this.#depart(slotMs) };
    }
  }

  throttled(askedMs = 0): void {
    const { database, key, monotonicMs } = this.#clock;
    const nowMs = monotonicMs();
    if (nowMs < this.#heldUntilMs) return;
    const waitMs = Math.max(askedMs, this.#backOffMs);
    this.#backOffMs = Math.min(slotSettings.longestBackOffMs, this.#backOffMs * 2);
    this.#heldUntilMs = nowMs + waitMs;
    void database.steadily(holdSlots, [key, waitMs, slowestGapUs]).catch(() => undefined);
  }

  answered(): void {
    const { database, key, monotonicMs } = this.#clock;
    const nowMs = monotonicMs();
    if (nowMs >= this.#heldUntilMs) this.#backOffMs = slotSettings.firstBackOffMs;
    if (nowMs - this.#spedUpMs < slotSettings.fasterEveryMs) return;
    this.#spedUpMs = nowMs;
    void database.steadily(speedUp, [key]).catch(() => undefined);
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
      if (monotonicMs() - atMs <= slotSettings.lateMs) break;
      // After a delay (the machine may have slept), the old slot would be too close to the calls of other workers.
      atMs = await this.#nextMs();
    }
    const nowMs = monotonicMs();
    this.#lastDepartureMs = Math.max(nowMs, this.#lastDepartureMs + 1000 / quota);
    if (this.#lastDepartureMs > nowMs) await rest(this.#lastDepartureMs - nowMs);
  }
}
