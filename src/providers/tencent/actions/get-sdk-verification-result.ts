import { defineAction } from '../../../core/action.ts';
import type { CodeTable } from '../../../core/codes.ts';
import type { Signal } from '../../../core/judge/judgement.ts';
import { compareResultCodes, sdkComparisonCodes, sdkLivenessCodes, sdkResultCodes } from '../codes/app-sdk-results.ts';
import { cardWarnings } from '../codes/card-warnings.ts';
import { editedDocument, riskyDevice } from '../codes/cautions.ts';
import { publishedThresholds } from '../codes/thresholds.ts';
import { faceid } from '../faceid.ts';
import { tokenParam } from '../params/token.ts';
import { tokenRegions } from '../regions.ts';
import { cardVerifyResult, editDetail } from '../types/card-verify-result.ts';
import { compareResult } from '../types/compare-result.ts';
import { fileInfo } from '../types/file-info.ts';
import { later } from '../types/members.ts';
import { normalCardInfoTypes } from '../types/normal-card-info.ts';

const textSignal = (path: string, codes: CodeTable): Signal => ({ path, type: 'String', success: '0', results: Object.keys(codes), codes });

export const getSdkVerificationResult = defineAction({
  ...faceid,
  name: 'GetSdkVerificationResult',
  command: ['sdk', 'result'],
  summary: 'Read how an eKYC process of the App SDK went, with its document and its comparison',
  params: [tokenParam('SdkToken', 'sdk token')],
  output: [
    { name: 'Result', type: 'String' },
    { name: 'Description', type: 'String' },
    { name: 'ChargeCount', type: 'Integer' },
    { name: 'CardVerifyResults', type: 'Array of CardVerifyResult' },
    { name: 'CompareResults', type: 'Array of CompareResult' },
    { name: 'Extra', type: 'String', sensitive: true },
    ...later({ name: 'DeviceInfoLevel', type: 'String' }),
    { name: 'RequestId', type: 'String' },
  ],
  types: {
    CardVerifyResult: cardVerifyResult,
    CompareResult: compareResult,
    EditDetail: editDetail,
    FileInfo: fileInfo,
    ...normalCardInfoTypes,
  },
  regions: tokenRegions,
  requestsPerSecond: 20,
  errors: [
    'InternalError',
    'InternalError.UnKnown',
    'InvalidParameter',
    'InvalidParameterValue.BizTokenExpired',
    'InvalidParameterValue.BizTokenIllegal',
    'OperationDenied',
    'UnauthorizedOperation',
  ],
  judgement: {
    // The mode is the token's: what was checked, only the result shows. Every mode checks for life.
    checked: [],
    always: ['liveness'],
    evidence: [
      { check: 'liveness', signal: { ...textSignal('CompareResults[].LiveErrorCode', sdkLivenessCodes), required: true } },
      // Where nothing was compared, the service writes empty text and a Sim of 0.
      { check: 'comparison', signal: { ...textSignal('CompareResults[].CompareErrorCode', sdkComparisonCodes), notDone: [''] } },
      { check: 'document', signal: { path: 'CardVerifyResults[].IsPass', type: 'Boolean', success: true, results: [], required: true } },
    ],
    decision: textSignal('Result', sdkResultCodes),
    witnesses: [{ ...textSignal('CompareResults[].ErrorCode', compareResultCodes), required: true }],
    emptyOnSuccess: ['CompareResults[].LivenessInfoTag'],
    cautions: [...editedDocument, riskyDevice],
    warnings: ['CardVerifyResults[].WarnCardInfos'],
    ...cardWarnings,
    chargeCount: 'ChargeCount',
    description: 'Description',
    score: { path: 'CompareResults[].Sim', of: 'comparison', ...publishedThresholds, validFor: ['0', '2016'], required: false },
  },
  readOnly: true,
  examples: [
    'idv sdk result 12345678-90AB-CDEF-1234-567890ABCDEF',
    'idv sdk result 12345678-90AB-CDEF-1234-567890ABCDEF --wait --save-dir result',
  ],
});
