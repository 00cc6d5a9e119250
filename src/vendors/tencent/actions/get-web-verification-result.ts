import { defineAction } from '../../../core/declare/action.ts';
import { requestId } from '../../request-id.ts';
import { webJudgement } from '../codes/web-judgement.ts';
import { faceid } from '../faceid.ts';
import { tokenParam } from '../params/token.ts';
import { firstPageRegions } from '../regions.ts';
import { fileAddresses } from '../types/file-info.ts';
import { verificationDetail, webOutcome } from '../types/verification-detail.ts';

export const getWebVerificationResult = defineAction({
  ...faceid,
  name: 'GetWebVerificationResult',
  command: ['web-v1', 'result'],
  summary: 'Read the result of a verification on a page of the older kind',
  params: [tokenParam('BizToken', 'web-v1 token')],
  output: [
    ...webOutcome,
    {
      name: 'VideoBestFrameUrl',
      type: 'String',
      media: 'image',
      file: 'best-frame',
      md5: 'VideoBestFrameMd5',
      sensitive: true,
      help: 'URL of the best image of the face; null if none was taken',
    },
    { name: 'VideoBestFrameMd5', type: 'String', help: 'MD5 of that image, 32 hex digits; null if there is none' },
    {
      name: 'VideoUrl',
      type: 'String',
      media: 'video',
      file: 'video',
      md5: 'VideoMd5',
      sensitive: true,
      help: 'URL of the video; null if none was taken',
    },
    { name: 'VideoMd5', type: 'String', help: 'MD5 of the video, 32 hex digits; null if there is none' },
    requestId,
  ],
  types: { VerificationDetail: verificationDetail },
  regions: firstPageRegions,
  requestsPerSecond: 20,
  validity: [{ ...fileAddresses, what: 'URLs of files (VideoBestFrameUrl, VideoUrl)' }],
  errors: [
    'InvalidParameter',
    'InvalidParameterValue.BizTokenExpired',
    'InvalidParameterValue.BizTokenIllegal',
    'OperationDenied',
    'ResourceUnavailable',
  ],
  // A page of the older kind always compares.
  judgement: { ...webJudgement, always: ['liveness', 'comparison'] },
  readOnly: true,
  examples: [
    'idv web-v1 result 12345678-90AB-CDEF-1234-567890ABCDEF --save-dir result',
    'idv web-v1 result 12345678-90AB-CDEF-1234-567890ABCDEF --wait --json',
  ],
  retired: '2026-03-09',
});
