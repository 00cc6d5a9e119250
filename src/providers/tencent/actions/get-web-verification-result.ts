import { defineAction } from '../../../core/action.ts';
import { webJudgement } from '../codes/web-judgement.ts';
import { faceid } from '../faceid.ts';
import { tokenParam } from '../params/token.ts';
import { firstPageRegions } from '../regions.ts';
import { verificationDetail } from '../types/verification-detail.ts';

export const getWebVerificationResult = defineAction({
  ...faceid,
  name: 'GetWebVerificationResult',
  command: ['web-v1', 'result'],
  summary: 'Read how the verification on a page of the first kind went',
  params: [tokenParam('BizToken', 'web-v1 token')],
  output: [
    { name: 'ErrorCode', type: 'Integer' },
    { name: 'ErrorMsg', type: 'String' },
    { name: 'VerificationDetailList', type: 'Array of VerificationDetail' },
    { name: 'VideoBestFrameUrl', type: 'String', media: 'image', file: 'best-frame', md5: 'VideoBestFrameMd5', sensitive: true },
    { name: 'VideoBestFrameMd5', type: 'String' },
    { name: 'VideoUrl', type: 'String', media: 'video', file: 'video', md5: 'VideoMd5', sensitive: true },
    { name: 'VideoMd5', type: 'String' },
    { name: 'RequestId', type: 'String' },
  ],
  types: { VerificationDetail: verificationDetail },
  regions: firstPageRegions,
  requestsPerSecond: 20,
  errors: [
    'InvalidParameter',
    'InvalidParameterValue.BizTokenExpired',
    'InvalidParameterValue.BizTokenIllegal',
    'OperationDenied',
    'ResourceUnavailable',
  ],
  // A page of the first kind always compares.
  judgement: { ...webJudgement, always: ['liveness', 'comparison'] },
  readOnly: true,
  examples: ['idv web-v1 result 12345678-90AB-CDEF-1234-567890ABCDEF --save-dir result'],
  retired: '2026-03-09',
});
