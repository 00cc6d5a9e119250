import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/core/answer.ts';
import { IdvError } from '../../../src/core/errors.ts';
import { exitCodeOfVerdict } from '../../../src/core/exit.ts';
import { judge } from '../../../src/core/judge/judge.ts';
import { allActions } from '../../../src/vendors/catalogue.ts';
import { compareFaceLiveness as action } from '../../../src/vendors/tencent/actions/compare-face-liveness.ts';
import { livenessResults } from '../../../src/vendors/tencent/codes/liveness-results.ts';
import { tencentCodes as codes } from '../../../src/vendors/tencent/codes/table.ts';

const result = (fields: Record<string, unknown>): Answer => ({ kind: 'result', fields, requestId: 'r-1' });
const refusal = (code: string): Answer => ({ kind: 'refusal', code, message: 'said by the service', requestId: 'r-1' });
const judged = (answer: Answer, threshold?: number) => judge(answer, { action, codes, threshold });

function failureOf(run: () => unknown): IdvError {
  try {
    run();
  } catch (error) {
    if (error instanceof IdvError) return error;
    throw error;
  }
  throw new Error('it did not throw');
}

describe('judge', () => {
  it('passes the documented success with a score above the threshold, and names the checks', () => {
    expect(judged(result({ Result: 'Success', Description: 'Success', Sim: 96.3 }))).toMatchObject({
      verdict: 'pass',
      checked: ['liveness', 'comparison'],
      score: 96.3,
      threshold: 70,
      reason: { code: 'Success' },
    });
  });

  it.each([
    ['the decision is absent', {}],
    ['the decision is null', { Result: null, Sim: 99 }],
    ['the decision is a number', { Result: 0, Sim: 99 }],
    ['the decision is true', { Result: true, Sim: 99 }],
    ['the decision has other letters', { Result: 'success', Sim: 99 }],
    ['the decision has a blank', { Result: 'Success ', Sim: 99 }],
    ['the code is new', { Result: 'FailedOperation.SomethingNew', Sim: 99 }],
    ['the code is the name of an object property', { Result: 'constructor', Sim: 99 }],
    ['the score is absent', { Result: 'Success' }],
    ['the score is null', { Result: 'Success', Sim: null }],
    ['the score is text', { Result: 'Success', Sim: '99' }],
    ['the score is not a number', { Result: 'Success', Sim: Number.NaN }],
    ['the score is above 100', { Result: 'Success', Sim: 101 }],
    ['the score contradicts the success', { Result: 'Success', Sim: 12 }],
  ])('exits with 23 when %s', (_why, fields) => {
    const error = failureOf(() => judged(result(fields)));
    expect(error.exitCode).toBe(23);
    expect(error.requestId).toBe('r-1');
  });

  it('passes only the documented value, whatever the members hold', () => {
    const wrong = fc.constantFrom(' Success', 'success', 'Success\0', ['Success'], { Success: true }, 0);
    const decision = fc.oneof(fc.anything(), wrong, fc.constant('Success'));
    const score = fc.oneof(fc.anything(), fc.constantFrom(69.99, 100.01, '99'), fc.integer({ min: 60, max: 110 }));
    const anything = fc.record({ Result: decision, Sim: score, Description: fc.anything() }, { requiredKeys: [] });
    let passed = 0;
    fc.assert(
      fc.property(anything, (fields) => {
        let verdict: string | null;
        try {
          verdict = judged(result(fields)).verdict;
        } catch (error) {
          expect(error).toBeInstanceOf(IdvError);
          return;
        }
        if (verdict !== 'pass') return;
        passed += 1;
        expect(fields.Result).toBe('Success');
        expect(fields.Sim).toBeGreaterThanOrEqual(70);
        expect(fields.Sim).toBeLessThanOrEqual(100);
      }),
      { numRuns: 500 },
    );
    expect(passed).toBeGreaterThan(0);
  });

  it('raises the threshold to --threshold and never lowers it', () => {
    const answer = result({ Result: 'Success', Sim: 75 });
    expect(judged(answer, 80)).toMatchObject({ verdict: 'mismatch', threshold: 80, reason: { code: 'below-threshold' } });
    expect(judged(answer, 75).verdict).toBe('pass');
    expect(failureOf(() => judged(result({ Result: 'Success', Sim: 50 }), 40)).exitCode).toBe(23);
  });

  it('maps every documented failure to a verdict other than pass, or to an error of the service', () => {
    for (const code of livenessResults) {
      let exitCode: number;
      try {
        exitCode = exitCodeOfVerdict(judged(result({ Result: code, Sim: 0 })).verdict);
      } catch (error) {
        exitCode = (error as IdvError).exitCode;
      }
      expect([10, 11, 12, 22], code).toContain(exitCode);
      expect(codes[code]?.hint, code).toMatch(/\w{3}/);
    }
  });

  it.each([
    ['FailedOperation.CompareLowSimilarity', 10],
    ['FailedOperation.LivessDetectFake', 11],
    ['FailedOperation.SilentPictureLiveFail', 11],
    ['FailedOperation.SilentFaceQualityFail', 12],
    ['FailedOperation.ActionFirstAction', 12],
  ])('gives %s the same exit code as a result and as an error answer', (code, exitCode) => {
    expect(exitCodeOfVerdict(judged(result({ Result: code, Sim: 9.21 })).verdict)).toBe(exitCode);
    expect(exitCodeOfVerdict(judged(refusal(code)).verdict)).toBe(exitCode);
  });

  it('shows a score only for the results that the manual calls valid for it', () => {
    expect(judged(result({ Result: 'FailedOperation.CompareLowSimilarity', Sim: 9.21 })).score).toBe(9.21);
    expect(judged(result({ Result: 'FailedOperation.LivessDetectFake', Sim: 0 })).score).toBeNull();
  });

  it.each([
    ['FailedOperation.CompareSystemError', 22],
    ['FailedOperation.LivessSystemError', 22],
    ['FailedOperation.LipNetFailed', 22],
    ['FailedOperation.DownLoadError', 22],
    ['AuthFailure.SignatureFailure', 20],
    ['AuthFailure.SomethingNew', 20],
    ['RequestLimitExceeded', 21],
    ['UnauthorizedOperation.Arrears', 21],
    ['InternalError', 22],
    ['NeverHeardOf', 20],
  ])('on %s exits with %i and keeps the code', (code, exitCode) => {
    const error = failureOf(() => judged(refusal(code)));
    expect(error).toMatchObject({ exitCode, code, requestId: 'r-1', message: 'said by the service' });
  });

  it('gives no evidence and no failed verdict for an action without a judgement', () => {
    expect(judge(result({ SdkToken: 'x' }), { action: { name: 'X' }, codes, threshold: undefined })).toMatchObject({
      verdict: 'pass',
      checked: [],
      score: null,
      threshold: null,
      reason: { code: 'answered' },
    });
    expect(
      failureOf(() => judge(refusal('FailedOperation.ImageBlur'), { action: { name: 'X' }, codes, threshold: undefined })).exitCode,
    ).toBe(20);
  });
});

