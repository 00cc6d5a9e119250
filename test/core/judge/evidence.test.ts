import { describe, expect, it } from 'vitest';
import { IdvError } from '../../../src/core/errors.ts';
import type { Check } from '../../../src/core/judge/judgement.ts';
import { allActions } from '../../../src/vendors/catalogue.ts';
import { tencentCodes } from '../../../src/vendors/tencent/codes/table.ts';
import { exitOf, outcomeOf, resultOf } from '../../support/judged.ts';

const declared = (name: string) => {
  const action = allActions.find((candidate) => candidate.name === name);
  if (!action) throw new Error(`there is no ${name}`);
  return action;
};

const asked = (required: readonly Check[] = [], threshold?: number) => ({ required, ...(threshold === undefined ? {} : { threshold }) });
const exit = (name: string, fields: Record<string, unknown>, required?: readonly Check[], threshold?: number): number =>
  exitOf(resultOf(fields), declared(name), tencentCodes, asked(required, threshold));
const checked = (name: string, fields: Record<string, unknown>) => {
  const outcome = outcomeOf(resultOf(fields), declared(name), tencentCodes);
  return outcome instanceof IdvError ? outcome.code : { verdict: outcome.verdict, checked: outcome.checked, score: outcome.score };
};

const live = { ErrorCode: '0', LiveErrorCode: '0', CompareErrorCode: '', CompareErrorMsg: '', Sim: 0 };
const compared = { ...live, CompareErrorCode: '0', Sim: 91 };
const card = { IsPass: true };
const sdk = (compare: readonly unknown[], cards: readonly unknown[] = []) => ({
  Result: '0',
  CompareResults: compare,
  CardVerifyResults: cards,
});
const attempt = (more: Record<string, unknown>) => ({ ErrorCode: 0, LivenessErrorCode: 0, ...more });
const web = (details: readonly unknown[] | null, cards: readonly unknown[] | null = null) => ({
  ErrorCode: 0,
  VerificationDetailList: details,
  OCRResult: cards,
});
const comparedOnPage = attempt({ CompareErrorCode: 0, Similarity: 88.5 });

