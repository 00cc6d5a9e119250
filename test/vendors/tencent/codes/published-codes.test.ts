import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CodeTable } from '../../../../src/core/declare/codes.ts';
import {
  faceIdResultCodes,
  livenessTokenResultCodes,
  sdkComparisonCodes,
  sdkLivenessCodes,
  sdkResultCodes,
} from '../../../../src/vendors/tencent/codes/app-sdk-results.ts';
import * as billing from '../../../../src/vendors/tencent/codes/billing.ts';
import { tencentCodes } from '../../../../src/vendors/tencent/codes/table.ts';
import { webResultCodes } from '../../../../src/vendors/tencent/codes/web-results.ts';

/** `code effect billed checked`. For `billed`, `?` means that the vendor does not publish it. For `checked`, `-` means no check. */
const row = (table: CodeTable, code: string): string => {
  const entry = table[code];
  if (!entry) return `${code} unknown`;
  const effect = 'verdict' in entry.effect ? entry.effect.verdict : entry.effect.category;
  const billed = entry.billed === null ? '?' : entry.billed ? 'Y' : 'N';
  return `${code} ${effect} ${billed} ${entry.checked?.join('+') ?? '-'}`;
};

const table = (text: string): string[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim());

/** Written by hand, from the result descriptions of the vendor's SDK and its notice of 2026-03-10. */
const selfie = table(`
  1001 failed N -
  1002 spoof Y liveness
  1004 retake ? -
  1005 spoof Y liveness
  1201 retake Y -
  2004 retake ? -
  2012 retake N -
  2013 retake ? -
  2014 retake ? -
  2015 retake ? liveness
  2016 mismatch ? liveness+comparison
  2017 retake Y -
  -999 pending ? -
`);

const ekyc = selfie.map((line) => line.replace(/^(1001 failed|2012 retake) N/, '$1 ?'));

const livenessToken = table(`
  1001 failed ? -
  1002 spoof ? liveness
  1004 retake ? -
  1005 spoof ? liveness
  1201 retake ? -
  -999 pending ? -
`);

/** Written by hand, from the table "Mobile HTML5" of the vendor's error codes. */
const page = table(`
  1 refused N -
  2 refused N -
  3 refused N -
  4 failed N -
  8 failed N -
  9 failed N -
  10 failed N -
  11 failed N -
  14 expired N -
  15 expired N -
  16 retake N -
  17 pending ? -
  202 retake N -
  1001 failed N -
  1002 spoof N liveness
  1003 spoof N liveness
  1004 retake N -
  1005 spoof N liveness
  1101 retake N liveness
  1102 retake N -
  1103 retake N liveness
  1104 retake N -
  1105 failed N -
  1106 retake N liveness
  1107 retake N -
  1108 retake N -
  1109 retake N liveness
  1201 retake N -
  1202 retake ? -
  1203 retake ? -
  1204 retake ? -
  1205 retake ? -
  1206 retake ? -
  1207 retake ? liveness
  1208 retake ? liveness
  1209 retake ? liveness
  1210 retake ? -
  1301 spoof ? liveness
  1302 spoof ? liveness
  1303 retake ? -
  1401 spoof ? liveness
  1409 expired N -
  1410 retake N -
  2001 failed ? -
  2004 retake ? -
  2009 retake ? -
  2010 retake ? -
  2011 spoof ? liveness
  2012 retake N -
  2013 retake ? -
  2014 retake ? -
  2015 retake ? liveness
  2016 mismatch ? liveness+comparison
`);

