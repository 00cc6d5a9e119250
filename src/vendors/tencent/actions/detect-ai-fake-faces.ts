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
  summary: 'Check a picture or a clip for traces of a forged face; does not compare faces',
  params: [
    {
      name: 'FaceInput',
      type: 'String',
      required: true,
      either: {
        image: { name: 'image', type: 'String', media: comparedPhoto, help: 'the picture to check' },
        video: { name: 'video', type: 'String', media: suspectClip, help: 'the clip to check, in place of a picture' },
      },
      help: 'the picture or the clip',
    },
    {
      name: 'FaceInputType',
      type: 'Integer',
      required: true,
      values: { 1: ['image'], 2: ['video'] },
      follows: { param: 'FaceInput', image: 1, video: 2 },
      help: 'whether it is a picture or a clip',
    },
  ],
  output: [
    {
      name: 'AttackRiskLevel',
      type: 'String',
      help: 'Low: no sign of an attack; Mid: moderate suspicion; High: strong suspicion',
    },
    {
      name: 'AttackRiskDetailList',
      type: 'Array of AttackRiskDetail',
      help: 'traces of an attack, for reference only: the level decides; empty if there are none',
    },
    { name: 'ExtraInfo', type: 'ExtraInfo', help: 'further findings of the service; may be null' },
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
        help: 'known attack templates that are similar to the file; null if there are none',
      },
    ],
    RetrievalLivenessExtraInfo: [
      {
        name: 'HitGroup',
        type: 'String',
        help: 'origin of the template: Common (for all customers), Auto (collected from your calls) or Owner (your own)',
      },
      { name: 'SimilarityScore', type: 'Float', help: 'how similar the file and the template are' },
      { name: 'HitTemplate', type: 'String', help: 'id of the template' },
    ],
  },
  // Its page says that the region is not required.
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
