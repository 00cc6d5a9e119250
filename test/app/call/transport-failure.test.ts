import { describe, expect, it } from 'vitest';
import { transportFailure } from '../../../src/app/call/failure.ts';
import { TransportError } from '../../../src/core/http.ts';

type Kind = TransportError['kind'];
const failed = (kind: Kind, sent: boolean, readOnly: boolean, reason?: string) => {
  const controller = new AbortController();
  if (reason !== undefined) controller.abort(reason);
  return transportFailure(new TransportError(kind, 'what happened', { sent, hint: 'what helps' }), readOnly, controller.signal);
};

describe('transportFailure', () => {
  // The kind, and the exit code when nothing was sent, when a reading call was sent, and when a paid call was sent.
  it.each([
    ['name', 30, 30, 32],
    ['connect', 30, 30, 32],
    ['proxy', 30, 30, 32],
    ['tls', 30, 30, 32],
    ['reset', 30, 30, 32],
    ['timeout', 31, 31, 32],
    ['too-large', 23, 23, 23],
    ['protocol', 2, 23, 23],
    ['config', 3, 3, 3],
    ['internal', 70, 70, 70],
  ] as const)('gives %s the exit codes %i, %i and %i', (kind, unsent, reading, paid) => {
    expect([failed(kind, false, false), failed(kind, true, true), failed(kind, true, false)].map(({ exitCode }) => exitCode)).toEqual([
      unsent,
      reading,
      paid,
    ]);
  });

  it.each([
    ['name', true],
    ['connect', true],
    ['reset', true],
    ['timeout', true],
    ['proxy', false],
    ['tls', false],
    ['config', false],
    ['protocol', false],
    ['aborted', false],
    ['internal', false],
  ] as const)('before anything was sent, a %s failure is retryable: %s', (kind, retryable) => {
    expect(failed(kind, false, false)).toMatchObject({ retryable, billed: false });
  });

  it('is not retryable after a paid call was sent, and is after a reading call was sent', () => {
    for (const kind of ['reset', 'timeout'] as const) {
      expect(failed(kind, true, false)).toMatchObject({ retryable: false, billed: null, hint: expect.stringContaining('billed') });
      expect(failed(kind, true, true)).toMatchObject({ retryable: true, hint: expect.stringContaining('only reads') });
    }
  });

  it.each(['name', 'connect', 'proxy', 'tls', 'timeout', 'config', 'protocol'] as const)(
    'for %s says that nothing was sent, and adds the hint',
    (kind) => {
      expect(failed(kind, false, false).hint).toBe('nothing was sent; what helps');
    },
  );

  it.each([
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('for %s has the exit code of the signal, and says whether anything was sent', (signal, exitCode) => {
    expect(failed('aborted', false, false, signal)).toMatchObject({
      exitCode,
      billed: false,
      hint: expect.stringContaining('nothing was sent'),
    });
    expect(failed('aborted', true, false, signal)).toMatchObject({ exitCode, billed: null, hint: expect.stringContaining('billed') });
  });
});
