import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TransportError } from '../../src/core/http.ts';
import { mayRetry, retryAfterMs, retryDelayMs } from '../../src/http/retry.ts';

const kinds: TransportError['kind'][] = ['name', 'connect', 'tls', 'reset', 'timeout', 'too-large', 'protocol', 'aborted'];

describe('mayRetry', () => {
  it.each([
    ['connect', false, true],
    ['name', false, true],
    ['timeout', false, true],
    ['reset', true, false],
    ['timeout', true, false],
    ['tls', false, false],
    ['protocol', false, false],
    ['aborted', false, false],
  ] as const)('after the failure %s of a paid action (sent: %s) returns %s', (kind, sent, expected) => {
    expect(mayRetry({ kind, sent }, { readOnly: false })).toBe(expected);
  });

  it.each([
    ['reset', true],
    ['timeout', true],
    ['too-large', false],
    ['protocol', false],
    ['aborted', false],
  ] as const)('after the failure %s of a read-only action returns %s', (kind, expected) => {
    expect(mayRetry({ kind, sent: true }, { readOnly: true })).toBe(expected);
  });

  it.each([
    [{ notDone: true, transient: true }, false, true],
    [{ notDone: true, transient: false }, false, true],
    [{ notDone: false, transient: true }, false, false],
    [{ notDone: false, transient: true }, true, true],
    [{ notDone: false, transient: false }, true, false],
  ])('after the refusal %j (read-only action: %s) returns %s', (refusal, readOnly, expected) => {
    expect(mayRetry(refusal, { readOnly })).toBe(expected);
  });

  it('never allows repeating a paid call that may have been sent', () => {
    for (const kind of kinds) expect(mayRetry({ kind, sent: true }, { readOnly: false })).toBe(false);
  });
});

describe('retryAfterMs', () => {
  const nowMs = Date.UTC(2024, 0, 1, 12);

  it.each([
    [{ 'retry-after': '3' }, 3000],
    [{ 'retry-after': ' 0 ' }, 0],
    [{ 'retry-after': 'Mon, 01 Jan 2024 12:00:05 GMT' }, 5000],
    [{ 'retry-after': 'Mon, 01 Jan 2024 11:00:00 GMT' }, 0],
    [{ 'x-acs-retry-after': '1500' }, 1500],
    [{ 'x-acs-retry-after': '1500', 'retry-after': '9' }, 1500],
    [{ 'x-acs-retry-after': 'soon', 'retry-after': '9' }, 9000],
    [{ 'retry-after': '-1' }, undefined],
    [{ 'retry-after': '1.5' }, undefined],
    [{ 'retry-after': '0x10' }, undefined],
    [{ 'retry-after': '' }, undefined],
    [{ 'retry-after': 'tomorrow' }, undefined],
    [{}, undefined],
  ])('reads %j as %s', (headers, expected) => {
    expect(retryAfterMs(headers, nowMs)).toBe(expected);
  });

  it('reads any number of seconds or milliseconds, and any date', () => {
    fc.assert(
      fc.property(fc.nat(), (count) => {
        expect(retryAfterMs({ 'retry-after': String(count) }, nowMs)).toBe(count * 1000);
        expect(retryAfterMs({ 'x-acs-retry-after': String(count) }, nowMs)).toBe(count);
        expect(retryAfterMs({ 'retry-after': new Date(nowMs + count * 1000).toUTCString() }, nowMs)).toBe(count * 1000);
      }),
    );
  });

  it('returns a valid time or undefined for any text in the headers', () => {
    const text = fc.oneof(fc.string(), fc.date().map(String), fc.double().map(String));
    fc.assert(
      fc.property(text, text, (first, second) => {
        const waitMs = retryAfterMs({ 'retry-after': first, 'x-acs-retry-after': second }, nowMs);
        expect(waitMs === undefined || (Number.isSafeInteger(waitMs / 1000) ? waitMs >= 0 : waitMs > 0)).toBe(true);
      }),
    );
  });
});

describe('retryDelayMs', () => {
  const backoff = { attempt: 1, retryAfterMs: undefined, random: 0.5, baseMs: 200, maxMs: 5000 };

  it.each([
    [{}, 100],
    [{ random: 0 }, 0],
    [{ attempt: 3 }, 400],
    [{ attempt: 30 }, 2500],
    [{ attempt: 5000 }, 2500],
    [{ retryAfterMs: 1500 }, 1500],
    [{ retryAfterMs: 50 }, 100],
    [{ retryAfterMs: 5000 }, 5000],
    [{ retryAfterMs: 5001 }, undefined],
  ])('with %j returns %s ms', (change, expected) => {
    expect(retryDelayMs({ ...backoff, ...change })).toBe(expected);
  });

  it('is never shorter than the service asks, never longer than the maximum, and spreads over the complete range', () => {
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    const asked = fc.option(fc.nat(20_000), { nil: undefined });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), asked, random, (attempt, askedMs, drawn) => {
        const delayMs = retryDelayMs({ attempt, retryAfterMs: askedMs, random: drawn, baseMs: 200, maxMs: 10_000 });
        if (delayMs === undefined) {
          expect(askedMs).toBeGreaterThan(10_000);
          return;
        }
        expect(Number.isInteger(delayMs)).toBe(true);
        expect(delayMs).toBeGreaterThanOrEqual(askedMs ?? 0);
        const longestMs = Math.min(10_000, 200 * 2 ** (attempt - 1));
        expect(delayMs).toBeLessThanOrEqual(Math.max(askedMs ?? 0, longestMs));
        const at = (share: number) => retryDelayMs({ attempt, retryAfterMs: askedMs, random: share, baseMs: 200, maxMs: 10_000 });
        expect(at(0)).toBe(askedMs ?? 0);
        expect(at(1 - Number.EPSILON)).toBe(Math.max(askedMs ?? 0, longestMs - 1));
        expect(Math.abs(delayMs - Math.max(askedMs ?? 0, drawn * longestMs))).toBeLessThan(1);
      }),
    );
  });
});
