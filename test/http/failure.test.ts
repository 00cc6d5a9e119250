import { describe, expect, it } from 'vitest';
import { exchangeFailure, type Progress } from '../../src/http/failure.ts';

const before: Progress = { target: 'a.test:443', proxy: undefined, phase: 'connecting', sent: false };

describe('exchangeFailure before anything was sent', () => {
  it('is a fault of idv where nobody knows it', () => {
    expect(exchangeFailure(new TypeError('x is not a function'), before)).toMatchObject({ kind: 'internal', sent: false });
  });

  it('is a protocol fault only for what cannot be written as HTTP', () => {
    const cause = Object.assign(new Error('invalid header'), { code: 'UND_ERR_INVALID_ARG' });
    expect(exchangeFailure(cause, before)).toMatchObject({ kind: 'protocol', sent: false });
  });
});
