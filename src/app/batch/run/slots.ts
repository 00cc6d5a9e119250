/** How slots are spread over time. The same values hold for one process, and for workers that share slots through a database. */
export const slotSettings = {
  /** The part of the quota that is used. Under load, calls are sent closer together, and the full quota would sometimes be exceeded. */
  shareOfQuota: 0.9,
  /** The same for several machines. It is lower, because each of them may be late independently. */
  sharedShareOfQuota: 0.88,
  firstBackOffMs: 1000,
  longestBackOffMs: 30_000,
  slowerBy: 0.7,
  fasterBy: 1.02,
  fasterEveryMs: 10_000,
  /** A slot that is missed by more than this is not used: the machine may have slept, and the call would come too close to others. */
  lateMs: 30,
};

/** The moment of one call. */
export interface Slot {
  /** Waits until the call may be sent. */
  depart(): Promise<void>;
}

export interface Slots {
  /** Waits for the next slot, or until shortly before it. Resolves to undefined if `stop` returns true before. */
  take(stop: () => boolean): Promise<Slot | undefined>;
  /** To be called when the service throttled a call: all calls wait, and are slower afterwards. `askedMs` is the wait that it asks for. */
  throttled(askedMs: number | undefined): void;
  /** To be called when the service answered. */
  answered(): void;
  /** The present number of calls per second; undefined if there is no limit. */
  rate(): number | undefined;
}

interface SlotClock {
  /** Calls per second that the service allows; undefined if the service does not document a limit. */
  quota: number | undefined;
  /** A clock in milliseconds that does not change when the system time is set. */
  monotonicMs(): number;
  /** Waits. Ends early if the run is stopped. */
  rest(ms: number): Promise<void>;
}

/** Spreads the calls of one process evenly over time, at 90 % of the quota, and slower after the service has throttled a call. */
export class ProcessSlots implements Slots {
  readonly #clock: SlotClock;
  readonly #ceiling: number | undefined;
  #rate: number | undefined;
  #nextMs: number;
  #lastDepartureMs = Number.NEGATIVE_INFINITY;
  #changedMs: number;
  #backOffMs = slotSettings.firstBackOffMs;
  #heldUntilMs = Number.NEGATIVE_INFINITY;

  constructor(clock: SlotClock) {
    this.#clock = clock;
    this.#ceiling = clock.quota === undefined ? undefined : clock.quota * slotSettings.shareOfQuota;
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
      const isLate = this.#rate !== undefined && nowMs - slotMs > slotSettings.lateMs;
      if (nowMs >= this.#heldUntilMs && !isLate) return { depart: () => this.#depart() };
    }
  }

  throttled(askedMs = 0): void {
    const nowMs = this.#clock.monotonicMs();
    // Calls that run at the same time are throttled together. That counts once.
    if (nowMs < this.#heldUntilMs) return;
    const waitMs = Math.max(askedMs, this.#backOffMs);
    this.#backOffMs = Math.min(slotSettings.longestBackOffMs, this.#backOffMs * 2);
    this.#heldUntilMs = nowMs + waitMs;
    this.#nextMs = Math.max(this.#nextMs, this.#heldUntilMs);
    if (this.#rate !== undefined) this.#rate *= slotSettings.slowerBy;
    this.#changedMs = nowMs;
  }

  answered(): void {
    if (this.#clock.monotonicMs() >= this.#heldUntilMs) this.#backOffMs = slotSettings.firstBackOffMs;
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
      nowMs - this.#changedMs >= slotSettings.fasterEveryMs
    ) {
      this.#rate = Math.min(this.#ceiling, this.#rate * slotSettings.fasterBy);
      this.#changedMs = nowMs;
    }
    const slotMs = Math.max(this.#nextMs, nowMs);
    this.#nextMs = slotMs + (this.#rate === undefined ? 0 : 1000 / this.#rate);
    return slotMs;
  }

  /** Returns at once, unless another call was sent just before. */
  async #depart(): Promise<void> {
    const { quota, monotonicMs, rest } = this.#clock;
    if (quota === undefined) return;
    const nowMs = monotonicMs();
    this.#lastDepartureMs = Math.max(nowMs, this.#lastDepartureMs + 1000 / quota);
    if (this.#lastDepartureMs > nowMs) await rest(this.#lastDepartureMs - nowMs);
  }
}