describe('a required check must show in the answer', () => {
  it.each<[string, readonly Check[], Record<string, unknown>, number]>([
    ['GetFaceIdResultIntl', ['liveness', 'comparison'], { Result: '0' }, 23],
    ['GetFaceIdResultIntl', ['liveness', 'comparison'], { Result: '0', Similarity: null }, 23],
    ['GetFaceIdResultIntl', ['liveness', 'comparison'], { Result: '0', Similarity: 0 }, 23],
    ['GetFaceIdResultIntl', ['liveness', 'comparison'], { Result: '0', Similarity: '96' }, 23],
    ['GetFaceIdResultIntl', ['liveness', 'comparison'], { Result: '0', Similarity: 101 }, 23],
    ['GetFaceIdResultIntl', ['liveness', 'comparison'], { Result: '0', Similarity: 96 }, 0],
    ['GetFaceIdResultIntl', ['document'], { Result: '0', Similarity: 96 }, 23],
    ['GetSdkVerificationResult', ['liveness', 'comparison'], sdk([live]), 23],
    ['GetSdkVerificationResult', ['liveness', 'comparison'], sdk([{ ...live, CompareErrorCode: null, Sim: null }]), 23],
    ['GetSdkVerificationResult', ['liveness', 'comparison'], sdk([compared]), 0],
    ['GetSdkVerificationResult', ['liveness', 'comparison', 'document'], sdk([compared]), 23],
    ['GetSdkVerificationResult', ['liveness', 'comparison', 'document'], sdk([compared], [{ IsPass: null }]), 23],
    ['GetSdkVerificationResult', ['liveness', 'comparison', 'document'], sdk([], [card]), 23],
    ['GetSdkVerificationResult', ['liveness', 'comparison', 'document'], sdk([compared], [card]), 0],
    ['GetSdkVerificationResult', ['liveness'], sdk([], [card]), 23],
    ['GetWebVerificationResultIntl', ['liveness', 'comparison'], web([attempt({})]), 23],
    ['GetWebVerificationResultIntl', ['liveness', 'comparison'], web([attempt({ CompareErrorCode: 0, Similarity: 0 })]), 23],
    ['GetWebVerificationResultIntl', ['liveness', 'comparison'], web([comparedOnPage]), 0],
    ['GetWebVerificationResultIntl', ['liveness', 'comparison', 'document'], web([comparedOnPage]), 23],
    ['GetWebVerificationResultIntl', ['liveness', 'comparison', 'document'], web([comparedOnPage], [card]), 0],
    ['GetWebVerificationResultIntl', ['liveness'], web(null, [card]), 23],
    ['GetWebVerificationResultIntl', ['document'], web(null, [card]), 0],
    ['GetWebVerificationResult', [], web([attempt({})]), 23],
    ['GetWebVerificationResult', [], web([comparedOnPage]), 0],
    ['GetCardVerificationResult', ['liveness'], { Status: 'Passed' }, 23],
    ['GetCardVerificationResult', ['document'], { Status: 'Passed' }, 0],
  ])('%s with %j required and the answer %j exits with %i', (name, required, fields, exitCode) =>
    expect(exit(name, fields, required)).toBe(exitCode),
  );

  it('the error names the check and the member that does not show it', () => {
    expect(
      outcomeOf(resultOf({ Result: '0', Similarity: null }), declared('GetFaceIdResultIntl'), tencentCodes, asked(['comparison'])),
    ).toMatchObject({
      code: 'missing-evidence',
      message: 'the comparison was asked for, and the answer does not show it: Similarity is null',
    });
  });

  it.each([70, 70.1, 95])('--threshold %d makes the score required', (threshold) => {
    expect(exit('GetWebVerificationResultIntl', web([attempt({ CompareErrorCode: 0, Similarity: null })]), [], threshold)).toBe(23);
    expect(exit('GetWebVerificationResultIntl', web([attempt({})]), [], threshold)).toBe(23);
    expect(exit('GetFaceIdResultIntl', { Result: '0', Similarity: 0 }, [], threshold)).toBe(23);
    expect(exit('GetSdkVerificationResult', sdk([live]), [], threshold)).toBe(23);
    expect(exit('GetSdkVerificationResult', sdk([{ ...compared, Sim: 96 }]), [], threshold)).toBe(0);
  });

  it('requires no check of an answer that does not pass', () => {
    expect(exit('GetFaceIdResultIntl', { Result: '2016', Similarity: 12 }, ['comparison', 'liveness'])).toBe(10);
    expect(exit('GetFaceIdResultIntl', { Result: '-999' }, ['comparison'])).toBe(13);
  });
});

describe('an incomplete or contradictory check', () => {
  it.each([
    ['a code without its score', 'GetSdkVerificationResult', sdk([{ ...compared, Sim: null }])],
    ['a code without its score', 'GetWebVerificationResultIntl', web([attempt({ CompareErrorCode: 0 })])],
    ['a code with a score of 0', 'GetSdkVerificationResult', sdk([{ ...compared, Sim: 0 }])],
    ['a score without its code', 'GetSdkVerificationResult', sdk([{ ...live, Sim: 90 }])],
    ['a score without its code', 'GetWebVerificationResultIntl', web([attempt({ Similarity: 90 })])],
    ['a score below the threshold', 'GetFaceIdResultIntl', { Result: '0', Similarity: 0.01 }],
    ['a score below the threshold', 'GetFaceIdResultIntl', { Result: '0', Similarity: 69.9 }],
    ['a score below the threshold', 'GetSdkVerificationResult', sdk([{ ...compared, Sim: 1 }])],
    ['a code of -0', 'GetWebVerificationResultIntl', { ...web([attempt({})]), ErrorCode: -0 }],
    ['no liveness next to a comparison', 'GetWebVerificationResultIntl', web([{ ...comparedOnPage, LivenessErrorCode: null }])],
    ['no code of the attempt', 'GetWebVerificationResultIntl', web([{ ...comparedOnPage, ErrorCode: null }])],
    ['a member of another shape', 'GetFaceIdResultIntl', { Result: '0', BestFrame: { Url: 'https://a.example/' } }],
    ['a member of another shape', 'GetLivenessResult', { Result: '0', Video: 'abc' }],
    ['an error next to the result', 'GetFaceIdResultIntl', { Result: '0', error: { Code: 'A' } }],
    ['a failure next to the result', 'GetFaceIdResultIntl', { Result: '0', Success: false }],
    ['an IsEdit that is empty text', 'GetSdkVerificationResult', sdk([live], [{ ...card, IsEdit: '' }])],
    ['no liveness next to a comparison', 'GetSdkVerificationResult', sdk([{ ...compared, LiveErrorCode: null }])],
    ['no code of the attempt', 'GetSdkVerificationResult', sdk([{ ...compared, ErrorCode: null }])],
    ['no result of the document', 'GetSdkVerificationResult', sdk([compared], [{}])],
    ['no result of the document', 'GetWebVerificationResultIntl', web([comparedOnPage], [{ IsPass: null }])],
    ['a document that is null', 'GetSdkVerificationResult', sdk([compared], [null])],
    ['reasons against liveness', 'GetFaceIdResultIntl', { Result: '0', LivenessInfoTag: ['03'] }],
    ['reasons against liveness', 'GetSdkVerificationResult', sdk([{ ...live, LivenessInfoTag: ['07'] }])],
    ['a device level of another type', 'GetFaceIdResultIntl', { Result: '0', DeviceInfoLevel: 4 }],
    ['an undocumented device level', 'GetFaceIdResultIntl', { Result: '0', DeviceInfoLevel: '5' }],
    ['an IsEdit that is text', 'GetSdkVerificationResult', sdk([live], [{ ...card, IsEdit: 'true' }])],
  ])('%s makes the answer of %s unreadable: %j', (_what, name, fields) => expect(exit(name, fields)).toBe(23));
});

