import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../../src/app/batch/engine/database.ts';
import { SharedSlots } from '../../../src/app/batch/engine/shared-slots.ts';
import { VirtualTime } from '../../support/virtual-time.ts';

const quota = 20;

/** Imitates a database whose one row counts slots as the statement in shared-slots.ts does. Each answer takes some time. */
function slotRow(time: VirtualTime, tripMs: () => number): Pick<Database, 'steadily'> {
  let nextMs = 0;
  return {
    async steadily(_, values = []) {
      await time.rest(tripMs());
      const gapUs = Number(values[1]);
      nextMs = Math.max(nextMs, time.now()) + gapUs / 1000;
      const waitMs = nextMs - gapUs / 1000 - time.now();
      await time.rest(tripMs());
      return [{ wait_ms: waitMs, gap_us: gapUs }];
    },
  };
}

/** The times at which the calls of three workers leave. The delays of the list are used again and again. */
async function departures(calls: number, delays: readonly number[]): Promise<number[]> {
  const time = new VirtualTime();
  let next = 0;
  const delay = (): number => delays[next++ % delays.length] ?? 0;
  const database = slotRow(time, () => delay() / 10) as Database;
  const left: number[] = [];
  const worker = async (): Promise<void> => {
    const slots = new SharedSlots({ database, key: 'k', quota, monotonicMs: time.now, rest: (ms) => time.rest(ms + delay()) });
    const row = async (): Promise<void> => {
      while (left.length < calls) {
        await (await slots.take(() => left.length >= calls))?.depart();
        left.push(time.now());
      }
    };
    await Promise.all(Array.from({ length: 4 }, row));
  };
  await time.runUntil(Promise.all([worker(), worker(), worker()]));
  return left.slice(0, calls);
}

const mostInASecond = (times: readonly number[]): number =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length));

describe('slots shared by three workers', () => {
  it('use at least 85 % of the quota, and not more than the quota', async () => {
    const times = await departures(200, [0, 1, 2]);
    expect(mostInASecond(times)).toBeLessThanOrEqual(19);
    const perSecond = (times.length - 1) / (((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000);
    expect(perSecond).toBeGreaterThanOrEqual(0.85 * quota);
    expect(perSecond).toBeLessThanOrEqual(quota);
  });

  it('never let more calls than the quota leave in one second, however late the machines wake up', async () => {
    const delays = fc.array(fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 800 })), { minLength: 20, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(delays, async (late) => {
        expect(mostInASecond(await departures(80, late))).toBeLessThanOrEqual(quota);
      }),
      { numRuns: 60 },
    );
  });
});
