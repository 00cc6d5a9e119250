import { defineAction } from '../../../core/declare/action.ts';
import { requestId } from '../../request-id.ts';
import { lowSimilarity, reflectResults } from '../codes/reflect-results.ts';
import { publishedThresholds } from '../codes/thresholds.ts';
import { faceid } from '../faceid.ts';
import { uploadedFile } from '../params/address.ts';
import { anyPhoto } from '../params/media.ts';
import { uploadRegions } from '../regions.ts';
import { clipOutcome } from '../types/clip-outcome.ts';

export const detectReflectLivenessAndCompare = defineAction({
  ...faceid,
  name: 'DetectReflectLivenessAndCompare',
  command: ['reflect', 'compare'],
  summary: 'Check that the recording of a light sequence shows a live person, and that it is the person in a photo',
  params: [
    ...uploadedFile({ name: 'LiveData', what: 'the SDK’s package of the light check', flag: 'live-data' }),
    ...uploadedFile({ name: 'Image', what: 'the photo', flag: 'image' }),
  ],
  output: [
    {
      name: 'BestFrameUrl',
      type: 'String',
      media: 'image',
      file: 'best-frame',
      md5: 'BestFrameMd5',
      sensitive: true,
      help: 'URL of the best image of the face, a JPEG; anyone who has it can open it',
    },
    { name: 'BestFrameMd5', type: 'String', help: 'MD5 of that image, 32 hex digits' },
    clipOutcome.result,
    clipOutcome.description,
    clipOutcome.sim,
    requestId,
  ],
  regions: uploadRegions,
  requestsPerSecond: 5,
  uploads: [
    { flag: 'live-data', help: 'the SDK’s package of the light check', url: 'LiveDataUrl', md5: 'LiveDataMd5' },
    // Neither size nor format of the photo is documented.
    { flag: 'image', help: 'the photo', url: 'ImageUrl', md5: 'ImageMd5', media: anyPhoto },
  ],
  validity: [{ what: 'BestFrameUrl, and the image at that URL', seconds: 2 * 3600 }],
  errors: reflectResults,
  judgement: {
    checked: ['liveness', 'comparison'],
    // In its own table, low similarity is an InternalError; in similar actions it is a FailedOperation.
    decision: { path: 'Result', type: 'String', success: 'Success', results: [...reflectResults, 'FailedOperation.CompareLowSimilarity'] },
    description: 'Description',
    score: { path: 'Sim', of: 'comparison', ...publishedThresholds, validFor: ['Success', ...lowSimilarity], required: true },
  },
  readOnly: false,
  examples: [
    'idv reflect compare --live-data live.bin --image portrait.jpg',
    'idv reflect compare --live-data live.bin --image portrait.jpg --save-dir result --json',
  ],
});
