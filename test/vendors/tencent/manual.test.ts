import { describe, expect, it } from 'vitest';
import type { Field } from '../../../src/core/declare/action.ts';
import { isObject, type Param } from '../../../src/core/declare/params.ts';
import { tencentActions } from '../../../src/vendors/tencent/actions/list.ts';
import { tencentCommonParams } from '../../../src/vendors/tencent/request-frame.ts';
import { allFields, elementOf } from '../../support/declared.ts';
import { corrected, declared, manual, type Row } from '../../support/tencent-manual.ts';

/** Compares the declarations with the manual's tables. A difference is marked `since`, or is in this file with its reason. */

/** Codes that the vendor's SDK lists for an action and the manual does not. */
const laterErrors: Record<string, string[]> = {
  CompareFaceLiveness: ['FailedOperation.CompressVideoError'],
  // Both spellings: its page has one, the SDK the other.
  GenerateReflectSequence: ['FailedOperation.DownloadError', 'FailedOperation.DownloadTimeoutError'],
  ApplySdkVerificationToken: ['InternalError', 'InternalError.UnKnown', 'InvalidParameter', 'InvalidParameterValue'],
  GetSdkVerificationResult: [
    'InternalError',
    'InternalError.UnKnown',
    'InvalidParameter',
    'InvalidParameterValue.BizTokenExpired',
    'InvalidParameterValue.BizTokenIllegal',
    'OperationDenied',
    'UnauthorizedOperation',
  ],
};

/** From the vendor's pages of 2025-11 to 2026-01: src/vendors/tencent/regions.ts names them. */
const laterRegions: Record<string, string[]> = {
  GetFaceIdTokenIntl: ['ap-bangkok', 'sa-saopaulo'],
  GetFaceIdResultIntl: ['ap-bangkok', 'sa-saopaulo'],
  ApplySdkVerificationToken: ['ap-bangkok', 'sa-saopaulo'],
  GetSdkVerificationResult: ['ap-bangkok', 'sa-saopaulo'],
  ApplyLivenessToken: ['ap-bangkok', 'sa-saopaulo'],
  ApplyWebVerificationBizTokenIntl: ['ap-bangkok', 'ap-hongkong', 'sa-saopaulo'],
  GetWebVerificationResultIntl: ['ap-bangkok', 'ap-hongkong', 'sa-saopaulo'],
};

const laterValues: Record<string, string[]> = {
  'ApplySdkVerificationToken.IdCardType': ['HMTPermit'],
  'ApplyCardVerification.Nationality': ['TWN', 'BGD', 'NGA', 'PAK'],
  'WebVerificationConfigIntl.CheckMode': ['4'],
  'WebVerificationConfigIntl.SecurityLevel': ['5'],
  // The first is the right spelling of one that the manual misspells.
  'WebVerificationConfigIntl.IDCardType': ['PhilippinesVoteID', 'ThailandIDCard', 'SingaporeIDCard', 'MainlandIDCard'],
  'WebVerificationConfigIntl.Language': ['zh-cn', 'zh-tc', 'id'],
};

/** Parameters that an example of the manual sends, and that its table does not have. */
const inExamplesAlone = ['ApplySdkVerificationToken.NeedVerifyIdCard'];

const commands: Record<string, string> = {
  CompareFaceLiveness: 'compare',
  GetFaceIdTokenIntl: 'faceid token',
  GetFaceIdResultIntl: 'faceid result',
  ApplyWebVerificationBizTokenIntl: 'web token',
  GetWebVerificationResultIntl: 'web result',
  ApplySdkVerificationToken: 'sdk token',
  GetSdkVerificationResult: 'sdk result',
  ApplyCardVerification: 'card submit',
  GetCardVerificationResult: 'card result',
  ApplyLivenessToken: 'liveness token',
  GetLivenessResult: 'liveness result',
  DetectAIFakeFaces: 'deepfake',
  LivenessCompare: 'liveness compare',
  GenerateReflectSequence: 'reflect sequence',
  DetectReflectLivenessAndCompare: 'reflect compare',
  VideoLivenessCompare: 'video compare',
  CreateUploadUrl: 'upload url',
  ApplyWebVerificationToken: 'web-v1 token',
  GetWebVerificationResult: 'web-v1 result',
};

const sorted = (names: readonly string[]): string[] => [...names].sort();
const ofManual = <T extends { since?: string }>(rows: readonly T[]): T[] => rows.filter(({ since }) => since === undefined);
const inputRow = ({ name, type, required = false }: Param): Row => ({ name, type, required });
const memberRow = ({ name, type }: Field | Row): Row => ({ name, type });
const valuesOf = (param: Param | undefined): string[] => (param && 'values' in param && param.values ? Object.keys(param.values) : []);

