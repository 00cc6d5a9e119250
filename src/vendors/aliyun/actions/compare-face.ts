import { defineAction } from '../../../core/declare/action.ts';
import type { MediaParam } from '../../../core/declare/params.ts';
import { mismatchAfter, retake } from '../../code-entries.ts';
import { bothGivenNotice, type FileOrAddress, oneRequiredRule } from '../../file-or-address.ts';
import { requestId } from '../../request-id.ts';
import { comparedPicture } from '../params/media.ts';
import { pictureAddress } from '../params/picture-address.ts';
import { visionAction } from '../vision.ts';

const picture = (name: string, flag: string, what: string): MediaParam => ({
  name,
  type: 'String',
  aliases: [flag],
  media: comparedPicture,
  help: what,
});

const first = picture('ImageDataA', 'image-a', 'the first picture; its face at least 64 by 64 pixels');
const second = picture('ImageDataB', 'image-b', 'the second picture');
const firstAddress = pictureAddress('ImageURLA', 'image-url-a', 'the first picture', 'image-a');
const secondAddress = pictureAddress('ImageURLB', 'image-url-b', 'the second picture', 'image-b');
const eitherFirst: FileOrAddress = { file: first, address: firstAddress, preferred: 'address' };
const eitherSecond: FileOrAddress = { file: second, address: secondAddress, preferred: 'address' };

const rectangle = 'left, top, width and height of the face, in pixels, in the';
const ifNoFace = '; empty if no face was found';

const measured = ['reached', 'below-threshold'];

export const compareFace = defineAction({
  ...visionAction('facebody'),
  name: 'CompareFace',
  command: ['vision', 'compare'],
  summary: 'Compare the largest faces of two pictures; does not check for attacks',
  params: [
    first,
    second,
    firstAddress,
    secondAddress,
    { name: 'QualityScoreThreshold', type: 'Float', help: 'if the quality of a picture is lower, MessageTips of the answer warns' },
  ],
  rules: [oneRequiredRule(eitherFirst), oneRequiredRule(eitherSecond)],
  notices: [bothGivenNotice(eitherFirst), bothGivenNotice(eitherSecond)],
  output: [{ name: 'Data', type: 'CompareFaceData', help: 'the comparison' }, requestId],
  types: {
    CompareFaceData: [
      { name: 'Confidence', type: 'Float', help: 'how similar the two faces are, 0 to 100' },
      {
        name: 'Thresholds',
        type: 'Array of Float',
        help: 'the service’s own thresholds, which 1 stranger in 1,000, in 10,000 and in 100,000 reaches',
      },
      { name: 'RectAList', type: 'Array of Integer', help: `${rectangle} first picture${ifNoFace}` },
      { name: 'RectBList', type: 'Array of Integer', help: `${rectangle} second picture${ifNoFace}` },
      { name: 'QualityScoreA', type: 'Float', help: 'quality of the face in the first picture, 0 to 100' },
      { name: 'QualityScoreB', type: 'Float', help: 'quality of the face in the second picture, 0 to 100' },
      { name: 'MessageTips', type: 'String', help: 'what the service says about poor quality; empty otherwise' },
      { name: 'IsMaskA', type: 'Integer', help: '1 if the face in the first picture wears a mask, else 0' },
      { name: 'IsMaskB', type: 'Integer', help: '1 if the face in the second picture wears a mask, else 0' },
      { name: 'LandmarksAList', type: 'Array of Integer', help: `five points of the face in the first picture${ifNoFace}` },
      { name: 'LandmarksBList', type: 'Array of Integer', help: `five points of the face in the second picture${ifNoFace}` },
    ],
  },
  judgement: {
    checked: ['comparison'],
    faceRectangles: {
      lists: ['Data.RectAList', 'Data.RectBList'],
      noFace: retake('no face was found in one of the pictures', 'take pictures with one face each, close and in good light'),
    },
    decision: {
      path: 'Data.Confidence',
      type: 'Score',
      success: 'reached',
      results: ['below-threshold'],
      codes: {
        'below-threshold': mismatchAfter('comparison')(
          'the similarity of the faces is below the threshold',
          'check that both pictures show the same person, close and sharp',
        ),
      },
    },
    score: {
      path: 'Data.Confidence',
      of: 'comparison',
      threshold: 69,
      thresholds: [
        { score: 61, falseAcceptRate: 1e-3 },
        { score: 69, falseAcceptRate: 1e-4 },
        { score: 75, falseAcceptRate: 1e-5 },
      ],
      ownThresholds: 'Data.Thresholds',
      validFor: measured,
      required: true,
    },
  },
  readOnly: false,
  examples: [
    'idv vision compare --image-a id.jpg --image-b selfie.jpg',
    'idv vision compare --image-a id.jpg --image-b selfie.jpg --threshold 75',
    'idv vision compare --image-a id.jpg --image-b selfie.jpg --sandbox --outcome low-similarity',
  ],
});
