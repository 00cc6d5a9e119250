import { describe, expect, it } from 'vitest';
import { gatewayError, redirectTarget } from '../../../src/app/call/failure.ts';
import type { HttpRequest, HttpResponse } from '../../../src/core/http.ts';

const request: HttpRequest = { method: 'POST', url: 'https://faceid.example/', headers: {}, body: Buffer.alloc(1234) };
const answer = (status: number, headers: Record<string, string> = {}): HttpResponse => ({ status, headers, body: Buffer.from('<html>') });

describe('gatewayError', () => {
  it.each([
    [429, 'limited', true, true],
    [413, 'refused', false, false],
    [502, 'failed', false, true],
    [503, 'failed', false, true],
    [504, 'failed', false, true],
  ] as const)('turns HTTP %i into %s; retryable for a paid call: %s, for a reading call: %s', (status, category, paid, reading) => {
    expect(gatewayError(answer(status), request, false)).toMatchObject({ category, retryable: paid });
    expect(gatewayError(answer(status), request, true)).toMatchObject({ category, retryable: reading });
  });

  it('says that nothing is billed only for a throttle and for a request that is too large', () => {
    expect([429, 413, 503].map((status) => gatewayError(answer(status), request, false)?.billed)).toEqual([false, false, null]);
  });

  it('names the size of a request that is too large', () => {
    expect(gatewayError(answer(413), request, false)?.message).toContain(`${1234 + request.url.length} bytes`);
  });

  it.each([200, 304, 400, 401, 403, 404, 428, 430, 500, 501, 505])('returns undefined for HTTP %i', (status) => {
    expect(gatewayError(answer(status), request, false)).toBeUndefined();
  });

  it('names the target of a redirect without its query', () => {
    const error = gatewayError(answer(302, { location: 'https://login.example/in?ticket=s3cret#x' }), request, false);
    expect(error).toMatchObject({ category: 'unreadable', code: 'redirect', retryable: false });
    expect(error?.message).toBe('the answer is a redirect to https://login.example/in (HTTP 302); idv does not follow redirects');
  });
});

describe('redirectTarget', () => {
  it.each([
    [302, '/in', 'https://faceid.example/in'],
    [301, '//other.example', 'https://other.example/'],
    [307, 'http://user:s3cret@a.example/x', 'http://a.example/x'],
    [308, 'https://a.example/\u001b[31m\u202e', 'https://a.example/%1B[31m%E2%80%AE'],
    [302, `https://a.example/${'x'.repeat(500)}`, `https://a.example/${'x'.repeat(182)}`],
    [302, 'https://', 'an invalid URL'],
    [302, 'mailto:a@b', 'a@b'],
    [200, '/in', undefined],
    [400, '/in', undefined],
  ])('of HTTP %i with location %j is %j', (status, location, target) => {
    expect(redirectTarget(answer(status, { location }), request.url)).toBe(target);
  });

  it('is undefined without a location', () => {
    expect(redirectTarget(answer(302), request.url)).toBeUndefined();
  });
});
