import { defineAction } from '../../../core/declare/action.ts';
import { requestId } from '../../request-id.ts';
import { cardWarnings } from '../codes/card-warnings.ts';
import { webJudgement } from '../codes/web-judgement.ts';
import { faceid } from '../faceid.ts';
import { tokenParam } from '../params/token.ts';
import { tokenRegions } from '../regions.ts';
import { cardInfoTypes } from '../types/card-info.ts';
import { normalCardInfoTypes } from '../types/normal-card-info.ts';
import { ocrResult } from '../types/ocr-result.ts';
import { verificationDetail, webOutcome } from '../types/verification-detail.ts';

export const getWebVerificationResultIntl = defineAction({
  ...faceid,
  name: 'GetWebVerificationResultIntl',
  command: ['web', 'result'],
  summary: 'Read the result of a verification on a page, with the document if there was one',
  params: [tokenParam('BizToken', 'web token')],
  output: [
    ...webOutcome,
    {
      name: 'VideoBase64',
      type: 'String',
      media: 'video',
      file: 'video',
      help: 'video of the last attempt, as base64; null if none was taken',
    },
    {
      name: 'BestFrameBase64',
      type: 'String',
      media: 'image',
      file: 'best-frame',
      help: 'best image of the face in the last attempt, as base64; null if none was taken',
    },
    {
      name: 'OCRResult',
      type: 'Array of OCRResult',
      help: 'readings of the document, in order; if there are several attempts, the last one is valid; null without a document',
    },
    { name: 'Extra', type: 'String', sensitive: true, help: 'the Extra text of the token' },
    requestId,
  ],
  types: { VerificationDetail: verificationDetail, OCRResult: ocrResult, ...cardInfoTypes, ...normalCardInfoTypes },
  regions: tokenRegions,
  requestsPerSecond: 20,
  errors: [
    'InternalError',
    'InvalidParameter',
    'InvalidParameterValue',
    'InvalidParameterValue.BizTokenExpired',
    'InvalidParameterValue.BizTokenIllegal',
    'OperationDenied',
  ],
  judgement: {
    ...webJudgement,
    evidence: [
      ...webJudgement.evidence,
      { check: 'document', signal: { path: 'OCRResult[].IsPass', type: 'Boolean', success: true, results: [], required: true } },
    ],
    warnings: ['OCRResult[].WarnCardInfos'],
    ...cardWarnings,
  },
  readOnly: true,
  examples: [
    'idv web result 12345678-90AB-CDEF-1234-567890ABCDEF',
    'idv web result 12345678-90AB-CDEF-1234-567890ABCDEF --wait --save-dir result',
  ],
});
