import { defineAction } from '../../../core/declare/action.ts';
import { afterChecks, retake, review, spoofAfter } from '../../code-entries.ts';
import { requestId } from '../../request-id.ts';
import { livePicture } from '../params/media.ts';
import { pictureAddress } from '../params/picture-address.ts';
import { visionAction } from '../vision.ts';

const result = 'Data.Elements[].Results[]';

const attack = spoofAfter('liveness')(
  'the picture does not show a person, but a picture of one',
  'ask the person to take a new photo with the device’s own camera',
);

export const detectLivingFace = defineAction({
  ...visionAction('facebody'),
  name: 'DetectLivingFace',
  command: ['vision', 'liveness'],
  summary: 'Check that a photo shows a live person and not a picture or a screen; does not compare faces',
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
  output: [{ name: 'Data', type: 'DetectLivingFaceData', help: 'the check of every picture' }, requestId],
  types: {
    DetectLivingFaceData: [{ name: 'Elements', type: 'Array of DetectLivingFaceElement', help: 'one entry for each picture' }],
    DetectLivingFaceElement: [
      { name: 'TaskId', type: 'String', help: 'the service’s id of the picture' },
      { name: 'ImageURL', type: 'String', sensitive: true, help: 'URL of the picture, if it was given by URL' },
      { name: 'FaceNumber', type: 'Integer', help: 'how many faces the picture shows' },
      { name: 'Results', type: 'Array of DetectLivingFaceResult', help: 'one entry for each face; empty if there is none' },
    ],
    DetectLivingFaceResult: [
      { name: 'Suggestion', type: 'String', help: 'what to do: pass, review (a person should look) or block' },
      { name: 'Label', type: 'String', help: 'normal (a live person) or liveness (a picture of a picture or of a screen)' },
      { name: 'Rate', type: 'Float', help: 'confidence in the label, 0 to 100; the vendor advises to accept a normal face from 80 on' },
      { name: 'Rect', type: 'DetectLivingFaceRect', help: 'the position of the face' },
      { name: 'MessageTips', type: 'String', help: 'what the service says about a blurred, covered or turned face; empty otherwise' },
      {
        name: 'Frames',
        type: 'Array of DetectLivingFaceFrame',
        retired: 'on an unpublished date',
        help: 'no longer used by the service: parts of the picture with their rates',
      },
    ],
    DetectLivingFaceRect: [
      { name: 'Left', type: 'Integer', help: 'pixels from the left edge' },
      { name: 'Top', type: 'Integer', help: 'pixels from the upper edge' },
      { name: 'Width', type: 'Integer', help: 'width in pixels' },
      { name: 'Height', type: 'Integer', help: 'height in pixels' },
    ],
    DetectLivingFaceFrame: [
      { name: 'Rate', type: 'Float', help: 'confidence in the label, 0 to 100' },
      { name: 'Url', type: 'String', sensitive: true, help: 'URL of the part; anyone who has it can open it' },
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
      noFace: retake('no face was found in a picture', 'take a photo with one face, close and in good light'),
      severalFaces: retake('a picture shows several faces', 'take a photo of only one person'),
    },
    decision: {
      path: `${result}.Suggestion`,
      type: 'String',
      success: 'pass',
      results: ['review', 'block'],
      codes: {
        review: afterChecks('liveness')(review)(
          'the service is not sure that the picture shows a person',
          'ask a person to look at the picture, or take a new one',
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
    // The vendor advises this threshold, and treats a lower score as undecided.
    score: { path: `${result}.Rate`, of: 'liveness', threshold: 80, below: 'review', validFor: ['pass', 'review'], required: true },
  },
  readOnly: false,
  examples: [
    'idv vision liveness --image selfie.jpg',
    'idv vision liveness --image first.jpg --image second.jpg --json',
    'idv vision liveness --image selfie.jpg --sandbox --outcome spoof',
  ],
});
