import { defineAction } from '../../../core/declare/action.ts';
import type { MediaParam } from '../../../core/declare/params.ts';
import { fileAddress } from '../../file-address.ts';
import { bothGivenNotice, type FileOrAddress, oneRequiredRule } from '../../file-or-address.ts';
import { requestId } from '../../request-id.ts';
import { clipJudgement } from '../codes/clip-judgement.ts';
import { livenessResults } from '../codes/liveness-results.ts';
import { faceid } from '../faceid.ts';
import { bestFrames, digitsOrMovements, livenessType } from '../params/liveness-clip.ts';
import { comparedPhoto, judgedClip } from '../params/media.ts';
import { bestFramesRule, digitsOrMovementsRule } from '../rules.ts';
import { clipOutcome } from '../types/clip-outcome.ts';

const photo: MediaParam = { name: 'ImageBase64', type: 'String', media: comparedPhoto, help: 'the photo' };
const clip: MediaParam = { name: 'VideoBase64', type: 'String', media: judgedClip, help: 'the clip' };
const photoAddress = fileAddress('ImageUrl', 'URL of the photo', 'image');
const clipAddress = fileAddress('VideoUrl', 'URL of the clip, downloaded within 4 s', 'video');
const eitherPhoto: FileOrAddress = { file: photo, address: photoAddress, preferred: 'file' };
const eitherClip: FileOrAddress = { file: clip, address: clipAddress, preferred: 'file' };

export const livenessCompare = defineAction({
  ...faceid,
  name: 'LivenessCompare',
  command: ['liveness', 'compare'],
  summary: 'Check that a clip shows a live person, and compare with a photo; older than `idv compare`, closed to new customers',
  params: [livenessType, photo, photoAddress, clip, clipAddress, digitsOrMovements, bestFrames],
  rules: [oneRequiredRule(eitherPhoto), oneRequiredRule(eitherClip), digitsOrMovementsRule, bestFramesRule],
  notices: [
    { when: () => true, text: 'the vendor has closed LivenessCompare to new customers; idv compare does the same' },
    bothGivenNotice(eitherPhoto),
    bothGivenNotice(eitherClip),
  ],
  output: [
    clipOutcome.bestFrameBase64,
    clipOutcome.sim,
    clipOutcome.result,
    clipOutcome.description,
    {
      name: 'BestFrameList',
      type: 'Array of String',
      media: 'image',
      file: 'best-frames',
      help: 'as many images of the face as --best-frames asked for, as base64; null if none were asked for',
    },
    requestId,
  ],
  // Its page says that the region is not required and has no effect. https://www.tencentcloud.com/document/product/1061/36939
  regions: [],
  requestsPerSecond: 100,
  errors: [
    'AuthFailure.InvalidAuthorization',
    ...livenessResults,
    'FailedOperation.CompressVideoError',
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
    'idv liveness compare --image portrait.jpg --video selfie.mp4',
    'idv liveness compare --image portrait.jpg --video selfie.mp4 --best-frames 3 --save-dir result',
  ],
});