describe('a result with several members', () => {
  const sdk = allActions.find(({ name }) => name === 'GetSdkVerificationResult');
  const web = allActions.find(({ name }) => name === 'GetWebVerificationResultIntl');
  const faceId = allActions.find(({ name }) => name === 'GetFaceIdResultIntl');
  const exitOf = (declared: typeof sdk, fields: Record<string, unknown>): number => {
    try {
      return exitCodeOfVerdict(judge(result(fields), { action: declared ?? { name: '?' }, codes, threshold: undefined }).verdict);
    } catch (error) {
      return (error as IdvError).exitCode;
    }
  };
  const compared = { ErrorCode: '0', LiveErrorCode: '0', CompareErrorCode: '0', Sim: 96 };

  it('passes when the last entry agrees', () => {
    expect(exitOf(sdk, { Result: '0', CompareResults: [{ ...compared, ErrorCode: '2016' }, compared] })).toBe(0);
  });

  it.each([
    ['the last entry disagrees', { Result: '0', CompareResults: [compared, { ...compared, ErrorCode: '2016' }] }],
    ['the list is an object', { Result: '0', CompareResults: { ErrorCode: '1004', Sim: 3 } }],
    ['the list is text', { Result: '0', CompareResults: 'x', CardVerifyResults: { IsPass: false } }],
    ['the last entry is null', { Result: '0', CompareResults: [compared, null] }],
    ['the last entry is a list', { Result: '0', CompareResults: [compared, []] }],
    ['nothing was checked', { Result: '0', CompareResults: [] }],
    ['the score is text', { Result: '0', CompareResults: [{ ...compared, Sim: '96' }] }],
  ])('exits with 23 when %s', (_why, fields) => expect(exitOf(sdk, fields)).toBe(23));

  it('exits with 23 when a page passes and its details are missing or not a list', () => {
    expect(exitOf(web, { ErrorCode: 0 })).toBe(23);
    expect(exitOf(web, { ErrorCode: 0, VerificationDetailList: { ErrorCode: 1004 } })).toBe(23);
  });

  it('exits with 23 when the similarity is not a number from 0 to 100', () => {
    for (const Similarity of ['99', -5, 101, true]) expect(exitOf(faceId, { Result: '0', Similarity })).toBe(23);
  });

  it('exits with 23 when no token was issued', () => {
    const token = allActions.find(({ name }) => name === 'GetFaceIdTokenIntl');
    expect(exitOf(token, { SdkToken: null })).toBe(23);
    expect(exitOf(token, {})).toBe(23);
    expect(exitOf(token, { SdkToken: 'abc' })).toBe(0);
  });
});
