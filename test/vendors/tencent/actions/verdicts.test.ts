import { describe, expect, it } from 'vitest';
import { applyCardVerification } from '../../../../src/vendors/tencent/actions/apply-card-verification.ts';
import { tencentCodes } from '../../../../src/vendors/tencent/codes/table.ts';
import { exitOf, outcomeOf, refusalOf, resultOf } from '../../../support/judged.ts';
import { declared } from '../../../support/tencent-manual.ts';

/** The last attempt on a page, the last check of the SDK, and a document. All three are good. */
const attempt = { ErrorCode: 0, LivenessErrorCode: 0, CompareErrorCode: 0, Similarity: 91.5 };
const compared = { ErrorCode: '0', LiveErrorCode: '0', CompareErrorCode: '0', Sim: 91.5 };
const document = { IsPass: true, WarnCardInfos: [] };

type Fields = Readonly<Record<string, unknown>>;

const exit = (name: string, fields: Fields): number => exitOf(resultOf(fields), declared(name), tencentCodes);

describe('a success that another part of the answer contradicts', () => {
  it.each([
    ['the last comparison', 'GetSdkVerificationResult', { Result: '0', CompareResults: [compared, { ...compared, ErrorCode: '2016' }] }],
    ['the last liveness check', 'GetSdkVerificationResult', { Result: '0', CompareResults: [{ ...compared, LiveErrorCode: '1004' }] }],
    ['an empty comparison', 'GetSdkVerificationResult', { Result: '0', CompareResults: [{ ...compared, CompareErrorCode: '' }] }],
    ['a code that is a number', 'GetSdkVerificationResult', { Result: '0', CompareResults: [{ ...compared, ErrorCode: 0 }] }],
    ['the document', 'GetSdkVerificationResult', { Result: '0', CardVerifyResults: [document, { IsPass: false }] }],
    ['a document with text instead of a boolean', 'GetSdkVerificationResult', { Result: '0', CardVerifyResults: [{ IsPass: 'true' }] }],
    ['the last attempt', 'GetWebVerificationResultIntl', { ErrorCode: 0, VerificationDetailList: [attempt, { ErrorCode: 1004 }] }],
    [
      'the comparison of the last attempt',
      'GetWebVerificationResult',
      { ErrorCode: 0, VerificationDetailList: [{ ...attempt, CompareErrorCode: 1 }] },
    ],
    [
      'the similarity of the last attempt',
      'GetWebVerificationResult',
      { ErrorCode: 0, VerificationDetailList: [{ ...attempt, Similarity: 12 }] },
    ],
    ['the document of a page', 'GetWebVerificationResultIntl', { ErrorCode: 0, OCRResult: [{ IsPass: false }] }],
    ['a low similarity', 'DetectReflectLivenessAndCompare', { Result: 'Success', Sim: 69.9 }],
    ['no similarity', 'VideoLivenessCompare', { Result: 'Success', Sim: null }],
  ])('exits with 23: %s', (_what, name, fields) => expect(exit(name, fields)).toBe(23));
});

describe('the checks that a pass lists', () => {
  it.each([
    ['GetFaceIdResultIntl', { Result: '0', Similarity: null }, ['liveness']],
    ['GetFaceIdResultIntl', { Result: '0' }, ['liveness']],
    [
      'GetSdkVerificationResult',
      { Result: '0', CompareResults: [{ ErrorCode: '0', LiveErrorCode: '0', CompareErrorCode: null }] },
      ['liveness'],
    ],
    ['GetSdkVerificationResult', { Result: '0', CompareResults: [compared], CardVerifyResults: null }, ['liveness', 'comparison']],
    ['GetWebVerificationResultIntl', { ErrorCode: 0, VerificationDetailList: null, OCRResult: [document] }, ['document']],
    ['GetWebVerificationResultIntl', { ErrorCode: 0, VerificationDetailList: [{ ErrorCode: 0, LivenessErrorCode: 0 }] }, ['liveness']],
  ])('for %s with %j are %j', (name, fields, checked) => {
    expect(outcomeOf(resultOf(fields), declared(name), tencentCodes)).toMatchObject({ verdict: 'pass', checked });
  });
});

/** An eKYC process that checked only liveness. */
const sdkPass = { Result: '0', CompareResults: [{ ErrorCode: '0', LiveErrorCode: '0', CompareErrorCode: '', Sim: 0 }] };

describe('a document', () => {
  it.each(['PASSED', 'Passed'])('passes with the status %s', (Status) => expect(exit('GetCardVerificationResult', { Status })).toBe(0));

  it.each([
    ['WARNING', 15],
    ['REJECTED', 10],
    ['PROCESSING', 13],
    ['passed', 23],
    ['pAsSeD', 23],
    ['Processing', 23],
    ['rejected', 23],
  ])('with the status %s exits with %i', (Status, exitCode) => expect(exit('GetCardVerificationResult', { Status })).toBe(exitCode));

  it.each([
    [
      'GetCardVerificationResult',
      { Status: 'Passed', WarnInfo: ['anything', '-9101'] },
      'accepted with warnings: text of 8 characters, -9101',
    ],
    ['GetSdkVerificationResult', { ...sdkPass, CardVerifyResults: [{ IsPass: true, WarnCardInfos: [-9102] }] }, 'photocopy'],
    ['GetWebVerificationResultIntl', { ErrorCode: 0, OCRResult: [{ IsPass: true, WarnCardInfos: [-9108, -1] }] }, 'blurred'],
  ])('leads to review in %s if it has a warning', (name, fields, said) => {
    const judged = outcomeOf(resultOf(fields), declared(name), tencentCodes);
    expect(judged).toMatchObject({ verdict: 'review', reason: { message: expect.stringContaining(said) }, hint: expect.any(String) });
  });
});

describe('warnings that are not a list of texts', () => {
  it.each(['not a list', [{ toString: 1 }], [null], { 0: 'a' }, true])('exit with 23: %j', (WarnInfo) => {
    expect(exit('GetCardVerificationResult', { Status: 'Passed', WarnInfo })).toBe(23);
  });
});

describe('billed', () => {
  it.each([
    ['GetFaceIdResultIntl', { Result: '1002' }, true],
    ['GetSdkVerificationResult', { Result: '2017' }, true],
    ['GetWebVerificationResultIntl', { ErrorCode: 1409 }, false],
    ['GetWebVerificationResult', { ErrorCode: 1410 }, false],
    ['GetFaceIdResultIntl', { Result: '2016' }, null],
    ['GetFaceIdResultIntl', { Result: '0' }, null],
  ])('for %s with %j is %s', (name, fields, billed) => {
    expect(outcomeOf(resultOf(fields), declared(name), tencentCodes)).toMatchObject({ billed });
  });
});

it('a refusal of an action without a verdict exits with 20, 21 or 22', () => {
  for (const code of applyCardVerification.errors)
    expect([20, 21, 22]).toContain(exitOf(refusalOf(code), applyCardVerification, tencentCodes));
});
