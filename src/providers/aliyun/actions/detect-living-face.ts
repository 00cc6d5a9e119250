import { defineAction } from '../../../core/action.ts';
import { showing } from '../../../core/codes.ts';
import { retake, review, spoof } from '../codes/entry.ts';
import { livePicture } from '../params/media.ts';
import { pictureAddress } from '../params/picture-address.ts';
import { visionAction } from '../vision.ts';

const result = 'Data.Elements[].Results[]';

const attack = showing(
  ['liveness'],
  spoof('the picture shows no person but a picture of one', 'have the person take a new photo with the device’s own camera'),
);

export const detectLivingFace = defineAction({
  ...visionAction('facebody'),
  name: 'DetectLivingFace',
  command: ['vision', 'liveness'],
  summary: 'Tell a photo of a person from one of a picture or a screen; compares nobody',
  params: [
    {
      name: 'Tasks',
      type: 'Array of DetectLivingFaceTask',
      required: true,
      maxItems: 10,
      help: 'the pictures; all must pass',
      entry: [
        { name: 'ImageData', type: 'String', aliases: ['image'], media: livePicture, help: 'a picture' },
        pictureAddress('ImageURL', 'image-url', 'a picture', 'image'),
      ],
    },
  ],
  output: [
    { name: 'Data', type: 'DetectLivingFaceData' },
    { name: 'RequestId', type: 'String' },
  ],
  types: {
    DetectLivingFaceData: [{ name: 'Elements', type: 'Array of DetectLivingFaceElement' }],
    DetectLivingFaceElement: [
      { name: 'TaskId', type: 'String' },
      { name: 'ImageURL', type: 'String', sensitive: true },
      { name: 'FaceNumber', type: 'Integer' },
      { name: 'Results', type: 'Array of DetectLivingFaceResult' },
    ],
    DetectLivingFaceResult: [
      { name: 'Suggestion', type: 'String' },
      { name: 'Label', type: 'String' },
      { name: 'Rate', type: 'Float' },
      { name: 'Rect', type: 'DetectLivingFaceRect' },
      { name: 'MessageTips', type: 'String' },
      { name: 'Frames', type: 'Array of DetectLivingFaceFrame', retired: 'deprecated' },
    ],
    DetectLivingFaceRect: [
      { name: 'Left', type: 'Integer' },
      { name: 'Top', type: 'Integer' },
      { name: 'Width', type: 'Integer' },
      { name: 'Height', type: 'Integer' },
    ],
    DetectLivingFaceFrame: [
      { name: 'Rate', type: 'Float' },
      { name: 'Url', type: 'String', sensitive: true },
    ],
  },
  judgement: {
    checked: ['liveness'],
    each: {
      pictures: 'Data.Elements',
      of: 'Tasks',
      id: 'TaskId',
      faces: result.slice(0, -2),
      faceCount: 'Data.Elements[].FaceNumber',
      noFace: retake('no face was found in a picture', 'take a photo with one face, near and in good light'),
      severalFaces: retake('a picture shows several faces', 'take a photo of one person alone'),
    },
    decision: {
      path: `${result}.Suggestion`,
      type: 'String',
      success: 'pass',
      results: ['review', 'block'],
      codes: {
        review: showing(
          ['liveness'],
          review('the service is not sure that the picture shows a person', 'have a person look at the picture, or take a new one'),
        ),
        block: attack,
      },
    },
    witnesses: [
      {
        path: `${result}.Label`,
        type: 'String',
        success: 'normal',
        results: ['liveness'],
        codes: { liveness: attack },
        required: true,
        overrules: true,
      },
    ],
    // The vendor advises this threshold, and takes what is under it for undecided.
    score: { path: `${result}.Rate`, of: 'liveness', threshold: 80, below: 'review', validFor: ['pass', 'review'], required: true },
  },
  readOnly: false,
  examples: [
    'idv vision liveness --image selfie.jpg',
    'idv vision liveness --image first.jpg --image second.jpg --json',
    'idv vision liveness --image selfie.jpg --sandbox --outcome spoof',
  ],
});
