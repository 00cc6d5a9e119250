import { describe, expect, it } from 'vitest';
import type { Check } from '../../../src/core/judge/judgement.ts';
import { appLivenessTags, fillAttempts, pageLivenessTags } from '../../../src/sandbox/answers/fill-attempts.ts';
import { memberValues } from '../../../src/vendors/tencent/codes/member-values.ts';

const all: readonly Check[] = ['document', 'liveness', 'comparison'];

const filled = (fields: Record<string, unknown>, code: string, checks: readonly Check[] | undefined = all): Record<string, unknown> => {
  fillAttempts(fields, { code, description: 'said', checks });
  return fields;
};

const sdk = (code: string, checks?: readonly Check[]) => filled({ CardVerifyResults: [{}], CompareResults: [{}] }, code, checks);
const page = (code: string, checks?: readonly Check[]) => filled({ OCRResult: [{}], VerificationDetailList: [{}] }, code, checks);

/** Written by hand, from the manual's sample of a failed liveness check and the comments of the vendor's SDK. */
describe('an eKYC result', () => {
  it.each([
    ['0', all, ['0', '', '0', '', '0', '', 96.3, []]],
    ['0', ['liveness'], ['0', '', '0', '', '', '', 0, []]],
    ['1001', all, ['1001', 'said', '1001', 'said', '', '', 0, []]],
    ['1002', all, ['1002', 'said', '1002', 'said', '', '', 0, ['03']]],
    ['1201', ['liveness'], ['1201', 'said', '1201', 'said', '', '', 0, ['12']]],
    ['2016', all, ['2016', 'said', '0', '', '2016', 'said', 9.21, []]],
    ['2015', all, ['2015', 'said', '0', '', '2015', 'said', 0, []]],
  ] as const)(
    'with code %s has one attempt as the manual shows it, for a token with the checks %j',
    (code, checks, [attempted, attemptSaid, live, liveSaid, compared, comparedSaid, Sim, LivenessInfoTag]) => {
      expect(sdk(code, checks).CompareResults).toEqual([
        {
          ...{ ErrorCode: attempted, ErrorMsg: attemptSaid, LiveErrorCode: live, LiveErrorMsg: liveSaid },
          ...{ CompareErrorCode: compared, CompareErrorMsg: comparedSaid, Sim, LivenessInfoTag },
        },
      ]);
    },
  );

  it('has a document that was read before, or null if the token requires none', () => {
    expect(sdk('1002').CardVerifyResults).toEqual([{ IsPass: true }]);
    expect(sdk('0', ['liveness']).CardVerifyResults).toBeNull();
  });
});

describe('a result of a page', () => {
  it.each([
    [0, ['liveness', 'comparison'], [0, 0, 0, 96.3, []]],
    [0, ['liveness'], [0, 0, 0, 0, []]],
    [1302, all, [1302, 1302, null, null, ['13']]],
    [1401, all, [1401, 1401, null, null, ['07']]],
    [2011, all, [2011, 0, 2011, 0, []]],
    [2016, all, [2016, 0, 2016, 9.21, []]],
  ] as const)(
    'with code %i has an attempt with the right codes, for a token with the checks %j',
    (code, checks, [ErrorCode, LivenessErrorCode, CompareErrorCode, Similarity, LivenessInfoTag]) => {
      const [attempt] = page(String(code), checks).VerificationDetailList as unknown[];
      expect(attempt).toMatchObject({ ErrorCode, LivenessErrorCode, CompareErrorCode, Similarity, LivenessInfoTag });
    },
  );

  it.each(['14', '15', '16', '202', '1409', '1410'])('has no attempt and no document if %s is about the page', (code) => {
    expect(page(code)).toEqual({ OCRResult: null, VerificationDetailList: null });
  });

  it('has no attempt if only a document is checked', () => {
    expect(page('0', ['document'])).toEqual({ OCRResult: [{ IsPass: true }], VerificationDetailList: null });
  });
});

describe('a result that is its only attempt', () => {
  const flat = (code: string, checks: readonly Check[]) => filled({ Similarity: 96.3, LivenessInfoTag: ['x'] }, code, checks);

  it('has a similarity of 0 without a comparison, and the tag of its code', () => {
    expect(flat('0', ['liveness'])).toEqual({ Similarity: 0, LivenessInfoTag: [] });
    expect(flat('0', ['liveness', 'comparison'])).toEqual({ Similarity: 96.3, LivenessInfoTag: [] });
    expect(flat('1005', ['liveness'])).toMatchObject({ LivenessInfoTag: ['04'] });
  });
});

it('an attempt has only tags that the vendor documents for its action', () => {
  const known = (action: string) => memberValues.filter((value) => value.action === action).map(({ value }) => value);
  expect(known('GetFaceIdResultIntl')).toEqual(expect.arrayContaining(Object.values(appLivenessTags)));
  expect(known('GetWebVerificationResultIntl')).toEqual(expect.arrayContaining(Object.values(pageLivenessTags)));
});
