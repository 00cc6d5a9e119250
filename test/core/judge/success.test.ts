import { describe, expect, it } from 'vitest';
import { codeEntry } from '../../../src/core/declare/codes.ts';
import { IdvError } from '../../../src/core/errors.ts';
import { exitCodeOfVerdict } from '../../../src/core/exit.ts';
import { judge } from '../../../src/core/judge/judge.ts';
import type { Judgement, Signal } from '../../../src/core/judge/judgement.ts';

const spoof = codeEntry({ verdict: 'spoof' }, 'person', 'fixed');
const pending = codeEntry({ verdict: 'pending' }, 'you', 'fixed');
const failed = codeEntry({ category: 'failed' }, 'vendor', 'never');
const decision: Signal = {
  path: 'R',
  type: 'String',
  success: 'yes',
  results: ['no'],
  codes: { no: codeEntry({ verdict: 'mismatch' }, 'person', 'fixed')('another person', 'look again') },
};
const base: Judgement = { checked: ['comparison'], decision };
const attack: Signal = {
  path: 'A',
  type: 'String',
  success: 'false',
  results: ['true'],
  codes: { true: spoof('an attack', 'a new photo') },
};
const ran: Signal = {
  path: 'C',
  type: 'String',
  success: 'OK',
  results: ['WAIT', 'DOWN'],
  codes: { WAIT: pending('not yet', 'later'), DOWN: failed('down', 'report it') },
  required: true,
};

const judged = (judgement: Judgement, fields: Record<string, unknown>, threshold?: number) =>
  judge({ kind: 'result', fields, requestId: 'r-1' }, { action: { name: 'X', judgement }, codes: {}, threshold });

function exitOf(judgement: Judgement, fields: Record<string, unknown>): number {
  try {
    return exitCodeOfVerdict(judged(judgement, fields).verdict);
  } catch (error) {
    if (error instanceof IdvError) return error.exitCode;
    throw error;
  }
}

describe('a veto', () => {
  const judgement: Judgement = { ...base, vetoes: [attack, ran] };

  it.each([
    [{ R: 'yes', A: 'false', C: 'OK' }, 0],
    [{ R: 'no', A: 'false', C: 'OK' }, 10],
    [{ R: 'yes', A: 'true', C: 'OK' }, 11],
    [{ R: 'no', A: 'true', C: 'WAIT' }, 11],
    [{ R: 'yes', A: 'false', C: 'WAIT' }, 13],
    [{ R: 'yes', A: 'false', C: 'DOWN' }, 22],
    [{ R: 'no', A: 'false', C: 'NEW' }, 23],
    [{ R: 'yes', A: 'false', C: null }, 23],
    [{ R: 'yes', A: 'false' }, 23],
    [{ R: 'yes', A: 'false', C: true }, 23],
    [{ R: 'yes', A: null, C: 'OK' }, 0],
    [{ R: 'yes', A: true, C: 'OK' }, 0],
  ])('%j: exit %i', (fields, exitCode) => expect(exitOf(judgement, fields)).toBe(exitCode));

  it('does not apply to a refusal, which lacks every member', () => {
    const refusal = { kind: 'refusal' as const, code: 'Denied', message: 'no right', requestId: 'r-1' };
    const codes = { Denied: codeEntry({ category: 'limited' }, 'you', 'fixed')('denied', 'ask') };
    const run = () => judge(refusal, { action: { name: 'X', judgement }, codes, threshold: undefined });
    expect(run).toThrow(expect.objectContaining({ exitCode: 21, code: 'Denied', message: 'no right' }));
  });
});

