import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProcessSlots } from '../../../src/app/batch/run/slots.ts';

/** A clock that only rests move. Each rest may add a delay, as a busy machine does. */
function slotWorld(quota: number | undefined, lateMs: () => number = () => 0) {
  let nowMs = 0;
  const slots = new ProcessSlots({
    quota,
    monotonicMs: () => nowMs,
    rest: async (ms) => {
      nowMs += ms + lateMs();
    },
  });
  const never = (): boolean => false;
  return {
    slots,
    now: () => nowMs,
    pass: (ms: number) => {
      nowMs += ms;
    },
    async leave(): Promise<number> {
      await (await slots.take(never))?.depart();
      return nowMs;
    },
  };
}

/** The highest number of departures in any second that begins with a departure. */
const mostInASecond = (times: readonly number[]): number =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length));

describe('slots', () => {
  it('spread calls evenly, at 90 % of the quota', async () => {
    const world = slotWorld(20);
    const times: number[] = [];
    for (let call = 0; call < 200; call += 1) times.push(await world.leave());
    expect(mostInASecond(times)).toBeLessThanOrEqual(19);
    expect(times.at(-1)).toBeCloseTo((199 / 18) * 1000, 0);
  });

  it('never let more calls than the quota leave in one second, however late a machine wakes up', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 60, maxLength: 60 }), async (delays) => {
        let next = 0;
        const world = slotWorld(20, () => delays[next++ % delays.length] ?? 0);
        const times: number[] = [];
        for (let call = 0; call < 60; call += 1) times.push(await world.leave());
        expect(mostInASecond(times)).toBeLessThanOrEqual(20);
      }),
      { numRuns: 50 },
    );
  });

  it('wait after a throttle, twice as long each time, and at least as long as the service asks', async () => {
    const world = slotWorld(20);
    await world.leave();
    const waits: number[] = [];
    for (const askedMs of [undefined, undefined, 7000]) {
      const from = world.now();
      world.slots.throttled(askedMs);
      // Throttles of calls that run at the same time count as one.
      world.slots.throttled(askedMs);
      waits.push((await world.leave()) - from);
    }
    expect(waits).toEqual([1000, 2000, 7000]);
  });

  it('slow down after a throttle, and return to the full rate step by step', async () => {
    const world = slotWorld(20);
    world.slots.throttled(undefined);
    expect(world.slots.rate()).toBeCloseTo(12.6);
    for (let step = 0; step < 100; step += 1) {
      world.pass(10_000);
      await world.leave();
    }
    expect(world.slots.rate()).toBe(18);
  });

  it('do not limit calls when the service states no quota', async () => {
    const world = slotWorld(undefined);
    await world.leave();
    await world.leave();
    expect(world.now()).toBe(0);
  });

  it('give no slot when the run is to stop', async () => {
    const { slots } = slotWorld(20);
    expect(await slots.take(() => true)).toBeUndefined();
  });
});