describe('checked', () => {
  it.each<[string, Record<string, unknown>, readonly Check[], number | null]>([
    ['GetFaceIdResultIntl', { Result: '0', Similarity: 0 }, ['liveness'], null],
    ['GetFaceIdResultIntl', { Result: '0', Similarity: null, LivenessInfoTag: null }, ['liveness'], null],
    ['GetFaceIdResultIntl', { Result: '0', Similarity: 98.8, DeviceInfoLevel: '3' }, ['liveness', 'comparison'], 98.8],
    ['GetSdkVerificationResult', sdk([live]), ['liveness'], null],
    ['GetSdkVerificationResult', sdk([live], [card]), ['liveness', 'document'], null],
    [
      'GetSdkVerificationResult',
      sdk([{ ...live, LiveErrorCode: '1004' }, compared], [{ IsPass: false }, card]),
      ['liveness', 'comparison', 'document'],
      91,
    ],
    ['GetWebVerificationResultIntl', web([attempt({ CompareErrorCode: 0, Similarity: 0 })], [card]), ['liveness', 'document'], null],
    ['GetWebVerificationResultIntl', web([attempt({})], []), ['liveness'], null],
    ['GetWebVerificationResultIntl', web([comparedOnPage]), ['liveness', 'comparison'], 88.5],
  ])('of a pass of %s with %j is %j, with the score %j', (name, fields, checks, score) => {
    expect(checked(name, fields)).toEqual({ verdict: 'pass', checked: checks, score });
  });

  it('of a failure holds the checks that the answer shows as done', () => {
    const fields = {
      Result: '2016',
      CompareResults: [{ ErrorCode: '2016', LiveErrorCode: '0', CompareErrorCode: '2016', Sim: 9.2 }],
      CardVerifyResults: [card],
    };
    expect(checked('GetSdkVerificationResult', fields)).toMatchObject({
      verdict: 'mismatch',
      checked: expect.arrayContaining(['liveness', 'document']),
    });
  });

  it.each([
    [
      'GetWebVerificationResultIntl',
      { ErrorCode: 1207, VerificationDetailList: [{ ErrorCode: 1207, LivenessErrorCode: 1207, CompareErrorCode: 0, Similarity: 0 }] },
    ],
    [
      'GetSdkVerificationResult',
      { Result: '1002', CompareResults: [{ ErrorCode: '1002', LiveErrorCode: '1002', CompareErrorCode: '0', Sim: null }] },
    ],
  ])('of a failure leaves out a comparison without a score: %s', (name, fields) => {
    expect(checked(name, fields)).toMatchObject({ checked: ['liveness'], score: null });
  });

  it.each([
    ['GetFaceIdResultIntl', { Result: '-999', Similarity: 96 }, 'pending'],
    ['GetWebVerificationResultIntl', { ErrorCode: 15, VerificationDetailList: [comparedOnPage] }, 'expired'],
  ])('is empty when %s has no result yet or no more: %j', (name, fields, verdict) => {
    expect(checked(name, fields)).toEqual({ verdict, checked: [], score: null });
  });
});