describe('the list of actions', () => {
  const listed = manual.categories.flatMap(({ actions }) => actions);

  it('has the actions of the manual, others only with since, and the commands of the first version', () => {
    expect(sorted(ofManual(tencentActions).map(({ name }) => name))).toEqual(sorted(listed.map(({ name }) => name)));
    expect(Object.fromEntries(tencentActions.map(({ name, command }) => [name, command.join(' ')]))).toMatchObject(commands);
  });

  it.each(listed.map(({ name, requestsPerSecond }) => [name, requestsPerSecond] as const))('%s has the listed rate', (name, rate) => {
    expect(declared(name)).toMatchObject({ requestsPerSecond: rate, version: manual.source.apiVersion, product: 'faceid' });
  });

  it('marks the four actions that the vendor retired', () => {
    const retired = tencentActions.filter((action) => action.retired === '2026-03-09').map(({ name }) => name);
    expect(sorted(retired)).toEqual([
      'ApplyCardVerification',
      'ApplyWebVerificationToken',
      'GetCardVerificationResult',
      'GetWebVerificationResult',
    ]);
  });
});

it('the common parameters are required or optional as in the manual', () => {
  expect(Object.fromEntries(tencentCommonParams.map(({ name, required }) => [name, required]))).toEqual({
    'X-TC-Action': true,
    'X-TC-Version': true,
    'X-TC-Timestamp': true,
    'X-TC-Region': true,
    'X-TC-Token': false,
    Authorization: true,
  });
});

describe.each(Object.entries(manual.actions))('%s', (name, page) => {
  const action = declared(name);

  it('has the inputs of the manual, and others only with since', () => {
    const inTable = action.params.filter((param) => !inExamplesAlone.includes(`${name}.${param.name}`));
    expect(ofManual(inTable).map(inputRow)).toEqual(page.inputs);
  });

  it('has the outputs of the manual, and others only with since', () => {
    expect(ofManual(action.output).map(memberRow)).toEqual(page.outputs.map(memberRow));
  });

  it('has the values of the manual', () => {
    for (const [member, values] of Object.entries(page.enumerations)) {
      const param = action.params.find((candidate) => candidate.name === member);
      if (param) expect(sorted(valuesOf(param)), member).toEqual(sorted([...values, ...(laterValues[`${name}.${member}`] ?? [])]));
      else expect(action.output.map((field) => field.name)).toContain(member);
    }
  });

  it('has the regions and the rate of the manual', () => {
    expect(action.regions).toEqual(sorted([...page.regions, ...(laterRegions[name] ?? [])]));
    expect(action.requestsPerSecond).toBe(page.requestsPerSecond);
  });

  it('has the errors of the manual', () => {
    const errors = page.errors.map((code) => corrected[code] ?? code);
    expect(sorted(action.errors)).toEqual(sorted([...errors, ...(laterErrors[name] ?? [])]));
  });

  it('knows the codes in the manual’s sample answers', () => {
    const { decision } = action.judgement ?? {};
    const known = decision ? [String(decision.success), ...decision.results] : [];
    expect(page.exampleCodes.filter((code) => !known.includes(code))).toEqual([]);
  });
});

describe('the data type', () => {
  const owners = (type: string): (readonly Field[])[] => tencentActions.flatMap(({ types }) => (types?.[type] ? [types[type]] : []));

  it.each(Object.entries(manual.types))('%s has the members of the manual in every action', (type, rows) => {
    const tables = owners(type);
    expect(tables.length).toBeGreaterThan(0);
    for (const fields of tables) expect(ofManual(fields).map(memberRow)).toEqual(rows.map(memberRow));
  });

  it('that the manual does not have is only used by members with since', () => {
    for (const action of tencentActions.filter(({ name }) => manual.actions[name])) {
      const later = Object.keys(action.types ?? {}).filter((type) => !manual.types[type]);
      const uses = allFields(action).filter(({ field }) => later.includes(elementOf(field.type)));
      expect(uses.filter(({ field }) => field.since === undefined).map(({ place }) => place)).toEqual([]);
    }
  });

  it.each(Object.entries(manual.typeEnumerations))('%s has the values of the manual', (place, values) => {
    const [type = '', member] = place.split('.');
    const holder = tencentActions.flatMap(({ params }) => params).find((param) => isObject(param) && param.type === type);
    const param = holder && isObject(holder) ? holder.members.find((candidate) => candidate.name === member) : undefined;
    expect(sorted(valuesOf(param))).toEqual(sorted([...values, ...(laterValues[place] ?? [])]));
  });
});
