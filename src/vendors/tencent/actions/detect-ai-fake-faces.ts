import { defineAction } from '../../../core/declare/action.ts';
import { requestId } from '../../request-id.ts';
import { deepfakeJudgement } from '../codes/deepfake-judgement.ts';
import { faceid } from '../faceid.ts';
import { comparedPhoto, suspectClip } from '../params/media.ts';

export const detectAiFakeFaces = defineAction({
  ...faceid,
  docsUrl: 'https://www.tencentcloud.com/document/product/1061/64467',
  name: 'DetectAIFakeFaces',
  command: ['deepfake'],
  summary: 'Look in a picture or a clip for traces of a forged face; compares no faces',
  params: [
    {
      name: 'FaceInput',
      type: 'String',
      required: true,
      either: {
        image: { name: 'image', type: 'String', media: comparedPhoto, help: 'a picture to look at' },
        video: { name: 'video', type: 'String', media: suspectClip, help: 'a clip to look at, in place of a picture' },
      },
      help: 'the picture or the clip',
    },
    {
      name: 'FaceInputType',
      type: 'Integer',
      required: true,
      values: { 1: ['image'], 2: ['video'] },
      follows: { param: 'FaceInput', image: 1, video: 2 },
      help: 'which of the two it is',
    },
  ],
  output: [
    {
      name: 'AttackRiskLevel',
      type: 'String',
      help: 'Low: no attack is seen; Mid: moderately suspected; High: highly suspected',
    },
    {
      name: 'AttackRiskDetailList',
      type: 'Array of AttackRiskDetail',
      help: 'traces of an attack, for reference: the level is what counts; empty if there are none',
    },
    { name: 'ExtraInfo', type: 'ExtraInfo', help: 'what else the service found; may be null' },
    requestId,
  ],
  types: {
    AttackRiskDetail: [
      {
        name: 'Type',
        type: 'String',
        help: 'the trace: SuspectedSpoofingAttack, SuspectedSynthesisImage, SuspectedSynthesisVideo, SuspectedeAnomalyAttack, SuspectedAdversarialAttack, SuspectedBlackIndustry or SuspectedWatermark',
      },
    ],
    ExtraInfo: [
      {
        name: 'RetrievalLivenessExtraInfo',
        type: 'Array of RetrievalLivenessExtraInfo',
        help: 'templates of attacks to which the file is like; null if there are none',
      },
    ],
    RetrievalLivenessExtraInfo: [
      {
        name: 'HitGroup',
        type: 'String',
        help: 'whose template it is: Common (of all customers), Auto (collected from the own calls) or Owner (the own)',
      },
      { name: 'SimilarityScore', type: 'Float', help: 'how like the two are' },
      { name: 'HitTemplate', type: 'String', help: 'id of the template' },
    ],
  },
  // Its page calls the region not required.
  regions: [],
  requestsPerSecond: 5,
  errors: [
    'FailedOperation.CoveredFace',
    'FailedOperation.DetectEngineSystemError',
    'FailedOperation.ImageDecodeFailed',
    'FailedOperation.IncompleteFace',
    'FailedOperation.PoorImageQuality',
    'FailedOperation.UnKnown',
    'FailedOperation.VideoDecodeFailed',
    'FailedOperation.VideoDurationExceeded',
    'InvalidParameter',
    'InvalidParameterValue',
    'RequestLimitExceeded',
    'UnauthorizedOperation.Arrears',
    'UnauthorizedOperation.ChargeStatusException',
    'UnauthorizedOperation.Nonactivated',
  ],
  judgement: deepfakeJudgement,
  readOnly: false,
  since: '2024-09',
  examples: [
    'idv deepfake --image portrait.jpg',
    'idv deepfake --video selfie.mp4 --json',
    'idv deepfake --image portrait.jpg --sandbox --outcome spoof',
  ],
});
