import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explainCode } from '../../../src/app/result/explain.ts';
import { IdvError } from '../../../src/core/errors.ts';
import { allActions } from '../../../src/vendors/catalogue.ts';
import { vendors } from '../../../src/vendors/registry.ts';

const manual = JSON.parse(readFileSync('test/manual/tencent-faceid.json', 'utf8')) as {
  errorCodes: { common: string[]; service: string[] };
  gatewayCodes: string[];
  resultCodes: Record<string, string[]>;
  cardWarnings: string[];
};
const tables = await Promise.all(
  vendors.map(async (vendor) => ({
    vendor: vendor.name,
    codes: await vendor.loadCodes(),
    values: (await vendor.loadMemberValues?.()) ?? [],
  })),
);
const explain = (code: string, action?: string) => explainCode(code, tables, allActions, action);

function refusal(code: string, action?: string): IdvError {
  try {
    explain(code, action);
  } catch (thrown) {
    if (thrown instanceof IdvError) return thrown;
  }
  throw new Error(`${code} was explained`);
}

describe('explainCode', () => {
  const { common, service } = manual.errorCodes;
  const every = [
    ...new Set([...common, ...service, ...manual.gatewayCodes, ...Object.values(manual.resultCodes).flat(), ...manual.cardWarnings]),
  ];

  it.each([
    ['SignatureFailure', 'AuthFailure.SignatureFailure'],
    ['authfailure.signaturefailure', 'AuthFailure.SignatureFailure'],
    ['livessdetectfake', 'FailedOperation.LivessDetectFake'],
  ])('finds %s by its last part, in any case', (word, code) => {
    expect(explain(word).map((meaning) => meaning.code)).toEqual([code]);
  });

  it('has a meaning and a hint for every code of the manual', () => {
    expect(common.length + service.length).toBe(109);
    for (const code of every) {
      const meanings = explain(code);
      expect(meanings.length, code).toBeGreaterThan(0);
      for (const meaning of meanings) {
        expect(meaning.meaning, code).toMatch(/\w{3}/);
        expect(meaning.hint, code).toMatch(/\w{3}/);
        expect([null, true, false]).toContain(meaning.billed);
      }
    }
  });

  it('has a different meaning for each code', () => {
    for (const { codes } of tables) {
      const causes = new Map<string, string>();
      for (const [code, { meaning }] of Object.entries(codes)) {
        expect(causes.get(meaning), `${code} says what another says`).toBeUndefined();
        causes.set(meaning, code);
      }
    }
  });

  it('gives one entry for each meaning of a code, and only that of --action if it is given', () => {
    const found = explain('1201');
    expect(found.map(({ billed }) => billed)).toEqual([true, false, null]);
    expect(found.map(({ where }) => where[0])).toEqual([
      'GetFaceIdResultIntl.Result',
      'GetWebVerificationResultIntl.ErrorCode',
      'GetLivenessResult.Result',
    ]);
    expect(explain('1201', 'GetWebVerificationResultIntl')).toMatchObject([
      { where: expect.arrayContaining(['GetWebVerificationResultIntl.ErrorCode']), billed: false },
    ]);
  });

  it('gives one entry for all places in which a code has the same meaning and billing', () => {
    const [only, ...others] = explain('2017');
    expect(others).toEqual([]);
    expect(only?.where).toEqual([
      'GetFaceIdResultIntl.Result',
      'GetSdkVerificationResult.Result',
      'GetSdkVerificationResult.CompareResults.ErrorCode',
      'GetSdkVerificationResult.CompareResults.CompareErrorCode',
    ]);
  });

  it('explains a pass as a pass', () => {
    expect(explain('Success', 'CompareFaceLiveness')).toMatchObject([{ verdict: 'pass', exitCode: 0, meaning: 'the check was passed' }]);
  });

  it('takes the billing of a success from the judgement', () => {
    const [found] = allActions.filter(({ name }) => name === 'CompareFaceLiveness');
    if (!found?.judgement) throw new Error('it judges');
    const decision = { ...found.judgement.decision, successBilled: false };
    const action = { ...found, judgement: { ...found.judgement, decision } };
    expect(explainCode('Success', tables, [action], found.name)).toMatchObject([{ verdict: 'pass', billed: false }]);
  });

  it('explains a finished job as a job, not as a check', () => {
    expect(explain('PROCESS_SUCCESS')).toMatchObject([{ exitCode: 0, meaning: 'the job is done; it says nothing about a person' }]);
  });

  it('names the actions of a code when the user names an action without it', () => {
    const error = refusal('1004', 'VideoLivenessCompare');
    expect(error).toMatchObject({ exitCode: 2, message: "'1004' is not a code of VideoLivenessCompare" });
    expect(error.hint).toMatch(/^it is a code of GetFaceIdResultIntl, GetWebVerificationResultIntl, .*leave --action out$/);
    expect(refusal('402', 'CompareFace').hint).toContain('it is a code of ExecuteRequest');
  });

  it('knows a number only for the actions that have it', () => {
    expect(explain('402')).toMatchObject([{ provider: 'aliyun', where: ['ExecuteRequest'] }]);
    expect(explain('402', 'ExecuteRequest')).toMatchObject([{ category: 'limited', exitCode: 21 }]);
  });

  /** Written by hand, from the comments of the vendor's SDKs. */
  it.each([
    ['LivenessInfoTag=04', 'GetFaceIdResultIntl', 'the picture may be synthetic'],
    ['LivenessInfoTag=05', 'GetSdkVerificationResult', 'the video may be synthetic'],
    ['LivenessInfoTag=05', 'GetWebVerificationResultIntl', 'the recording looks like a template that fraudsters use'],
    ['08', 'GetWebVerificationResultIntl', 'another person may have taken over during the check'],
    ['14', 'GetWebVerificationResultIntl', 'something covers the eyes or the mouth'],
    ['DeviceInfoLevel=4', 'GetSdkVerificationResult', 'the person’s device has a high risk'],
    ['IsEdit=true', 'GetSdkVerificationResult', 'the person changed what was read from the document'],
    ['DeviceInfoLevel=1', 'GetFaceIdResultIntl', 'the vendor reports no risk for the device'],
  ])('explains %s of %s as "%s"', (query, action, meaning) => {
    expect(explain(query, action).map((found) => found.meaning)).toContain(meaning);
  });

  it('lists every value of a member in order, and gives a verdict only to a value that decides', () => {
    const tags = explain('LivenessInfoTag', 'GetFaceIdResultIntl');
    expect(tags.map(({ code }) => code)).toEqual(['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13']);
    expect(explain('LivenessInfoTag', 'GetWebVerificationResultIntl').at(-1)?.code).toBe('14');
    expect(tags.filter(({ verdict, category, exitCode, retry }) => verdict ?? category ?? exitCode ?? retry)).toEqual([]);
    expect(explain('DeviceInfoLevel').map(({ code, verdict }) => [code, verdict])).toEqual([
      ['1', undefined],
      ['2', undefined],
      ['3', undefined],
      ['4', 'review'],
    ]);
  });

  it('reads a reason as idv writes it', () => {
    expect(explain('Data.passed=false')).toMatchObject([{ code: 'false', verdict: 'mismatch' }]);
  });

  it.each(['InvalidSecurityToken.Expired', 'NoPermission', 'InvalidFile.URL', 'InvalidImage.URL', 'InvalidOperation.NotSupportedEndpoint'])(
    'knows %s',
    (code) => expect(explain(code)).toMatchObject([{ provider: 'aliyun', category: 'refused' }]),
  );

  it.each([
    ['FailedOperation.CompareLowSimilarty', 'FailedOperation.CompareLowSimilarity'],
    ['SilentThreshhold', 'FailedOperation.SilentThreshold'],
  ])('suggests a code for the typing error %s', (code, meant) => {
    expect(refusal(code)).toMatchObject({ exitCode: 2, hint: expect.stringContaining(meant) });
  });
});
