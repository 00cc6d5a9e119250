import { defineAction } from '../../../core/declare/action.ts';
import { requestId } from '../../request-id.ts';
import { faceIdResultCodes } from '../codes/app-sdk-results.ts';
import { riskyDevice } from '../codes/cautions.ts';
import { publishedThresholds } from '../codes/thresholds.ts';
import { faceid } from '../faceid.ts';
import { firstSeen } from '../first-seen.ts';
import { tokenParam } from '../params/token.ts';
import { tokenRegions } from '../regions.ts';
import { since } from '../types/members.ts';
import { deviceInfoLevel, livenessInfoTag } from '../types/risk-fields.ts';

export const getFaceIdResultIntl = defineAction({
  ...faceid,
  name: 'GetFaceIdResultIntl',
  command: ['faceid', 'result'],
  summary: 'Read how a liveness check of the App SDK went',
  params: [tokenParam('SdkToken', 'faceid token')],
  output: [
    { name: 'Result', type: 'String', help: 'the outcome: 0 passed, -999 not finished, else the code of what went wrong' },
    { name: 'Description', type: 'String', help: 'the outcome in the vendor’s words' },
    // The manual's sample has the clip in BestFrame and the picture in Video: what they hold decides, not their name.
    { name: 'BestFrame', type: 'String', media: 'image', file: 'best-frame', help: 'best image of the face, as base64' },
    { name: 'Video', type: 'String', media: 'video', file: 'video', help: 'video of the check with its coloured reflections, as base64' },
    ...since(firstSeen.afterManual, {
      name: 'ActionVideo',
      type: 'String',
      media: 'video',
      file: 'action-video',
      help: 'video of the movement that was asked for, as base64',
    }),
    {
      name: 'Similarity',
      type: 'Float',
      help: 'similarity of the two faces, 0 to 100; of a token with CheckMode liveness null or 0, to be ignored',
    },
    { name: 'Extra', type: 'String', sensitive: true, help: 'the text that the token was issued with; may be null' },
    ...since(firstSeen.afterManual, deviceInfoLevel, livenessInfoTag),
    requestId,
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
