import { defineAction } from '../../../core/declare/action.ts';
import type { ImageOrVideoParam } from '../../../core/declare/params.ts';
import { afterChecks, review, spoofAfter } from '../../code-entries.ts';
import { notBothRule, oneRequiredRule } from '../../file-or-address.ts';
import { requestId } from '../../request-id.ts';
import { pictureRefusals } from '../codes/ekyc.ts';
import { ekyc } from '../ekyc.ts';
import { deepfakeClip, deepfakePicture } from '../params/deepfake-media.ts';
import { merchantBizId, productCodeParam, sceneCode, urlParam } from '../params/ekyc.ts';
import { commonAnswerFields, serviceRan, transactionId } from '../types/ekyc.ts';

const file: ImageOrVideoParam = {
  name: 'FaceBase64',
  type: 'String',
  sensitive: true,
  either: {
    image: { name: 'image', type: 'String', media: deepfakePicture, help: 'the picture to check' },
    video: { name: 'video', type: 'String', media: deepfakeClip, help: 'the clip to check, in place of a picture' },
  },
  help: 'the picture or the clip',
};
const given = { file, address: urlParam('FaceUrl', 'face-url', 'the picture or the clip', 'image or --video') };

const look = 'ask a person to look at the file, and at the traces in RiskTag';

export const deepfakeDetectIntl = defineAction({
  ...ekyc,
  docsUrl: 'https://www.alibabacloud.com/help/en/ekyc/latest/face-deepfake-detection',
  name: 'DeepfakeDetectIntl',
  command: ['ekyc', 'deepfake'],
  summary: 'Check a picture or a clip for a forged or filmed face, with ID Verification in Singapore',
  params: [
    productCodeParam('FACE_DEEPFAKE'),
    merchantBizId,
    sceneCode,
    file,
    given.address,
    {
      name: 'FaceInputType',
      type: 'String',
      values: { IMAGE: [], VIDEO: [] },
      follows: { param: 'FaceBase64', image: 'IMAGE', video: 'VIDEO' },
      default: 'IMAGE',
      help: 'whether the URL leads to a picture or a clip',
    },
  ],
  rules: [oneRequiredRule(given), notBothRule(given)],
  output: [...commonAnswerFields, { name: 'ResultObject', type: 'DeepfakeResult', help: 'what was found' }, requestId],
  types: {
    DeepfakeResult: [
      transactionId,
      { name: 'Result', type: 'String', help: 'the risk: 0 low, 1 high, 2 suspicious' },
      {
        name: 'RiskTag',
        type: 'String',
        help: 'traces, as a comma list: SuspectDeepForgery, SuspectPSFace, SuspectWarterMark, SuspectTemple, SuspectAIGCFace, SuspectRemake; empty if there are none',
      },
      { name: 'RiskScore', type: 'Map of String', help: 'a risk score for each trace, as text' },
    ],
  },
  // Its page names only this host.
  regions: ['ap-southeast-1'],
  judgement: {
    checked: ['deepfake'],
    decision: {
      path: 'ResultObject.Result',
      type: 'String',
      success: '0',
      results: ['2', '1'],
      codes: {
        1: spoofAfter('deepfake')('the file is of high risk', 'look into it: RiskTag names the traces'),
        2: afterChecks('deepfake')(review)('the file is suspicious', look),
      },
    },
    cautions: [
      {
        path: 'ResultObject.RiskTag',
        type: 'Words',
        fine: [],
        codes: { listed: review('the risk is low, but the service names traces', look) },
      },
    ],
    refusals: pictureRefusals,
  },
  needs: serviceRan,
  readOnly: false,
  examples: [
    'idv ekyc deepfake --image selfie.jpg --biz-id order7',
    'idv ekyc deepfake --video selfie.mp4 --biz-id order7 --json',
    'idv ekyc deepfake --image selfie.jpg --biz-id order7 --sandbox --outcome spoof',
  ],
});
