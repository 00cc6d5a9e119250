import { defineAction } from '../../../core/declare/action.ts';
import { requestId } from '../../request-id.ts';
import { clipJudgement } from '../codes/clip-judgement.ts';
import { faceid } from '../faceid.ts';
import { livenessType } from '../params/liveness-clip.ts';
import { comparedPhoto, judgedClip } from '../params/media.ts';
import { lipNotice, validateDataRule } from '../rules.ts';
import { clipOutcome } from '../types/clip-outcome.ts';

export const compareFaceLiveness = defineAction({
  ...faceid,
  docsUrl: 'https://www.tencentcloud.com/document/product/1061/55390',
  name: 'CompareFaceLiveness',
  command: ['compare'],
  summary: 'Check that a clip shows a live person, and that it is the person in a photo',
  params: [
    { name: 'ImageBase64', type: 'String', required: true, media: comparedPhoto, help: 'the photo' },
    // The manual's row repeats the text of the photo; the service accepts 8 MB of MP4, AVI or FLV.
    { name: 'VideoBase64', type: 'String', required: true, media: judgedClip, help: 'the clip' },
    livenessType,
    {
      name: 'ValidateData',
      type: 'String',
      aliases: ['actions'],
      values: { 1: ['mouth', 'open-mouth'], 2: ['blink'], 3: ['nod'], 4: ['shake', 'shake-head'] },
      maxItems: 2,
      orElse: { pattern: /^(\d{4})?$/, meaning: 'four digits (lip)' },
      help: 'what the person does in the clip, in order',
    },
  ],
  rules: [validateDataRule({ accepted: 'one or two of mouth, blink, nod, shake', example: 'shake,blink', digitsRequired: false })],
  notices: [lipNotice],
  output: [clipOutcome.result, clipOutcome.description, clipOutcome.sim, clipOutcome.bestFrameBase64, requestId],
  regions: ['ap-bangkok', 'ap-hongkong', 'ap-singapore'],
  requestsPerSecond: 20,
  errors: [
    'FailedOperation.CompressVideoError',
    'FailedOperation.UnKnown',
    'InvalidParameter',
    'InvalidParameterValue',
    'UnauthorizedOperation.Activating',
    'UnauthorizedOperation.Arrears',
    'UnauthorizedOperation.NonAuthorize',
    'UnauthorizedOperation.Nonactivated',
  ],
  judgement: clipJudgement,
  readOnly: false,
  examples: [
    'idv compare --image portrait.jpg --video selfie.mp4',
    'idv compare --image portrait.jpg --video selfie.mp4 --liveness action --actions shake,blink',
    'idv compare --image portrait.jpg --video selfie.mp4 --sandbox --outcome low-similarity',
  ],
});
