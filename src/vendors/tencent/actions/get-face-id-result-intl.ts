import { defineAction } from '../../../core/declare/action.ts';
import { requestId } from '../../request-id.ts';
import { faceIdResultCodes } from '../codes/app-sdk-results.ts';
import { riskyDevice } from '../codes/cautions.ts';
import { publishedThresholds } from '../codes/thresholds.ts';
import { faceid } from '../faceid.ts';
import { firstSeen } from '../first-seen.ts';
import { tokenParam } from '../params/token.ts';
import { tokenRegions } from '../regions.ts';
import { addedSince } from '../types/members.ts';
import { deviceInfoLevel, livenessInfoTag } from '../types/risk-fields.ts';

export const getFaceIdResultIntl = defineAction({
  ...faceid,
  name: 'GetFaceIdResultIntl',
  command: ['faceid', 'result'],
  summary: 'Read the result of a liveness check in the App SDK',
  params: [tokenParam('SdkToken', 'faceid token')],
  output: [
    { name: 'Result', type: 'String', help: 'the outcome: 0 passed, -999 not finished, else the code of the problem' },
    { name: 'Description', type: 'String', help: 'the outcome in the vendor’s words' },
    // In the manual's sample, BestFrame has the clip and Video has the picture. So their content decides, not their name.
    { name: 'BestFrame', type: 'String', media: 'image', file: 'best-frame', help: 'best image of the face, as base64' },
    { name: 'Video', type: 'String', media: 'video', file: 'video', help: 'video of the check with its coloured reflections, as base64' },
    ...addedSince(firstSeen.afterManual, {
      name: 'ActionVideo',
      type: 'String',
      media: 'video',
      file: 'action-video',
      help: 'video of the requested movement, as base64',
    }),
    {
      name: 'Similarity',
      type: 'Float',
      help: 'similarity of the two faces, 0 to 100; for a token with CheckMode liveness it is null or 0, and must be ignored',
    },
    { name: 'Extra', type: 'String', sensitive: true, help: 'the Extra text of the token; may be null' },
    ...addedSince(firstSeen.afterManual, deviceInfoLevel, livenessInfoTag),
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
    // The result does not name its token's mode: only a comparison has a similarity. Without a comparison the service writes 0, "to be
    // ignored".
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
