/** How slots are spread over time, whoever keeps the clock of them: this process, or the database of all workers. */
export const pace = {
  /** How much of a quota is used: departures bunch under load, and at all of it some would be too many. */
  shareOfQuota: 0.9,
  /** Of several machines, each of which may be late by itself. */
  sharedShareOfQuota: 0.88,
  firstBackOffMs: 1000,
  longestBackOffMs: 30_000,
  slowerBy: 0.7,
  fasterBy: 1.02,
  fasterEveryMs: 10_000,
  /** A slot that is missed by more than this was perhaps slept through: used now, it would come next to others. */
  lateMs: 30,
};

/** The moment of one call. */
export interface Slot {
  /** Waits until the call may leave. */
  depart(): Promise<void>;
}

export interface Slots {
  /** Waits for the next slot, or nearly. Undefined where `stop` came first. */
  take(stop: () => boolean): Promise<Slot | undefined>;
  /** The service throttled a call: all wait, and go on slower. `askedMs` is how long it asks for. */
  throttled(askedMs: number | undefined): void;
  /** The service answered. */
  answered(): void;
  /** Calls a second at present; undefined where nothing limits them. */
  rate(): number | undefined;
}

interface SlotClock {
  /** Calls a second that the service allows; undefined where it states none. */
  quota: number | undefined;
  /** Milliseconds that no change of the clock moves. */
  monotonicMs(): number;
  /** Ends early where the run is to stop. */
  rest(ms: number): Promise<void>;
}

/** The calls of one process, spread evenly over time: a clock of slots that runs at 90 % of the quota, and slower after a throttle. */
export class ProcessSlots implements Slots {
  readonly #clock: SlotClock;
  readonly #ceiling: number | undefined;
  #rate: number | undefined;
  #nextMs: number;
  #leftMs = Number.NEGATIVE_INFINITY;
  #changedMs: number;
  #backOffMs = pace.firstBackOffMs;
  #heldUntilMs = Number.NEGATIVE_INFINITY;

  constructor(clock: SlotClock) {
    this.#clock = clock;
    this.#ceiling = clock.quota === undefined ? undefined : clock.quota * pace.shareOfQuota;
    this.#rate = this.#ceiling;
    this.#nextMs = clock.monotonicMs();
    this.#changedMs = this.#nextMs;
  }

  async take(stop: () => boolean): Promise<Slot | undefined> {
    const { monotonicMs, rest } = this.#clock;
    for (;;) {
      if (stop()) return undefined;
      const slotMs = this.#next();
      const waitMs = slotMs - monotonicMs();
      if (waitMs > 0) await rest(waitMs);
      if (stop()) return undefined;
      const nowMs = monotonicMs();
      const isLate = this.#rate !== undefined && nowMs - slotMs > pace.lateMs;
      if (nowMs >= this.#heldUntilMs && !isLate) return { depart: () => this.#depart() };
    }
  }

  throttled(askedMs = 0): void {
    const nowMs = this.#clock.monotonicMs();
    // What was under way at the same time is told the same: it counts once.
    if (nowMs < this.#heldUntilMs) return;
    const waitMs = Math.max(askedMs, this.#backOffMs);
    this.#backOffMs = Math.min(pace.longestBackOffMs, this.#backOffMs * 2);
    this.#heldUntilMs = nowMs + waitMs;
    this.#nextMs = Math.max(this.#nextMs, this.#heldUntilMs);
    if (this.#rate !== undefined) this.#rate *= pace.slowerBy;
    this.#changedMs = nowMs;
  }

  answered(): void {
    if (this.#clock.monotonicMs() >= this.#heldUntilMs) this.#backOffMs = pace.firstBackOffMs;
  }

  rate(): number | undefined {
    return this.#rate;
  }

  /** The moment of the next slot. */
  #next(): number {
    const nowMs = this.#clock.monotonicMs();
    if (
      this.#rate !== undefined &&
      this.#ceiling !== undefined &&
      this.#rate < this.#ceiling &&
      nowMs - this.#changedMs >= pace.fasterEveryMs
    ) {
      this.#rate = Math.min(this.#ceiling, this.#rate * pace.fasterBy);
      this.#changedMs = nowMs;
    }
    const slotMs = Math.max(this.#nextMs, nowMs);
    this.#nextMs = slotMs + (this.#rate === undefined ? 0 : 1000 / this.#rate);
    return slotMs;
  }

  /** At once, unless others left just now. */
  async #depart(): Promise<void> {
    const { quota, monotonicMs, rest } = this.#clock;
    if (quota === undefined) return;
    const nowMs = monotonicMs();
    this.#leftMs = Math.max(nowMs, this.#leftMs + 1000 / quota);
    if (this.#leftMs > nowMs) await rest(this.#leftMs - nowMs);
  }
}
