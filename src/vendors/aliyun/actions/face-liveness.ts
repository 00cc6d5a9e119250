import { defineAction } from '../../../core/declare/action.ts';
import type { Signal } from '../../../core/judge/judgement.ts';
import { afterChecks, retake, spoofAfter } from '../../code-entries.ts';
import { notBothRule, oneRequiredRule } from '../../file-or-address.ts';
import { requestId } from '../../request-id.ts';
import { pictureRefusals } from '../codes/ekyc.ts';
import { ekyc } from '../ekyc.ts';
import {
  crop,
  faceQualityCheck,
  merchantBizId,
  merchantUserId,
  photoParam,
  productCodeParam,
  switchParam,
  urlParam,
} from '../params/ekyc.ts';
import { commonAnswerFields, qualityScores, serviceRan, subCode, transactionId } from '../types/ekyc.ts';

const picture = {
  file: photoParam('FacePictureBase64', 'image', 'the photo'),
  address: urlParam('FacePictureUrl', 'image-url', 'the photo', 'image'),
};

/** The vendor calls it the liveness result. It is needed for every decision: a refused photo may be an attack, or only a poor photo. */
const attack: Signal = {
  path: 'Result.ExtFaceInfo.FaceAttack',
  type: 'String',
  success: 'N',
  results: ['Y'],
  codes: {
    Y: spoofAfter('liveness')('the photo does not show a live person', 'ask the person to take a new photo with the device’s own camera'),
  },
  required: true,
};

export const faceLiveness = defineAction({
  ...ekyc,
  docsUrl: 'https://www.alibabacloud.com/help/en/ekyc/latest/cadqvlft48igbpdc',
  name: 'FaceLiveness',
  command: ['ekyc', 'liveness'],
  summary: 'Check that a photo shows a live person and not an attack, with age and sex; does not compare faces',
  params: [
    productCodeParam('FACE_LIVENESS_MIN'),
    merchantBizId,
    merchantUserId,
    picture.file,
    picture.address,
    crop,
    switchParam('FaceQuality', 'whether a face of poor quality is refused', ['T', 'F'], 'F'),
    switchParam('Occlusion', 'whether a covered face is refused', ['T', 'F'], 'F'),
    faceQualityCheck,
  ],
  rules: [oneRequiredRule(picture), notBothRule(picture)],
  output: [...commonAnswerFields, { name: 'Result', type: 'FaceLivenessResult', help: 'the check' }, requestId],
  types: {
    FaceLivenessResult: [
      transactionId,
      { name: 'Passed', type: 'String', help: 'whether the photo was accepted: Y or N' },
      subCode,
      { name: 'ExtFaceInfo', type: 'FaceLivenessInfo', help: 'the liveness result, and properties of the face' },
    ],
    FaceLivenessInfo: [
      { name: 'FaceAttack', type: 'String', help: 'the liveness result: Y an attack, N a live person' },
      { name: 'FaceAge', type: 'Integer', sensitive: true, help: 'estimated age in years' },
      { name: 'FaceGender', type: 'String', sensitive: true, help: 'estimated sex: M or F' },
      { name: 'OcclusionResult', type: 'String', help: 'whether the face is covered: Y or N; only if Occlusion was asked for' },
      ...qualityScores,
    ],
  },
  judgement: {
    checked: ['liveness'],
    decision: {
      path: 'Result.Passed',
      type: 'String',
      success: 'Y',
      results: ['N'],
      codes: {
        N: afterChecks('liveness')(retake)(
          'there is no attack, but the photo was not accepted',
          'take a sharper photo in even light, with the face uncovered',
        ),
      },
    },
    refusals: pictureRefusals,
    vetoes: [attack],
    witnesses: [{ path: 'Result.SubCode', type: 'String', success: '200', results: [] }],
  },
  needs: serviceRan,
  readOnly: false,
  examples: [
    'idv ekyc liveness --image selfie.jpg --biz-id order-7 --user-id customer-9',
    'idv ekyc liveness --image selfie.jpg --biz-id order-7 --user-id customer-9 --occlusion yes --json',
    'idv ekyc liveness --image selfie.jpg --biz-id order-7 --user-id customer-9 --sandbox --outcome spoof',
  ],
});
