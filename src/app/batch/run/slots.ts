/** How much of a quota is used: departures bunch under load, and at all of it some would be too many. */
const shareOfQuota = 0.9;
const firstBackOffMs = 1000;
const longestBackOffMs = 30_000;
const slowerBy = 0.7;
const fasterBy = 1.02;
const fasterEveryMs = 10_000;
/** A slot that is missed by more than this was perhaps slept through: used now, it would come next to others. */
const lateMs = 50;

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
export function createSlots({ quota, monotonicMs, rest }: SlotClock): Slots {
  const ceiling = quota === undefined ? undefined : quota * shareOfQuota;
  let rate = ceiling;
  let nextMs = monotonicMs();
  let leftMs = Number.NEGATIVE_INFINITY;
  let changedMs = nextMs;
  let backOffMs = firstBackOffMs;
  let heldUntilMs = Number.NEGATIVE_INFINITY;

  /** The moment of the next slot. */
  function next(): number {
    const nowMs = monotonicMs();
    if (rate !== undefined && ceiling !== undefined && rate < ceiling && nowMs - changedMs >= fasterEveryMs) {
      rate = Math.min(ceiling, rate * fasterBy);
      changedMs = nowMs;
    }
    const slotMs = Math.max(nextMs, nowMs);
    nextMs = slotMs + (rate === undefined ? 0 : 1000 / rate);
    return slotMs;
  }

  /** At once, unless others left just now. */
  async function depart(): Promise<void> {
    if (quota === undefined) return;
    const nowMs = monotonicMs();
    leftMs = Math.max(nowMs, leftMs + 1000 / quota);
    if (leftMs > nowMs) await rest(leftMs - nowMs);
  }

  return {
    async take(stop) {
      for (;;) {
        if (stop()) return undefined;
        const slotMs = next();
        const waitMs = slotMs - monotonicMs();
        if (waitMs > 0) await rest(waitMs);
        if (stop()) return undefined;
        const nowMs = monotonicMs();
        if (nowMs >= heldUntilMs && (rate === undefined || nowMs - slotMs <= lateMs)) return { depart };
      }
    },
    throttled(askedMs = 0) {
      const nowMs = monotonicMs();
      // What was under way at the same time is told the same: it counts once.
      if (nowMs < heldUntilMs) return;
      const waitMs = Math.max(askedMs, backOffMs);
      backOffMs = Math.min(longestBackOffMs, backOffMs * 2);
      heldUntilMs = nowMs + waitMs;
      nextMs = Math.max(nextMs, heldUntilMs);
      if (rate !== undefined) rate *= slowerBy;
      changedMs = nowMs;
    },
    answered() {
      if (monotonicMs() >= heldUntilMs) backOffMs = firstBackOffMs;
    },
    rate: () => rate,
  };
}
