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
  ])('knows %s by its last part, in any case', (word, code) => {
    expect(explain(word).map((meaning) => meaning.code)).toEqual([code]);
  });

  it('answers for every code of the manual', () => {
    expect(common.length + service.length).toBe(109);
    for (const code of every) {
      for (const meaning of explain(code)) {
        expect(meaning.meaning, code).not.toBe('');
        expect(meaning.hint, code).not.toBe('');
        expect([null, true, false]).toContain(meaning.billed);
      }
    }
  });

  it('gives each code a cause of its own', () => {
    for (const { codes } of tables) {
      const causes = new Map<string, string>();
      for (const [code, { meaning }] of Object.entries(codes)) {
        expect(causes.get(meaning), `${code} says what another says`).toBeUndefined();
        causes.set(meaning, code);
      }
    }
  });

  it('tells the places of a code apart, and takes one', () => {
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

  it('says the same of a code in every place that means and bills it alike', () => {
    const [only, ...others] = explain('2017');
    expect(others).toEqual([]);
    expect(only?.where).toEqual([
      'GetFaceIdResultIntl.Result',
      'GetSdkVerificationResult.Result',
      'GetSdkVerificationResult.CompareResults.ErrorCode',
      'GetSdkVerificationResult.CompareResults.CompareErrorCode',
    ]);
  });

  it('calls a pass a pass', () => {
    expect(explain('Success', 'CompareFaceLiveness')).toMatchObject([{ verdict: 'pass', exitCode: 0, meaning: 'the check was passed' }]);
  });

  it('says what the judgement says of the billing of a success', () => {
    const [found] = allActions.filter(({ name }) => name === 'CompareFaceLiveness');
    if (!found?.judgement) throw new Error('it judges');
    const decision = { ...found.judgement.decision, successBilled: false };
    const action = { ...found, judgement: { ...found.judgement, decision } };
    expect(explainCode('Success', tables, [action], found.name)).toMatchObject([{ verdict: 'pass', billed: false }]);
  });

  it('calls a job that is done a job, and no check', () => {
    expect(explain('PROCESS_SUCCESS')).toMatchObject([{ exitCode: 0, meaning: 'the job is done; it says nothing about a person' }]);
  });

  it('says of a code where it is one, to those who name another action', () => {
    const error = refusal('1004', 'VideoLivenessCompare');
    expect(error).toMatchObject({ exitCode: 2, message: "'1004' is not a code of VideoLivenessCompare" });
    expect(error.hint).toMatch(/^it is a code of GetFaceIdResultIntl, GetWebVerificationResultIntl, .*leave --action out$/);
    expect(refusal('402', 'CompareFace').hint).toContain('it is a code of ExecuteRequest');
  });

  it('keeps numbers to the actions that have them', () => {
    expect(explain('402')).toMatchObject([{ provider: 'aliyun', where: ['ExecuteRequest'] }]);
    expect(explain('402', 'ExecuteRequest')).toMatchObject([{ category: 'limited', exitCode: 21 }]);
  });

  /** By hand, from the comments of the vendor's SDKs. */
  it.each([
    ['LivenessInfoTag=04', 'GetFaceIdResultIntl', 'the picture may be synthetic'],
    ['LivenessInfoTag=05', 'GetSdkVerificationResult', 'the video may be synthetic'],
    ['LivenessInfoTag=05', 'GetWebVerificationResultIntl', 'the recording looks like a template that fraudsters use'],
    ['08', 'GetWebVerificationResultIntl', 'another person may have taken over during the check'],
    ['14', 'GetWebVerificationResultIntl', 'something covers the eyes or the mouth'],
    ['DeviceInfoLevel=4', 'GetSdkVerificationResult', 'the person’s device has a high risk'],
    ['IsEdit=true', 'GetSdkVerificationResult', 'the person changed what was read from the document'],
    ['DeviceInfoLevel=1', 'GetFaceIdResultIntl', 'the vendor reports no risk for the device'],
  ])('knows %s of %s', (query, action, meaning) => {
    expect(explain(query, action).map((found) => found.meaning)).toContain(meaning);
  });

  it('lists every value of a member in its order, and ends none of them in a verdict', () => {
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
  ])('takes %s for a slip of the pen', (code, meant) => {
    expect(refusal(code)).toMatchObject({ exitCode: 2, hint: expect.stringContaining(meant) });
  });
});
