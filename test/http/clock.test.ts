import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockOffsetMs, parseHttpDate } from '../../src/http/clock.ts';

const nowMs = Date.UTC(2024, 1, 29, 23, 59, 59);

describe('clockOffsetMs', () => {
  it.each([
    [0, undefined],
    [60_000, undefined],
    [-60_000, undefined],
    [61_000, 61_000],
    [-61_000, -61_000],
    [86_400_000, 86_400_000],
  ])('for a server clock that is %s ms ahead returns %s', (differenceMs, expected) => {
    expect(clockOffsetMs(new Date(nowMs + differenceMs).toUTCString(), nowMs)).toBe(expected);
  });

  it.each([undefined, '', '1', 'yesterday', '2024-02-29T00:00:00Z'])('returns undefined for the header %s', (header) => {
    expect(clockOffsetMs(header, nowMs)).toBeUndefined();
  });

  it('returns the difference between the date of the server and our clock', () => {
    const second = fc.integer({ min: 0, max: 4_000_000_000 });
    fc.assert(
      fc.property(second, fc.nat(4_000_000_000_000), (serverSecond, ownMs) => {
        const offsetMs = clockOffsetMs(new Date(serverSecond * 1000).toUTCString(), ownMs);
        if (offsetMs === undefined) expect(Math.abs(serverSecond * 1000 - ownMs)).toBeLessThanOrEqual(60_000);
        else expect(ownMs + offsetMs).toBe(serverSecond * 1000);
      }),
    );
  });
});

describe('parseHttpDate', () => {
  it.each([
    ['Tue, 25 Sep 2018 08:18:37 GMT', Date.UTC(2018, 8, 25, 8, 18, 37)],
    ['Thu, 29 Feb 2024 00:00:00 GMT', Date.UTC(2024, 1, 29)],
    ['Fri, 31 Feb 2023 00:00:00 GMT', undefined],
    ['Mon, 25 Sep 2018 08:18:37 GMT', undefined],
    ['Tue, 25 Sep 2018 08:18:37', undefined],
    ['Tue, 25 Sep 2018 08:18:37 +0800', undefined],
    ['Sun Nov  6 08:49:37 1994', undefined],
    ['2', undefined],
  ])('reads %s as %s', (text, expected) => {
    expect(parseHttpDate(text)).toBe(expected);
  });
});