describe('what needs a review by a person', () => {
  it.each([
    ['GetFaceIdResultIntl', { Result: '0', DeviceInfoLevel: '4' }],
    ['GetSdkVerificationResult', { ...sdk([live]), DeviceInfoLevel: '4' }],
    ['GetSdkVerificationResult', sdk([live], [{ ...card, IsEdit: true }])],
    ['GetSdkVerificationResult', sdk([live], [{ ...card, IsEdit: false, EditDetails: [{ FieldName: 'x' }] }])],
  ])('is the answer of %s with %j', (name, fields) =>
    expect(checked(name, fields)).toMatchObject({ verdict: 'review', checked: expect.arrayContaining(['liveness']) }),
  );

  it.each(['1', '2', '3', '', null])('does not include a device of level %j', (DeviceInfoLevel) => {
    expect(exit('GetFaceIdResultIntl', { Result: '0', DeviceInfoLevel })).toBe(0);
  });

  it('does not include a check that the account has not enabled: the verdict stays pass, with a notice', () => {
    const outcome = outcomeOf(
      resultOf(sdk([live], [{ ...card, WarnCardInfos: [-9109] }])),
      declared('GetSdkVerificationResult'),
      tencentCodes,
    );
    expect(outcome).toMatchObject({ verdict: 'pass', notices: [expect.stringContaining('-9109')] });
    expect(exit('GetSdkVerificationResult', sdk([live], [{ ...card, WarnCardInfos: [-9109, -9102] }]))).toBe(15);
  });
});

it('judge takes the billing from ChargeCount of the answer, not from the published rule', () => {
  const billed = (ChargeCount: unknown) =>
    outcomeOf(resultOf({ ...sdk([live]), ChargeCount }), declared('GetSdkVerificationResult'), tencentCodes);
  expect(billed(2)).toMatchObject({ billed: true });
  expect(billed(0)).toMatchObject({ billed: false });
  for (const strange of ['1', -1, 1.5, null]) expect(billed(strange)).not.toMatchObject({ billed: false });
});

it('the verdict for a page that has expired is that of its last attempt', () => {
  const page = (ErrorCode: number) => ({ ErrorCode: 14, VerificationDetailList: [attempt({ ErrorCode: 0 }), { ErrorCode }] });
  expect(exit('GetWebVerificationResultIntl', page(1101))).toBe(12);
  // The complete result is not a success.
  expect(exit('GetWebVerificationResultIntl', page(0))).toBe(14);
  expect(exit('GetWebVerificationResultIntl', { ErrorCode: 14, VerificationDetailList: [] })).toBe(14);
  // A page that has expired cannot be pending.
  expect(exit('GetWebVerificationResultIntl', page(17))).toBe(14);
  const mismatch = { ErrorCode: 2016, LivenessErrorCode: 0, CompareErrorCode: 2016, Similarity: 40 };
  expect(checked('GetWebVerificationResultIntl', { ErrorCode: 14, VerificationDetailList: [mismatch] })).toEqual({
    verdict: 'mismatch',
    checked: ['liveness', 'comparison'],
    score: 40,
  });
});

it.each(['GetFaceIdResultIntl', 'GetFaceIdTokenIntl', 'GenerateReflectSequence', 'CreateUploadUrl'])(
  '%s is refused without a RequestId',
  (name) => {
    const fields = { Result: '0', SdkToken: 'a', ReflectSequenceUrl: 'a', UploadUrl: 'a', ResourceUrl: 'a' };
    const outcome = (requestId: string | undefined) => outcomeOf({ kind: 'result', fields, requestId }, declared(name), tencentCodes);
    expect(outcome('r-1')).toMatchObject({ verdict: 'pass' });
    expect(outcome(undefined)).toMatchObject({ exitCode: 23, code: 'no-request-id' });
  },
);

it.each([
  ['GetFaceIdTokenIntl', { SdkToken: ' ' }],
  ['GetFaceIdTokenIntl', { SdkToken: null }],
  ['GenerateReflectSequence', { ReflectSequenceMd5: 'a' }],
  ['GenerateReflectSequence', { ReflectSequenceUrl: '' }],
  ['CreateUploadUrl', { UploadUrl: 'a' }],
])('%s is refused without the value that it is called for: %j', (name, fields) => {
  expect(exit(name, fields)).toBe(23);
});
