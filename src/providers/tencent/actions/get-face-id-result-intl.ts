import { defineAction } from '../../../core/action.ts';
import { faceIdResultCodes } from '../codes/app-sdk-results.ts';
import { riskyDevice } from '../codes/cautions.ts';
import { publishedThresholds } from '../codes/thresholds.ts';
import { faceid } from '../faceid.ts';
import { tokenParam } from '../params/token.ts';
import { tokenRegions } from '../regions.ts';
import { later } from '../types/members.ts';

export const getFaceIdResultIntl = defineAction({
  ...faceid,
  name: 'GetFaceIdResultIntl',
  command: ['faceid', 'result'],
  summary: 'Read how a liveness check of the App SDK went',
  params: [tokenParam('SdkToken', 'faceid token')],
  output: [
    { name: 'Result', type: 'String' },
    { name: 'Description', type: 'String' },
    // The manual's sample has the clip in BestFrame and the picture in Video: what they hold decides, not their name.
    { name: 'BestFrame', type: 'String', media: 'image', file: 'best-frame' },
    { name: 'Video', type: 'String', media: 'video', file: 'video' },
    ...later({ name: 'ActionVideo', type: 'String', media: 'video', file: 'action-video' }),
    { name: 'Similarity', type: 'Float' },
    { name: 'Extra', type: 'String', sensitive: true },
    ...later({ name: 'DeviceInfoLevel', type: 'String' }, { name: 'LivenessInfoTag', type: 'Array of String' }),
    { name: 'RequestId', type: 'String' },
  ],
  regions: tokenRegions,
  requestsPerSecond: 20,
  errors: [
    'InternalError',
    'InvalidParameter',
    'InvalidParameterValue.BizTokenExpired',
    'InvalidParameterValue.BizTokenIllegal',
    'OperationDenied',
  ],
  judgement: {
    checked: ['liveness'],
    // The result does not say its token's mode: only a comparison has a similarity. Without one the service writes 0, "to be ignored".
    evidence: [{ check: 'comparison' }],
    decision: { path: 'Result', type: 'String', success: '0', results: Object.keys(faceIdResultCodes), codes: faceIdResultCodes },
    description: 'Description',
    emptyOnSuccess: ['LivenessInfoTag'],
    cautions: [riskyDevice],
    score: { path: 'Similarity', of: 'comparison', ...publishedThresholds, zeroIsNone: true, validFor: ['0', '2016'], required: false },
  },
  readOnly: true,
  examples: [
    'idv faceid result 12345678-90AB-CDEF-1234-567890ABCDEF',
    'idv faceid result 12345678-90AB-CDEF-1234-567890ABCDEF --wait --save-dir result',
  ],
});
