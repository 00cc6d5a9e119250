import { defineAction } from '../../../core/declare/action.ts';
import type { CodeTable } from '../../../core/declare/codes.ts';
import type { Signal } from '../../../core/judge/judgement.ts';
import { requestId } from '../../request-id.ts';
import { compareResultCodes, sdkComparisonCodes, sdkLivenessCodes, sdkResultCodes } from '../codes/app-sdk-results.ts';
import { cardWarnings } from '../codes/card-warnings.ts';
import { editedDocument, riskyDevice } from '../codes/cautions.ts';
import { publishedThresholds } from '../codes/thresholds.ts';
import { faceid } from '../faceid.ts';
import { tokenParam } from '../params/token.ts';
import { tokenRegions } from '../regions.ts';
import { cardVerifyResult, editDetail } from '../types/card-verify-result.ts';
import { compareResult } from '../types/compare-result.ts';
import { fileAddresses, fileInfo } from '../types/file-info.ts';
import { addedSince } from '../types/members.ts';
import { normalCardInfoTypes } from '../types/normal-card-info.ts';
import { deviceInfoLevel } from '../types/risk-fields.ts';

const textSignal = (path: string, codes: CodeTable): Signal => ({ path, type: 'String', success: '0', results: Object.keys(codes), codes });

export const getSdkVerificationResult = defineAction({
  ...faceid,
  name: 'GetSdkVerificationResult',
  command: ['sdk', 'result'],
  summary: 'Read the result of an eKYC verification in the App SDK, with its document and its comparison',
  params: [tokenParam('SdkToken', 'sdk token')],
  output: [
    { name: 'Result', type: 'String', help: 'the outcome: 0 passed, -999 not finished, else the code of the problem' },
    { name: 'Description', type: 'String', help: 'the outcome in the vendor’s words' },
    { name: 'ChargeCount', type: 'Integer', help: 'how many checks of this verification were billed' },
    {
      name: 'CardVerifyResults',
      type: 'Array of CardVerifyResult',
      help: 'readings of the document, in order; if there are several attempts, the last one is valid',
    },
    {
      name: 'CompareResults',
      type: 'Array of CompareResult',
      help: 'liveness checks with their comparisons, in order; if there are several attempts, the last one is valid',
    },
    { name: 'Extra', type: 'String', sensitive: true, help: 'the Extra text of the token' },
    // It is not on the vendor's page of March 2025, but on the page of November 2025.
    ...addedSince('2025-03 or later', deviceInfoLevel),
    requestId,
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
  validity: [fileAddresses],
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
    // The token has the mode, so only the result shows what was checked. Every mode checks liveness.
    checked: [],
    always: ['liveness'],
    evidence: [
      { check: 'liveness', signal: { ...textSignal('CompareResults[].LiveErrorCode', sdkLivenessCodes), required: true } },
      // If nothing was compared, the service writes empty text and a Sim of 0.
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
