import { defineAction } from '../../../core/declare/action.ts';
import { mismatchAfter } from '../../code-entries.ts';
import { notBothRule, oneRequiredRule } from '../../file-or-address.ts';
import { requestId } from '../../request-id.ts';
import { pictureRefusals } from '../codes/ekyc.ts';
import { ekyc } from '../ekyc.ts';
import { faceQualityCheck, merchantBizId, photoParam, urlParam } from '../params/ekyc.ts';
import { commonAnswerFields, qualityScores, serviceRan, transactionId } from '../types/ekyc.ts';

const first = {
  file: photoParam('SourceFacePicture', 'image-a', 'the first photo'),
  address: urlParam('SourceFacePictureUrl', 'image-url-a', 'the first photo', 'image-a'),
};
const second = {
  file: photoParam('TargetFacePicture', 'image-b', 'the second photo'),
  address: urlParam('TargetFacePictureUrl', 'image-url-b', 'the second photo', 'image-b'),
};

export const faceCompare = defineAction({
  ...ekyc,
  docsUrl: 'https://www.alibabacloud.com/help/en/ekyc/latest/facecompare',
  name: 'FaceCompare',
  command: ['ekyc', 'compare'],
  summary: 'Compare the faces of two photos, in one of four regions of Asia; does not check for attacks',
  params: [
    merchantBizId,
    first.file,
    second.file,
    first.address,
    second.address,
    faceQualityCheck,
    {
      name: 'FacePictureQualityCheck',
      type: 'String',
      values: { Y: ['yes', 'on'] },
      retired: 'on an unpublished date',
      help: 'the older form of FaceQualityCheck',
    },
  ],
  rules: [oneRequiredRule(first), oneRequiredRule(second), notBothRule(first), notBothRule(second)],
  output: [...commonAnswerFields, { name: 'Result', type: 'FaceCompareResult', help: 'the comparison' }, requestId],
  types: {
    FaceCompareResult: [
      transactionId,
      { name: 'Passed', type: 'String', help: 'whether the two are the same person: Y or N' },
      { name: 'FaceComparisonScore', type: 'Float', help: 'how similar the two faces are, 0 to 100; no threshold is published' },
      { name: 'ExtFaceInfo', type: 'FaceCompareQuality', help: 'quality of the face; may be null' },
    ],
    FaceCompareQuality: qualityScores,
  },
  judgement: {
    checked: ['comparison'],
    decision: {
      path: 'Result.Passed',
      type: 'String',
      success: 'Y',
      results: ['N'],
      codes: {
        N: mismatchAfter('comparison')(
          'the two faces do not belong to one person',
          'check that both photos show the same person, close and sharp',
        ),
      },
    },
    refusals: pictureRefusals,
    score: {
      path: 'Result.FaceComparisonScore',
      of: 'comparison',
      threshold: null,
      lowUnder: 50,
      validFor: ['Y', 'N'],
      required: true,
    },
  },
  needs: serviceRan,
  readOnly: false,
  examples: [
    'idv ekyc compare --image-a id.jpg --image-b selfie.jpg --biz-id order-7',
    'idv ekyc compare --image-a id.jpg --image-b selfie.jpg --biz-id order-7 --threshold 80 --json',
    'idv ekyc compare --image-a id.jpg --image-b selfie.jpg --biz-id order-7 --sandbox --outcome low-similarity',
  ],
});