describe('a witness', () => {
  const whole: Judgement = { ...base, vetoes: [attack], witnesses: [{ ...attack, required: true }] };

  it.each([
    [{ R: 'yes', A: 'false' }, 0],
    [{ R: 'yes', A: true }, 23],
    [{ R: 'yes', A: 'TRUE' }, 23],
    [{ R: 'yes' }, 23],
    [{ R: 'yes', A: null }, 23],
    [{ R: 'no' }, 10],
    [{ R: 'no', A: 7 }, 10],
  ])('that is required, with %j: exit %i', (fields, exitCode) => expect(exitOf(whole, fields)).toBe(exitCode));

  const label: Signal = {
    path: 'L',
    type: 'String',
    success: 'normal',
    results: ['fake'],
    codes: { fake: spoof('fake', 'again') },
    overrules: true,
  };

  it.each([
    [{ R: 'yes', L: 'normal' }, 0],
    [{ R: 'yes', L: 'fake' }, 11],
    [{ R: 'no', L: 'fake' }, 10],
    [{ R: 'yes', L: 'other' }, 23],
    [{ R: 'yes', L: 7 }, 23],
    [{ R: 'yes' }, 0],
  ])('that takes precedence, with %j: exit %i', (fields, exitCode) =>
    expect(exitOf({ ...base, witnesses: [label] }, fields)).toBe(exitCode),
  );

  it('that takes precedence gives the reason under its own name', () => {
    expect(judged({ ...base, witnesses: [label] }, { R: 'yes', L: 'fake' }).reason).toEqual({ code: 'L=fake', message: 'fake' });
  });
});

describe('a score', () => {
  const score = { path: 'S', of: 'comparison', threshold: 80, validFor: ['yes', 'no'], required: true } as const;

  it.each([
    ['mismatch', 79, undefined, 'mismatch'],
    ['review', 79, undefined, 'review'],
    ['review', 85, 90, 'review'],
    ['mismatch', 85, 90, 'mismatch'],
    ['review', 80, undefined, 'pass'],
  ] as const)('with below: %s turns %d with --threshold %s into %s', (below, S, threshold, verdict) => {
    expect(judged({ ...base, score: { ...score, below } }, { R: 'yes', S }, threshold).verdict).toBe(verdict);
  });

  it('below the published threshold contradicts a success, unless "below" is declared', () => {
    expect(() => judged({ ...base, score }, { R: 'yes', S: 79 })).toThrow(expect.objectContaining({ exitCode: 23, code: 'contradiction' }));
    expect(judged({ ...base, score }, { R: 'yes', S: 85 }, 90).verdict).toBe('mismatch');
  });

  const measured: Judgement = {
    checked: ['liveness'],
    decision: { path: 'S', type: 'Score', success: 'reached', results: ['under'], codes: { under: spoof('too low', 'again') } },
    score: { ...score, of: 'liveness', validFor: ['reached', 'under'] },
  };

  it.each([
    [{ S: 80 }, 0],
    [{ S: 79.99 }, 11],
    [{ S: '99' }, 23],
    [{ S: 101 }, 23],
    [{ S: Number.NaN }, 23],
    [{ S: null }, 23],
    [{}, 23],
    [{ S: 'reached' }, 23],
  ])('that is itself the decision, with %j: exit %i', (fields, exitCode) => expect(exitOf(measured, fields)).toBe(exitCode));

  it('that is itself the decision gives the measured value and the threshold as the reason', () => {
    expect(judged(measured, { S: 79 }).reason.message).toMatch(/^liveness rate 79 is below the threshold of 80/);
    expect(
      judged({ ...measured, checked: ['comparison'], score: { ...score, validFor: ['reached', 'under'] } }, { S: 99 }, 95),
    ).toMatchObject({
      threshold: 95,
      reason: { message: expect.stringMatching(/^similarity 99 is above the threshold of 95/) },
    });
  });

  it('without a threshold never passes', () => {
    expect(exitOf({ ...measured, score: { ...score, threshold: null, validFor: ['reached'] } }, { S: 100 })).not.toBe(0);
  });
});

it('only a job may pass with no checks', () => {
  expect(exitOf({ ...base, checked: [] }, { R: 'yes' })).toBe(23);
  expect(judged({ ...base, checked: [], ofJob: true }, { R: 'yes' })).toMatchObject({ verdict: 'pass', checked: [] });
});