/** Written by hand, from the vendor's table of codes for clips. The last column lists the checks that the code shows as done. */
const clips = table(`
  FailedOperation.CompareLowSimilarity mismatch Y liveness+comparison
  FailedOperation.DownLoadError failed N -
  FailedOperation.UnKnown failed N -
  FailedOperation.IdPhotoPoorQuality retake N -
  FailedOperation.LifePhotoDetectFaces retake N -
  FailedOperation.LifePhotoDetectFake spoof N liveness
  FailedOperation.LifePhotoDetectNoFaces retake N -
  FailedOperation.CompareFail retake N liveness
  FailedOperation.LivessSystemError failed N -
  FailedOperation.ImageSizeTooLarge retake N -
  FailedOperation.LivessDetectFail spoof ? liveness
  FailedOperation.LivessDetectFake spoof ? liveness
  FailedOperation.SilentThreshold spoof ? liveness
  FailedOperation.ActionCloseEye retake ? liveness
  FailedOperation.LipVoiceRecognize retake ? liveness
  FailedOperation.LifePhotoPoorQuality retake ? -
  FailedOperation.SilentTooShort retake ? -
  InternalError.CompareLowSimilarity mismatch ? liveness+comparison
  InvalidParameter refused N -
  InvalidParameterValue refused N -
  InvalidParameterValue.BizTokenExpired expired N -
  InvalidParameterValue.BizTokenIllegal expired N -
  UnauthorizedOperation refused N -
  UnauthorizedOperation.Arrears limited N -
  UnauthorizedOperation.Nonactivated refused N -
  OperationDenied refused N -
  InternalError failed N -
  AuthFailure.SignatureFailure refused ? -
`);

const codeIn = (line: string): string => line.split(' ')[0] ?? '';

describe('the codes are as the vendor publishes them', () => {
  it.each([
    ['GetFaceIdResultIntl', faceIdResultCodes, selfie],
    ['GetSdkVerificationResult', sdkResultCodes, ekyc],
    ['GetLivenessResult', livenessTokenResultCodes, livenessToken],
    ['the verification page', webResultCodes, page],
  ])('for %s, with verdict, billing and checks', (_place, codes, expected) => {
    expect(
      Object.keys(codes)
        .map((code) => row(codes, code))
        .sort(),
    ).toEqual(expected.toSorted());
  });

  it('for clips and for every service', () => {
    expect(clips.map((line) => row(tencentCodes, codeIn(line)))).toEqual(clips);
  });

  it('and billing is only listed for codes that exist', () => {
    const unknown = (table: CodeTable, { charged, free }: { charged: readonly string[]; free: readonly string[] }): string[] =>
      [...charged, ...free].filter((code) => !Object.hasOwn(table, code));
    expect(unknown(tencentCodes, billing.generalBilling)).toEqual([]);
    expect(unknown(faceIdResultCodes, billing.appSdkBilling.selfie)).toEqual([]);
    expect(unknown(sdkResultCodes, billing.appSdkBilling.ekyc)).toEqual([]);
    expect(unknown(webResultCodes, billing.pageBilling)).toEqual([]);
  });
});

describe('the comments in the vendor’s SDK', () => {
  const source = readFileSync('node_modules/tencentcloud-sdk-nodejs-intl-en/tencentcloud/faceid/v20180301/models.js', 'utf8');

  /** The codes in the lines `1002: Suspected …` of the comment of a member of a class. */
  const described = (className: string, member: string): string[] => {
    const body = source.slice(source.indexOf(`class ${className} extends`));
    const comment =
      body
        .slice(0, body.indexOf(`this.${member} = null`))
        .split('/**')
        .at(-1) ?? '';
    return [...comment.matchAll(/^(-?\d+): /gm)].map(([, code]) => code ?? '').filter((code) => code !== '0');
  };

  it.each([
    ['GetFaceIdResultIntlResponse', 'Result', faceIdResultCodes],
    ['CompareResult', 'LiveErrorCode', sdkLivenessCodes],
    ['CompareResult', 'CompareErrorCode', sdkComparisonCodes],
    ['CompareResult', 'ErrorCode', { ...sdkLivenessCodes, ...sdkComparisonCodes }],
  ])('list for %s.%s the same codes as idv', (className, member, codes) => {
    const theirs = described(className, member);
    expect(theirs.length).toBeGreaterThan(4);
    expect(Object.keys(codes).sort()).toEqual(theirs.sort());
  });
});
