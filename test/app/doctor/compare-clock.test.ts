import { describe, expect, it } from 'vitest';
import { compareClock } from '../../../src/app/doctor/compare-clock.ts';

const nowMs = Date.UTC(2026, 0, 2, 3, 4, 5);
const vendor = { name: 'acme', clockWindowMs: 300_000 };
const check = (offsetMs: number) => compareClock(new Date(nowMs - offsetMs).toUTCString(), nowMs, vendor);

describe('the clock', () => {
  it.each([
    [0, 'ok'],
    [60_000, 'ok'],
    [-60_000, 'ok'],
    [61_000, 'warning'],
    [-300_000, 'warning'],
    [301_000, 'wrong'],
    [-301_000, 'wrong'],
  ])('that is %d ms off is %s', (offsetMs, status) => {
    expect(check(offsetMs)).toMatchObject({ id: 'clock', vendor: 'acme', status, details: { offsetMs, windowMs: 300_000 } });
  });

  it('is reported as fast or slow, in seconds or in minutes', () => {
    expect(check(61_000).message).toBe("this machine's clock is 61 s fast; the service allows 5 minutes");
    expect(check(-7_200_000).message).toBe("this machine's clock is 120 minutes slow; the service allows 5 minutes");
    expect(check(119_000).message).toContain('is 119 s fast');
    expect(check(120_000).message).toContain('is 2 minutes fast');
    expect(check(0).message).toBe("within 60 s of the service's; the service allows 5 minutes");
    expect(check(-7_200_000).fix).toContain('set the clock');
  });

  it.each([undefined, '', 'yesterday', '2026-01-02T03:04:05Z'])('is not checked when the date is %j', (date) => {
    expect(compareClock(date, nowMs, vendor)).toMatchObject({ status: 'not-checked' });
  });
});
