import type { Action } from '../../src/core/declare/action.ts';
import { checkResult } from '../../src/vendors/aliyun/actions/check-result.ts';
import { compareFace } from '../../src/vendors/aliyun/actions/compare-face.ts';
import { deepfakeDetectIntl } from '../../src/vendors/aliyun/actions/deepfake-detect-intl.ts';
import { detectLivingFace } from '../../src/vendors/aliyun/actions/detect-living-face.ts';
import { ekycVerify } from '../../src/vendors/aliyun/actions/ekyc-verify.ts';
import { executeRequest } from '../../src/vendors/aliyun/actions/execute-request.ts';
import { faceCompare } from '../../src/vendors/aliyun/actions/face-compare.ts';
import { faceLiveness } from '../../src/vendors/aliyun/actions/face-liveness.ts';
import { getAsyncJobResult } from '../../src/vendors/aliyun/actions/get-async-job-result.ts';

/** Answers of the judging actions, as in the vendor's documents. */

type Fields = Record<string, unknown>;

/** The data of the manual's own sample. */
const verified = {
  passed: 'true',
  retCode: 'OK_SUCCESS',
  retCodeSub: 'Z1140',
  retMessage: 'Facial recognition passed (Z1140)',
  extInfo: { result: 'true', score: '100.0', faceAttack: 'false' },
};

/** An answer of ID Verification with Data as an object. A member with the value undefined is left out. */
export function verifyAnswer(data: Fields = {}, extInfo: Fields = {}, outer: Fields = {}): Fields {
  return { Code: 200, Message: 'OK', Data: { ...verified, ...data, extInfo: { ...verified.extInfo, ...extInfo } }, ...outer };
}

export const compareAnswer = (data: Fields = {}): Fields => ({
  Data: {
    Confidence: 85.5,
    Thresholds: [61, 69, 75],
    RectAList: [1, 2, 3, 4],
    RectBList: [5, 6, 7, 8],
    MessageTips: '',
    IsMaskA: 0,
    ...data,
  },
});

export const liveFace = (face: Fields = {}): Fields => ({ Suggestion: 'pass', Label: 'normal', Rate: 99.5, ...face });

/** An answer with one entry for each picture. A picture is given as its list of faces. */
export const livingAnswer = (...pictures: readonly (readonly Fields[])[]): Fields => ({
  Data: { Elements: pictures.map((Results, index) => ({ TaskId: `task-${index + 1}`, FaceNumber: Results.length, Results })) },
});

export const sentPictures = (count: number) => ({
  Tasks: Array.from({ length: count }, (_, index) => ({ ImageURL: `http://a/${index}` })),
});

export const jobAnswer = (data: Fields = {}): Fields => ({ Data: { JobId: 'j-1', Status: 'PROCESS_SUCCESS', Result: '{}', ...data } });

/** Every judging action with its documented success, and the members on which the verdict depends. No other value of one of them passes. */
export const successes: readonly { action: Action; fields: Fields; members: readonly string[] }[] = [
  {
    action: faceCompare,
    fields: { Code: '200', Result: { Passed: 'Y', FaceComparisonScore: 99.5 } },
    members: ['Result', 'Result.Passed'],
  },
  {
    action: ekycVerify,
    fields: { Code: '200', Result: { Passed: 'Y', ExtFaceInfo: { faceAttack: 'N', facePassed: 'Y', faceComparisonScore: 99.5 } } },
    members: ['Result', 'Result.Passed', 'Result.ExtFaceInfo', 'Result.ExtFaceInfo.facePassed'],
  },
  {
    action: faceLiveness,
    fields: { Code: '200', Result: { Passed: 'Y', ExtFaceInfo: { FaceAttack: 'N' } } },
    members: ['Result', 'Result.Passed', 'Result.ExtFaceInfo', 'Result.ExtFaceInfo.FaceAttack'],
  },
  {
    action: deepfakeDetectIntl,
    fields: { Code: '200', ResultObject: { Result: '0', RiskTag: '' } },
    members: ['ResultObject', 'ResultObject.Result'],
  },
  {
    action: checkResult,
    fields: { Code: '200', Result: { Passed: 'Y', ExtFaceInfo: { faceAttack: 'N' } } },
    members: ['Result', 'Result.Passed', 'Result.ExtFaceInfo', 'Result.ExtFaceInfo.faceAttack'],
  },
  {
    action: executeRequest,
    fields: verifyAnswer(),
    members: ['Code', 'Data.passed', 'Data.retCode', 'Data.extInfo.result', 'Data.extInfo.faceAttack'],
  },
  { action: compareFace, fields: compareAnswer(), members: ['Data.Confidence'] },
  {
    action: detectLivingFace,
    fields: livingAnswer([liveFace()]),
    members: [
      'Data.Elements',
      'Data.Elements[].Results',
      'Data.Elements[].Results[].Suggestion',
      'Data.Elements[].Results[].Label',
      'Data.Elements[].Results[].Rate',
    ],
  },
  { action: getAsyncJobResult, fields: jobAnswer(), members: ['Data.Status'] },
];
