import { defineAction } from '../../../core/declare/action.ts';
import { requestId } from '../../request-id.ts';
import { clipJudgement } from '../codes/clip-judgement.ts';
import { livenessResults } from '../codes/liveness-results.ts';
import { faceid } from '../faceid.ts';
import { uploadedFile } from '../params/address.ts';
import { digitsOrMovements, livenessType } from '../params/liveness-clip.ts';
import { comparedPhoto, judgedClip } from '../params/media.ts';
import { uploadRegions } from '../regions.ts';
import { digitsOrMovementsRule } from '../rules.ts';
import { clipOutcome } from '../types/clip-outcome.ts';
import { fileInfo } from '../types/file-info.ts';

export const videoLivenessCompare = defineAction({
  ...faceid,
  name: 'VideoLivenessCompare',
  command: ['video', 'compare'],
  summary: 'Check that an uploaded clip shows a live person, and that it is the person in an uploaded photo',
  params: [
    ...uploadedFile({ name: 'Image', what: 'the photo', flag: 'image' }),
    ...uploadedFile({ name: 'Video', what: 'the clip', flag: 'video' }),
    livenessType,
    digitsOrMovements,
  ],
  rules: [digitsOrMovementsRule],
  output: [
    clipOutcome.sim,
    clipOutcome.result,
    clipOutcome.description,
    { name: 'BestFrame', type: 'FileInfo', media: 'image', file: 'best-frame', help: 'best image of the face in the clip; may be null' },
    requestId,
  ],
  types: { FileInfo: fileInfo },
  regions: uploadRegions,
  requestsPerSecond: 20,
  uploads: [
    { flag: 'image', help: 'the photo', url: 'ImageUrl', md5: 'ImageMd5', media: comparedPhoto },
    { flag: 'video', help: 'the clip', url: 'VideoUrl', md5: 'VideoMd5', media: judgedClip },
  ],
  errors: [
    ...livenessResults,
    'InvalidParameter',
    'InvalidParameterValue',
    'UnauthorizedOperation',
    'UnauthorizedOperation.Arrears',
    'UnauthorizedOperation.NonAuthorize',
    'UnauthorizedOperation.Nonactivated',
    'UnsupportedOperation',
  ],
  judgement: clipJudgement,
  readOnly: false,
  examples: [
    'idv video compare --image portrait.jpg --video selfie.mp4',
    'idv video compare --image portrait.jpg --video selfie.mp4 --liveness lip --actions 1234',
  ],
});
